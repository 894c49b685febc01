package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.advisory.ghsa.Looks;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

/** Work on an advisory, of which its comments, its credits and GitHub's mail tell, is credited once. */
class AdvisoryCreditsTest {
    private static final String GHSA = "GHSA-23fg-45hj-67km";
    private static final Roster ROSTER = new Roster(
            Stream.of(
                            People.named("ada", "Ada Example").github("Ada-X"),
                            People.named("bob", "Bob Example").github("bob-x"))
                    .map(People::person)
                    .toList(),
            List.of());
    private static final String LOOK =
            "look 20T12 draft created=01T10 updated=10T10 accepted=yes by=finder tags=accepted";

    private static final Letter OPENED = Letter.letter("opened")
            .relayed("finder")
            .saying("hole (" + GHSA + ")")
            .at("2026-03-01T10:00:00Z");

    @Test
    void aCommentWithoutMailIsACreditOnTheAdvisory() {
        assertThat(credits(LOOK + "\ncomment 1 ada-x 03T10"))
                .containsExactly(
                        "ada triage " + GHSA + " ghsa " + GHSA + " 2026-03-03",
                        "ada comment " + GHSA + " ghsa " + GHSA + " 2026-03-03");
    }

    @Test
    void aCommentAndTheMailThatTellsOfItAreOneCredit() {
        assertThat(credits(
                        LOOK + "\ncomment 1 ada-x 03T10",
                        OPENED,
                        answer("told", "ada-x").at("2026-03-03T10:01:59Z")))
                .containsExactly(
                        "ada triage REPORT mail told@mail.example.org 2026-03-03",
                        "ada comment REPORT mail told@mail.example.org 2026-03-03");
    }

    @Test
    void moreThanTwoMinutesOrAnotherLoginIsAnotherComment() {
        assertThat(credits(
                        LOOK + "\ncomment 1 ada-x 03T10",
                        OPENED,
                        answer("told", "ada-x").at("2026-03-03T10:02:01Z")))
                .containsExactly(
                        "ada triage REPORT mail told@mail.example.org 2026-03-03",
                        "ada triage REPORT ghsa " + GHSA + " 2026-03-03",
                        "ada comment REPORT mail told@mail.example.org 2026-03-03",
                        "ada comment REPORT ghsa " + GHSA + " 2026-03-03");
        assertThat(credits(
                        LOOK + "\ncomment 1 bob-x 03T10",
                        OPENED,
                        answer("told", "ada-x").at("2026-03-03T10:00:10Z")))
                .containsExactly(
                        "ada triage REPORT mail told@mail.example.org 2026-03-03",
                        "ada comment REPORT mail told@mail.example.org 2026-03-03",
                        "bob triage REPORT ghsa " + GHSA + " 2026-03-03",
                        "bob comment REPORT ghsa " + GHSA + " 2026-03-03");
    }

    /** GitHub's signature does not cover the login in its mail; its API names the account. */
    @Test
    void aCommentSettlesMailThatWaited() {
        Letter claimed = answer("told", "ada-x").at("2026-03-03T10:00:05Z").trusted(Trust.CLAIMED);
        assertThat(credits(LOOK, OPENED, claimed))
                .containsExactly(
                        "waits ada triage REPORT mail told@mail.example.org 2026-03-03",
                        "waits ada comment REPORT mail told@mail.example.org 2026-03-03");
        assertThat(credits(LOOK + "\ncomment 1 ada-x 03T10", OPENED, claimed))
                .containsExactly(
                        "ada triage REPORT ghsa " + GHSA + " 2026-03-03",
                        "ada comment REPORT ghsa " + GHSA + " 2026-03-03");
    }

    @Test
    void anIdThatStandsInSeveralThreadsJoinsNoneOfThemForCredits() {
        Letter other = Letter.letter("other").from("eve").saying(GHSA).at("2026-03-02T10:00:00Z");
        assertThat(credits(
                        LOOK + "\ncomment 1 ada-x 05T10",
                        Letter.letter("one").from("eve").saying(GHSA).at("2026-03-01T10:00:00Z"),
                        other))
                .allMatch(line -> line.contains(" " + GHSA + " ghsa "));
        assertThat(credits(
                        LOOK + " cve=CVE-2050-1234\ncomment 1 ada-x 05T10",
                        Letter.letter("one").from("eve").saying("CVE-2050-1234").at("2026-03-01T10:00:00Z")))
                .allMatch(line -> line.contains(" REPORT ghsa "));
    }

    @Test
    void creditsNamedInTheAdvisoryCountOnceTheyAreAccepted() {
        assertThat(
                        credits(
                                LOOK
                                        + " credits=ada-x:coordinator:accepted,bob-x:remediation_reviewer:pending,finder:reporter:accepted"))
                .containsExactly(
                        "ada coordination " + GHSA + " ghsa " + GHSA + " 2026-03-10",
                        "waits bob remediation-review " + GHSA + " ghsa " + GHSA + " 2026-03-10");
    }

    @Test
    void whatTheTeamDecidedIsKnownOfTheAdvisory() {
        assertThat(status("draft", "accepted")).isEqualTo("vulnerability");
        assertThat(status("closed closed=05T10", "completed")).isEqualTo("vulnerability");
        assertThat(status("closed closed=05T10", "invalid")).isEqualTo("not-a-vulnerability");
        assertThat(status("closed closed=05T10", "closed")).isEqualTo("not-a-vulnerability");
        assertThat(status("closed closed=05T10", "duplicate")).isEqualTo("duplicate");
        assertThat(status("published published=05T10", "accepted")).isEqualTo("vulnerability");
        assertThat(status("triage", "")).isEqualTo("unreviewed");
        assertThat(status("triage", "completed"))
                .as("a reporter can write that")
                .isEqualTo("unreviewed");
        assertThat(status("closed closed=05T10", "accepted,closed,invalid")).isEqualTo("unreviewed");
    }

    private static String status(String state, String tags) {
        Activity activity = activity("look 20T12 " + state + " created=01T10 updated=10T10 accepted=yes by=finder"
                + (tags.isEmpty() ? "" : " tags=" + tags));
        return Optional.ofNullable(activity.published().get(GHSA)).orElseThrow().word();
    }

    private static Letter answer(String id, String login) {
        return Letter.letter(id).relayed(login).answers("opened");
    }

    private static List<String> credits(String lines, Letter... letters) {
        Activity activity = activity(lines, letters);
        String report =
                activity.reports().size() == 1 ? activity.reports().getFirst().id() : "none";
        return Stream.concat(
                        activity.credits().stream().map(AdvisoryCreditsTest::line),
                        activity.pending().stream().map(pending -> "waits " + line(pending.credit())))
                .map(line -> line.replace(" " + report + " ", " REPORT "))
                .toList();
    }

    private static Activity activity(String lines, Letter... letters) {
        Activity mail = Activities.of(
                Reports.of(
                        Threads.of(Messages.merge(
                                Stream.of(letters).map(Letter::sighting).toList())),
                        ROSTER,
                        List.of()),
                ROSTER,
                CreditRules.DEFAULT);
        return AdvisoryCredits.with(mail, Looks.advisories(lines, "28T00"), ROSTER, 1);
    }

    private static String line(Credit credit) {
        return credit.member() + " " + credit.kind().word() + " " + credit.report() + " "
                + credit.source().word() + " "
                + credit.evidence().stream()
                        .map(evidence -> evidence.id() + " " + evidence.day())
                        .collect(Collectors.joining(", "));
    }
}
