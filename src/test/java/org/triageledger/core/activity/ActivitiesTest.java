package org.triageledger.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.triageledger.core.activity.Report.Status;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.thread.Messages;

class ActivitiesTest {
    @Test
    void aMemberWhoWritesInAReportEarnsTriageAndCommentOnceWithAllMessages() {
        Activity activity = Team.of(
                report(),
                on(2, "b").from("ada").answers("a"),
                on(4, "d").from("ada").answers("b"),
                on(3, "c").from("bob").answers("a"));

        assertThat(Team.credits(activity)).isEqualTo("ada: b d, bob: c");
        assertThat(activity.credits().getFirst()).satisfies(credit -> {
            assertThat(credit.rule()).isEqualTo("wrote-in-report");
            assertThat(credit.first()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
            assertThat(credit.lastDay()).isEqualTo(LocalDate.parse("2026-03-04"));
            assertThat(credit.report()).isEqualTo(activity.reports().getFirst().id());
        });
        assertThat(activity.pending()).isEmpty();
    }

    @Test
    void whoBeganAReportEarnsNothingInIt() {
        Activity activity = Team.of(
                on(1, "a").from("ada").saying("CVE-2026-12345"),
                on(2, "b").from("bob").answers("a"),
                on(3, "c").from("ada").answers("b"));

        assertThat(Team.credits(activity)).isEqualTo("bob: b");
    }

    @Test
    void whoJoinsAfterReportingStillBeganIt() {
        Activity activity = Team.of(
                on(1, "a").from("cyd"),
                on(2, "b").from("ada").answers("a"),
                letter("c").at("2026-03-11T10:00:00Z").from("cyd").answers("b"));

        assertThat(Team.reports(activity)).isEqualTo("unreviewed");
        assertThat(Team.credits(activity)).isEqualTo("ada: b");
        assertThat(activity.pending()).isEmpty();
    }

    @Test
    void aForgedReportTakesNothingFromWhoJoinsLater() {
        Activity activity = Team.of(
                on(1, "a").from("cyd").trusted(Trust.CLAIMED),
                letter("c").at("2026-03-11T10:00:00Z").from("cyd").answers("a"));

        assertThat(Team.credits(activity)).isEqualTo("cyd: c");
    }

    @Test
    void nobodyEarnsAnythingInAnInternalThread() {
        Activity activity =
                Team.of(on(1, "a").from("ada"), on(2, "b").from("bob").answers("a"));

        assertThat(activity.credits()).isEmpty();
        assertThat(activity.pending()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Automation.class,
            names = {"HUMAN"},
            mode = EnumSource.Mode.EXCLUDE)
    void aMemberWhoseOnlyMailIsAMachinesHasNoCredit(Automation machine) {
        Activity activity =
                Team.of(report(), on(2, "b").from("ada").answers("a").as(machine));

        assertThat(activity.credits()).isEmpty();
        assertThat(activity.pending()).isEmpty();
    }

    @Test
    void wordsOfWhichItCannotBeToldWhoseTheyAreWaitWhateverTheRulesAskFor() {
        List<Report> reports = Team.of(
                        report(), on(2, "b").from("ada").answers("a").linesUnclear())
                .reports();

        Activity activity = Activities.of(reports, Team.ROSTER, new CreditRules(2));

        assertThat(activity.credits()).isEmpty();
        assertThat(activity.pending()).allSatisfy(pending -> {
            assertThat(pending.proven()).isTrue();
            assertThat(pending.why()).isEqualTo("It cannot be told which words are their own");
        });
        assertThat(activity.pending()).hasSize(2);
    }

    @Test
    void wordsOfWhichItCannotBeToldWhoseTheyAreAreOnlyClaimedWithoutProof() {
        Activity activity = Team.of(
                report(), on(2, "b").from("ada").answers("a").linesUnclear().trusted(Trust.CLAIMED));

        assertThat(activity.credits()).isEmpty();
        assertThat(activity.pending())
                .hasSize(2)
                .allSatisfy(pending -> assertThat(pending.proven()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "1, 1, ada: b",
        "1, 2, ''",
        "2, 2, ada: b",
        "0, 0, ada: b",
    })
    void aMessageNeedsAsManyLinesAsTheRulesSay(int lines, int needed, String credits) {
        List<Report> reports = Team.of(
                        report(), on(2, "b").from("ada").answers("a").lines(lines))
                .reports();

        assertThat(Team.credits(Activities.of(reports, Team.ROSTER, new CreditRules(needed))))
                .isEqualTo(credits);
    }

    @Test
    void aMessageNobodyCanVouchForWaits() {
        Activity activity = Team.of(
                report(),
                on(2, "b").from("ada").answers("a"),
                on(3, "c").from("ada").answers("a").trusted(Trust.CLAIMED),
                on(4, "d").from("bob").answers("a").trusted(Trust.CLAIMED));

        assertThat(Team.credits(activity)).isEqualTo("ada: b");
        assertThat(Team.pending(activity)).isEqualTo("ada claimed: c, bob claimed: d");
    }

    /** It was read at some time, which says nothing about when it came: the work may be of years ago. */
    @Test
    void aMessageOfWhichNothingSaysWhenItCameWaits() {
        Instant read = Instant.parse("2026-03-05T10:00:00Z");
        Activity activity = Team.of(
                report(),
                on(2, "b").from("ada").answers("a"),
                letter("c")
                        .arrived(new Arrival(read, Arrival.Basis.READ))
                        .from("ada")
                        .answers("a"),
                letter("d")
                        .arrived(new Arrival(read, Arrival.Basis.READ))
                        .from("bob")
                        .answers("a"));

        assertThat(Team.credits(activity)).isEqualTo("ada: b");
        assertThat(Team.pending(activity)).isEqualTo("ada ambiguous: c, bob ambiguous: d");
    }

    @Test
    void anAmbiguousMessageWaitsForEachMemberItCanBeOf() {
        Activity activity =
                Team.of(report(), on(2, "b").maybeFrom("bob", "eve", "ada").answers("a"));

        assertThat(activity.credits()).isEmpty();
        assertThat(Team.pending(activity)).isEqualTo("ada ambiguous: b, bob ambiguous: b");
    }

    @Test
    void aForgedOpeningTakesNoCreditFromTheMemberItNames() {
        Activity activity = Team.of(
                on(1, "a").from("ada").trusted(Trust.CLAIMED),
                on(2, "b").from("ada").answers("a"));

        assertThat(Team.reports(activity)).isEqualTo("unreviewed");
        assertThat(Team.credits(activity)).isEqualTo("ada: b");
        assertThat(activity.pending()).isEmpty();
    }

    @Test
    void inAThreadWhoseBeginningWasNeverSeenAllWorkWaits() {
        Activity activity = Team.of(
                on(2, "b").from("eve").answers("never"), on(3, "c").from("ada").answers("never", "b"));

        assertThat(Team.reports(activity)).isEqualTo("unreviewed");
        assertThat(activity.credits()).isEmpty();
        assertThat(Team.pending(activity)).isEqualTo("ada ambiguous: c");
        assertThat(activity.pending().getFirst().why()).isEqualTo("The beginning of this thread was never seen");
    }

    @Test
    void whoMayHaveBegunAnAmbiguousThreadWaitsAndOthersDoNot() {
        Activity activity = Team.of(
                on(1, "a").maybeFrom("ada", "eve").saying("CVE-2026-12345"),
                on(2, "b").from("ada").answers("a"),
                on(3, "c").from("bob").answers("a"));

        assertThat(Team.credits(activity)).isEqualTo("bob: c");
        assertThat(Team.pending(activity)).isEqualTo("ada ambiguous: b");
    }

    @Test
    void inAnUndecidedThreadNothingIsCertain() {
        Activity activity = Team.of(
                on(1, "a").maybeFrom("ada", "eve"), on(3, "c").from("bob").answers("a"));

        assertThat(activity.credits()).isEmpty();
        assertThat(Team.pending(activity)).isEqualTo("bob ambiguous: c");
    }

    @Test
    void whatAServiceProvesAMemberDidCounts() {
        assertThat(Team.credits(Team.of(report(), on(2, "b").relayed("Ada-X").answers("a"))))
                .isEqualTo("ada: b");

        Activity unproven = Team.of(
                report(), on(2, "b").relayed("ada-x").trusted(Trust.LIST).answers("a"));
        assertThat(unproven.credits()).isEmpty();
        assertThat(Team.pending(unproven)).isEqualTo("ada claimed: b");
    }

    @Test
    void anOutsiderWhoAnswersIntoAThreadEarnsNothingAndChangesNoCredit() {
        // an outsider who knows the ids may write into a thread; nothing follows from it. The subject alone lets nobody
        // in
        Letter[] before = {report().about("overflow"), on(2, "b").from("ada").answers("a")};
        Letter[] after = Stream.concat(
                        Stream.of(before),
                        Stream.of(
                                on(3, "x").from("mallory").answers("a", "b"),
                                on(4, "y").from("mallory").answers().about("overflow"),
                                on(5, "z").from("ada").trusted(Trust.CLAIMED).answers("a")))
                .toArray(Letter[]::new);

        assertThat(Team.of(after).credits()).isEqualTo(Team.of(before).credits());
        assertThat(Team.reports(Team.of(before))).isEqualTo("unreviewed");
        assertThat(Team.reports(Team.of(after))).isEqualTo("unreviewed, unreviewed");
    }

    @Test
    void anOutsiderWhoNamesTwoReportsMakesThemNoSingleOne() {
        Activity activity = Team.of(
                on(1, "a").from("eve"),
                on(1, "b").from("eve"),
                on(2, "c").from("ada").answers("a"),
                on(2, "d").from("bob").answers("b"),
                on(3, "x").from("mallory").answers("a", "c", "b", "d"));

        assertThat(activity.reports()).hasSize(2);
        assertThat(activity.credits().stream().map(Credit::report).distinct()).hasSize(2);
    }

    @Test
    void twoMailsWithOneIdAreTwoMessagesAndOnlyTheMembersOwnCounts() {
        Activity activity = Team.of(
                report(),
                on(2, "b").from("ada").answers("a").saying("fixed"),
                on(3, "b").from("mallory").answers("a").saying("fixed, pay me"),
                on(4, "b").from("bob").answers("a").saying("mine too"));

        assertThat(activity.reports().getFirst().thread().messages()).hasSize(4);
        assertThat(Team.credits(activity)).isEqualTo("ada: b, bob: b");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-09, ''", // not yet a member
        "2026-03-10, cyd: b",
        "2026-03-20, cyd: b",
        "2026-03-21, ''", // left
        "2026-04-01, dee: b", // the address is another member's now
    })
    void anAddressCreditsWhoOwnedItAndWasAMemberOnThatDay(LocalDate day, String credits) {
        Activity activity = Team.of(
                report(), letter("b").from("shared").at(day + "T12:00:00Z").answers("a"));

        assertThat(Team.credits(activity)).isEqualTo(credits);
    }

    @Test
    void whoLeftKeepsTheCreditsOfTheirDaysAsAMember() {
        Activity activity = Team.of(
                report(),
                letter("b").from("cyd").at("2026-03-15T12:00:00Z").answers("a"),
                letter("c").from("cyd").at("2026-05-15T12:00:00Z").answers("a"));

        assertThat(Team.credits(activity)).isEqualTo("cyd: b");
    }

    @Test
    void workOnSpamIsWork() {
        Letter report = report();
        Ruling spam = new Ruling(report.message().key(), Status.SPAM, Instant.EPOCH, "bob", "advertising");

        assertThat(Team.credits(
                        Team.of(List.of(spam), report, on(2, "b").from("ada").answers("a"))))
                .isEqualTo("ada: b");
    }

    @Test
    void asOfADayOnlyWhatHadArrivedByItsEndCounts() {
        List<Message> messages = Messages.merge(Stream.of(
                        report(),
                        letter("b").from("ada").answers("a").at("2026-03-02T23:59:59Z"),
                        letter("c").from("ada").answers("a").at("2026-03-03T00:00:00Z"))
                .map(Letter::sighting)
                .toList());

        assertThat(asOf(messages, "2026-02-28")).isEmpty();
        assertThat(asOf(messages, "2026-03-01")).isEmpty();
        assertThat(asOf(messages, "2026-03-02")).isEqualTo("ada: b");
        assertThat(asOf(messages, "2026-03-03")).isEqualTo("ada: b c");
        assertThat(asOf(messages, LocalDate.MAX.toString())).isEqualTo("ada: b c");
        assertThat(asOf(messages, LocalDate.MIN.toString())).isEmpty();
    }

    @Test
    void asOfADayAThreadIsWhatItWasThen() {
        // later an outsider writes in it, and it becomes a report; on the day before it was internal
        List<Message> messages = Messages.merge(Stream.of(
                        on(1, "a").from("ada"),
                        on(2, "b").from("bob").answers("a"),
                        on(5, "c").from("eve").answers("b"))
                .map(Letter::sighting)
                .toList());

        assertThat(asOf(messages, "2026-03-04")).isEmpty();
        assertThat(asOf(messages, "2026-03-05")).isEqualTo("bob: b");
    }

    private static String asOf(List<Message> messages, String day) {
        return Team.credits(Team.of(List.of(), Activities.upTo(messages, LocalDate.parse(day))));
    }

    private static Letter report() {
        return on(1, "a").from("eve");
    }

    private static Letter on(int day, String id) {
        return letter(id).at("2026-03-0" + day + "T10:00:00Z");
    }
}
