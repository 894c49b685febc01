package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;

/** Credits of one case are credits for one report. */
class CreditsOfCasesTest {
    private static final String BOB = "coordinator=Bob_(https://github.com/bob-x)";

    @Test
    void whatARecordTellsOfIsWorkOnTheReportThatCameByMail() {
        Activity activity = Story.of("""
                        mail r mal 02T10 says=CVE-2026-1234
                        mail s bob 03T10 answers=r
                        record CVE-2026-1234 published=09T10 %s
                        announce CVE-2026-1234 09T12 bob
                        """.formatted(BOB)).activity();
        String report = activity.reports().getFirst().id();
        assertThat(activity.credits())
                .extracting(credit -> credit.member() + " " + credit.kind().word() + " "
                        + credit.source().word() + " " + credit.report().equals(report))
                .containsExactlyInAnyOrder(
                        "bob triage mail true",
                        "bob comment mail true",
                        "bob coordination cve true",
                        "bob advisory announcement true");
        assertThat(of("bob", "seed-2024", activity).credits()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the published record of its case says that a report is a vulnerability
                "mail r mal 02T10 says=CVE-2026-1234;mail s ada 03T10 answers=r;record CVE-2026-1234 published=09T10 | active",
                "mail r mal 02T10;mail s ada 03T10 answers=r;record CVE-2026-1234 published=09T10 | inactive",
                // what a person said of the report goes before
                "mail r mal 02T10 says=CVE-2026-1234;mail s ada 03T10 answers=r;rule r not-a-vulnerability 04T10"
                        + ";record CVE-2026-1234 published=09T10 | inactive",
                // and what they said takes nothing from whom the record names
                "mail r mal 02T10 says=CVE-2026-1234;rule r not-a-vulnerability 04T10"
                        + ";record CVE-2026-1234 published=09T10 coordinator=Ada_(https://github.com/ada-x) | active",
                "mail r mal 02T10 says=CVE-2026-1234;mail s ada 03T10 answers=r;record CVE-2026-1234 published=09T10"
                        + ";record CVE-2026-1234 published=none rejected=10T10 | inactive",
            })
    void onlyVulnerabilities(String lines, String verdict) {
        assertThat(of(
                                "ada",
                                "seed-2024+vulnerabilities-only+no-newcomer-grace",
                                Story.of(lines.replace(';', '\n')).activity())
                        .verdict()
                        .word())
                .isEqualTo(verdict);
    }

    @Test
    void severalRecordsOfOneReportAreOneReport() {
        Activity activity = Story.of("""
                        mail r mal 02T10 says=CVE-2026-1234_CVE-2026-5678
                        record CVE-2026-1234 published=09T10 %s
                        record CVE-2026-5678 published=09T10 %s
                        """.formatted(BOB, BOB)).activity();
        assertThat(of("bob", "seed-2024", activity).credits()).isEqualTo(1);
        assertThat(activity.credits().stream()
                        .map(credit -> credit.evidence().getFirst().id())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("CVE-2026-1234 CVE-2026-5678");
    }

    @Test
    void aRecordAndAnAdvisoryWithoutMailAreOneReportToo() {
        Activity activity = Story.of("""
                        look 04T12 draft by=mal created=02T12 updated=03T12 cve=CVE-2026-1234 credits=bob-x:coordinator:accepted
                        record CVE-2026-1234 published=09T10 %s
                        """.formatted(BOB)).activity();
        assertThat(activity.credits()).extracting(credit -> credit.report()).containsOnly("CVE-2026-1234");
    }

    private static Evaluation of(String member, String policy, Activity activity) {
        return Evaluations.of(
                        Policy.asked(policy).orElseThrow(),
                        Story.ROSTER,
                        activity,
                        new Coverage(List.of(new Stretch(
                                Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")))),
                        LocalDate.of(2026, 11, 26),
                        Instant.parse("2026-11-26T00:00:00Z"))
                .stream()
                .filter(evaluation -> evaluation.member().equals(member))
                .findFirst()
                .orElseThrow();
    }
}
