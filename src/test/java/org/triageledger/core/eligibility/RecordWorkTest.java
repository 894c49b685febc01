package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.advisory.record.Records;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

/** Verdicts on members of whom CVE records tell, on 2026-11-26; no mail says anything of them. */
class RecordWorkTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final Roster ROSTER = new Roster(
            Stream.of(
                            People.named("ada", "Ada Example").github("ada-x").joined("2020-01-01"),
                            People.named("bob", "Bob Example").github("bob-x").joined("2020-01-01"))
                    .map(People::person)
                    .toList(),
            List.of());
    private static final Coverage ALL = new Coverage(
            List.of(new Stretch(Instant.parse("1990-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"))));

    @ParameterizedTest(name = "{0}, {1} by {2}: {3}")
    @CsvSource({
        "coordinator, 2026-03-02T10:00:00Z, seed-2024, active 2027-03-02",
        "analyst, 2026-03-02T10:00:00Z, seed-2024, active 2027-03-02",
        "remediation reviewer, 2026-03-02T10:00:00Z, seed-2024, active 2027-03-02",
        "coordinator, 2025-11-25T23:59:59Z, seed-2024, inactive",
        "reporter, 2026-03-02T10:00:00Z, seed-2024, inactive",
        "coordinator, 2026-03-02T10:00:00Z, seed-2024+vulnerabilities-only, active 2027-03-02",
        "coordinator, 2026-03-02T10:00:00Z, pep811-2025, active 2027-03-02",
        "remediation reviewer, 2026-03-02T10:00:00Z, pep811-2025, inactive",
    })
    void aRecordKeepsAMember(String type, String published, String policy, String verdict) {
        assertThat(verdict(policy, record().published(published).credit(type, "github.com/ada-x")))
                .isEqualTo(verdict);
    }

    @Test
    void saysWhereTheCreditComesFrom() {
        assertThat(evaluation("seed-2024", record().credit("coordinator", "github.com/ada-x"))
                        .reasons())
                .startsWith("Worked on 1 report since 2025-11-26, last on 2026-03-02;"
                        + " the credit comes from a published record or advisory.");
    }

    @Test
    void aNameThatWaitsMakesAMemberUnknownAndNeverInactive() {
        Records named = record().credit("coordinator", "Ada Example");
        assertThat(verdict("seed-2024", named)).isEqualTo("unknown");
        assertThat(evaluation("seed-2024", named).reasons())
                .first()
                .isEqualTo("No credit so far; 1 CVE record waits for a decision on a name.");
    }

    @Test
    void whatWasRejectedLaterIsNoVulnerability() {
        Records was = record().credit("coordinator", "github.com/ada-x");
        Records rejected = record().rejected("2026-05-05T00:00:00Z");
        assertThat(verdict("seed-2024", was, rejected)).isEqualTo("active 2027-03-02");
        assertThat(verdict("seed-2024+non-vulnerability-never-counts", was, rejected))
                .isEqualTo("inactive");
        assertThat(verdict("seed-2024+vulnerabilities-only", was, rejected)).isEqualTo("inactive");
    }

    @Test
    void whatIsDisputedCountsUnlessOnlyVulnerabilitiesDo() {
        Records disputed = record().disputed().credit("coordinator", "github.com/ada-x");
        assertThat(verdict("seed-2024", disputed)).isEqualTo("active 2027-03-02");
        assertThat(verdict("seed-2024+vulnerabilities-only", disputed)).isEqualTo("inactive");
    }

    private static Records record() {
        return Records.record("CVE-2026-1234");
    }

    private static String verdict(String policy, Records... versions) {
        Verdict verdict = evaluation(policy, versions).verdict();
        return verdict.word() + verdict.end().map(day -> " " + day).orElse("");
    }

    private static Evaluation evaluation(String policy, Records... versions) {
        List<CveRecord> all = Stream.of(versions).map(Records::version).toList();
        List<RecordHistory> records = RecordHistory.of(all);
        Activity activity = RecordWork.with(
                new Activity(List.of(), List.of(), List.of()),
                RecordCredits.of(records, ROSTER, Map.of(), DAY),
                records,
                DAY);
        return Evaluations.of(
                        Policy.asked(policy).orElseThrow(),
                        ROSTER,
                        activity,
                        ALL,
                        DAY,
                        Instant.parse("2026-11-26T00:00:00Z"))
                .getFirst();
    }
}
