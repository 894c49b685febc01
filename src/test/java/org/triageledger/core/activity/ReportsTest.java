package org.triageledger.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Report.Status;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Trust;

class ReportsTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    @Test
    void aThreadBegunByAnOutsiderIsAReport() {
        assertThat(reports(letter("a").from("eve"))).isEqualTo("unreviewed");
        assertThat(reports(letter("a").from("eve").trusted(Trust.CLAIMED))).isEqualTo("unreviewed");
    }

    @Test
    void aThreadBegunByAMemberIsInternal() {
        assertThat(reports(letter("a").from("ada"), later("b").from("bob").answers("a")))
                .isEqualTo("internal by ada");
    }

    @Test
    void aMembersThreadInWhichAnOutsiderWritesIsAReport() {
        assertThat(reports(letter("a").from("ada"), later("b").from("eve").answers("a")))
                .isEqualTo("unreviewed by ada");
        assertThat(reports(
                        letter("a").from("ada"),
                        later("b").from("eve").answers("a").as(Automation.AUTO_REPLY)))
                .isEqualTo("internal by ada");
    }

    @Test
    void aMembersThreadThatForwardsAMailIsAReport() {
        assertThat(reports(letter("a").from("ada").forwarding())).isEqualTo("unreviewed by ada");
        assertThat(reports(
                        letter("a").from("ada"),
                        later("b").from("bob").answers("a").forwarding()))
                .isEqualTo("internal by ada");
    }

    @Test
    void aMembersThreadWithAnAdvisoryIdIsAReport() {
        assertThat(reports(
                        letter("a").from("ada"),
                        later("b").from("bob").answers("a").saying("see CVE-2026-12345")))
                .isEqualTo("unreviewed by ada");
        assertThat(reports(letter("a").from("ada").saying("GHSA-2345-6789-cfgh")))
                .isEqualTo("unreviewed by ada");
    }

    @Test
    void membershipIsThatOfTheDayOfArrival() {
        assertThat(reports(letter("a").from("cyd").at("2026-03-09T23:59:59Z"))).isEqualTo("unreviewed");
        assertThat(reports(letter("a").from("cyd").at("2026-03-10T00:00:00Z"))).isEqualTo("internal by cyd");
        assertThat(reports(letter("a").from("cyd").at("2026-03-20T23:59:59Z"))).isEqualTo("internal by cyd");
        assertThat(reports(letter("a").from("cyd").at("2026-03-21T00:00:00Z"))).isEqualTo("unreviewed");
    }

    @Test
    void aForgedOpeningDoesNotMakeAReportAMembers() {
        assertThat(reports(letter("a").from("ada").trusted(Trust.CLAIMED))).isEqualTo("unreviewed");
    }

    @Test
    void aThreadWhoseBeginningWasNeverSeenIsUndecidedUntilSomethingSaysMore() {
        assertThat(reports(letter("b").from("ada").answers("never"))).isEqualTo("undecided");
        assertThat(reports(letter("b").from("ada").answers())).isEqualTo("undecided");
        assertThat(reports(
                        letter("b").from("ada").answers("never"),
                        later("c").from("eve").answers("b")))
                .isEqualTo("unreviewed");
        assertThat(reports(letter("b").from("ada").answers("never").saying("CVE-2026-12345")))
                .isEqualTo("unreviewed");
    }

    @Test
    void anAmbiguousOpeningIsUndecidedUnlessAllItCanBeAreMembers() {
        assertThat(reports(letter("a").maybeFrom("ada", "eve"))).isEqualTo("undecided");
        assertThat(reports(letter("a").maybeFrom("ada", "bob"))).isEqualTo("internal");
        assertThat(reports(letter("a").maybeFrom("eve", "mallory"))).isEqualTo("unreviewed");
        assertThat(reports(letter("a").maybeFrom())).isEqualTo("undecided");
    }

    @Test
    void aNotificationBeginsAReportUnlessItIsProvenToRelayAMember() {
        assertThat(reports(letter("a").relayed("stranger"))).isEqualTo("unreviewed");
        assertThat(reports(letter("a").from("builds@example.net").as(Automation.NOTIFICATION)))
                .isEqualTo("unreviewed");
        assertThat(reports(letter("a").relayed("Ada-X"))).isEqualTo("internal by ada");
        assertThat(reports(letter("a").relayed("ada-x").saying("GHSA-2345-6789-cfgh")))
                .isEqualTo("unreviewed by ada");
        assertThat(reports(letter("a").relayed("ada-x").trusted(Trust.LIST))).isEqualTo("unreviewed");
    }

    @Test
    void whatOnlyMachinesWroteIsAutomated() {
        assertThat(reports(
                        letter("a").from("eve").as(Automation.BOUNCE),
                        later("b").from("ada").as(Automation.AUTO_REPLY).answers("a")))
                .isEqualTo("automated");
    }

    @Test
    void anAnswerThatOvertookItsReportDidNotBeginIt() {
        assertThat(reports(
                        letter("b").from("ada").answers("a").at("2026-03-05T10:00:00Z"),
                        letter("a").from("eve").at("2026-03-06T10:00:00Z")))
                .isEqualTo("unreviewed");
    }

    @Test
    void whoForgesAnUnseenBeginningAfterwardsDecidesNothing() {
        Activity activity = Team.of(
                letter("b").from("ada").answers("a").at("2026-03-05T10:00:00Z"),
                letter("c").from("eve").answers("a", "b").at("2026-03-06T10:00:00Z"),
                letter("a").from("mallory").at("2026-04-06T10:00:00Z"));

        assertThat(Team.credits(activity)).isEmpty();
        assertThat(Team.pending(activity)).isEqualTo("ada ambiguous: b");
    }

    @Test
    void theLatestRulingInAThreadWins() {
        Letter report = letter("a").from("eve");
        Letter answer = later("b").from("ada").answers("a");
        String first = report.message().key();
        String second = answer.message().key();

        assertThat(Team.reports(Team.of(
                        List.of(
                                ruling(first, Status.SPAM, NOON),
                                ruling(second, Status.VULNERABILITY, NOON.minusSeconds(1))),
                        report,
                        answer)))
                .isEqualTo("spam");
        assertThat(Team.reports(Team.of(
                        List.of(ruling(first, Status.SPAM, NOON), ruling(second, Status.DUPLICATE, NOON)),
                        report,
                        answer)))
                .isEqualTo("spam");
        assertThat(Team.of(List.of(ruling("elsewhere", Status.SPAM, NOON)), report, answer)
                        .reports()
                        .getFirst()
                        .status())
                .isEqualTo(Status.UNREVIEWED);
    }

    @Test
    void aReportKeepsItsIdWhenAnswersArrive() {
        Letter report = letter("a").from("eve");
        String id = Team.of(report).reports().getFirst().id();

        assertThat(id).matches("r[0-9a-f]{16}");
        assertThat(Team.of(report, later("b").from("ada").answers("a")).reports())
                .extracting(Report::id)
                .containsExactly(id);
    }

    @Test
    void noReasonNamesAnybodyBehindAMail() {
        assertThat(Team.of(letter("a").by(new Author.Direct(Letter.mailbox("eve"))))
                        .reports())
                .extracting(Report::why)
                .containsExactly("begun by somebody who is no member");
    }

    private static Ruling ruling(String key, Status status, Instant at) {
        return new Ruling(key, status, at, "bob", "looked at it");
    }

    private static Letter later(String id) {
        return letter(id).at("2026-03-02T10:00:00Z");
    }

    private static String reports(Letter... letters) {
        return Team.reports(Team.of(letters));
    }
}
