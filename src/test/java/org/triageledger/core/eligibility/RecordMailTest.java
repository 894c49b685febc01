package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.advisory.record.Records;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

/** A record names Ada as coordinator; the mail of the team is this. */
class RecordMailTest {
    private static final Roster ROSTER = new Roster(
            Stream.of(
                            People.named("ada", "Ada Example").github("ada-x").owns("ada@example.org"),
                            People.named("bob", "Bob Example").github("bob-x").owns("bob@example.org"))
                    .map(People::person)
                    .toList(),
            List.of());

    @Test
    void aCoordinatorWhoWroteInTheReportIsFine() {
        assertThat(rules(
                        letter("a").from("mal@evil.example").saying("CVE-2026-1234"),
                        letter("b").from("ada").answers("a")))
                .isEmpty();
    }

    @Test
    void aCoordinatorWithoutMailInTheReportIsAFinding() {
        assertThat(rules(
                        letter("a").from("mal@evil.example").saying("CVE-2026-1234"),
                        letter("b").from("bob").answers("a")))
                .containsExactly("coordinator-without-mail");
    }

    @Test
    void whereNoReportNamesTheIdNothingCanBeSaid() {
        assertThat(rules()).isEmpty();
        assertThat(rules(letter("a").from("mal@evil.example").saying("CVE-2026-12345")))
                .isEmpty();
    }

    private static List<String> rules(Letter... letters) {
        RecordHistory record = RecordHistory.of(List.of(Records.record("CVE-2026-1234")
                        .credit("coordinator", "github.com/ada-x")
                        .version()))
                .getFirst();
        Activity activity = Activities.of(
                Reports.of(
                        Threads.of(Messages.merge(
                                Stream.of(letters).map(Letter::sighting).toList())),
                        ROSTER,
                        List.of()),
                ROSTER,
                CreditRules.DEFAULT);
        RecordCredits credits = RecordCredits.of(List.of(record), ROSTER, Map.of(), LocalDate.of(2026, 11, 26));
        return RecordMail.of(record.id(), credits, activity).stream()
                .map(Finding::rule)
                .toList();
    }
}
