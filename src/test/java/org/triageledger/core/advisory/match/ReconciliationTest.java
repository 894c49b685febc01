package org.triageledger.core.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.advisory.record.Records.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Looks;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.advisory.record.Records;

class ReconciliationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @ParameterizedTest(name = "announced {0}, recorded {1} {2}: {3}")
    @CsvSource({
        "MEDIUM, 4.0, MEDIUM, ''",
        "MODERATE, 4.0, MEDIUM, ''",
        "HIGH, 4.0, MEDIUM, severity-differs",
        "HIGH, 3.1, MEDIUM, severity-differs",
        "HIGH, 4.0, '', ''",
        "'', 4.0, HIGH, ''",
    })
    void severities(String announced, String version, String recorded, String expected) {
        assertThat(found(record("CVE-2026-1234").score(version, "", recorded), told(announced)))
                .isEqualTo(expected);
    }

    @Test
    void theNewestVersionOfCvssDecides() {
        assertThat(found(record("CVE-2026-1234").score("3.1", "", "LOW").score("4.0", "", "HIGH"), told("HIGH")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r/pull/1, https://github.com/o/r/pull/1, ''",
        "https://github.com/o/r/pull/1/files, https://www.github.com/O/r/pull/1, ''",
        "https://github.com/o/r/pull/1, https://github.com/o/r/pull/11, pull-request-differs",
        "https://github.com/o/r/pull/1, https://github.com/o/r/issues/2, ''",
        "https://github.com/o/r/commit/1234567, https://github.com/o/r/pull/2, ''",
    })
    void pullRequests(String announced, String recorded, String expected) {
        assertThat(found(record("CVE-2026-1234").link(recorded), told("", announced)))
                .isEqualTo(expected);
    }

    @Test
    void oneOfSeveralPullRequestsIsEnough() {
        assertThat(found(
                        record("CVE-2026-1234")
                                .link("https://github.com/o/r/pull/1")
                                .link("https://github.com/o/r/pull/2"),
                        told("", "https://github.com/o/r/pull/2", "https://github.com/o/r/pull/3")))
                .isEmpty();
    }

    @Test
    void anAdvisoryWithAnotherId() {
        Records record = record("CVE-2026-1234").link("https://github.com/o/r/security/advisories/GHSA-23fg-45hj-67km");
        assertThat(found(
                        record,
                        Optional.empty(),
                        "look 02T10 draft by=mal created=01T10 updated=02T10 cve=CVE-2026-9999"))
                .isEqualTo("cve-id-differs");
        assertThat(found(
                        record,
                        Optional.empty(),
                        "look 02T10 draft by=mal created=01T10 updated=02T10 cve=CVE-2026-1234"))
                .isEmpty();
        assertThat(found(record, Optional.empty(), "look 02T10 draft by=mal created=01T10 updated=02T10"))
                .isEmpty();
    }

    @Test
    void aCoordinatorOnlyTheAdvisoryNames() {
        Records record = record("CVE-2026-1234").credit("coordinator", "Ada (https://github.com/ada-x)");
        String look = "look 02T10 draft by=mal created=01T10 updated=02T10 cve=CVE-2026-1234 credits=";
        assertThat(found(record, Optional.empty(), look + "ada-x:coordinator:accepted"))
                .isEmpty();
        assertThat(found(record, Optional.empty(), look + "bob-x:coordinator:accepted"))
                .isEqualTo("coordinator-differs");
        assertThat(found(record, Optional.empty(), look + "bob-x:coordinator:pending"))
                .isEmpty();
        assertThat(found(record, Optional.empty(), look + "bob-x:reporter:accepted"))
                .isEmpty();
    }

    @Test
    void announcedAndRejected() {
        assertThat(found(record("CVE-2026-1234").rejected("2026-05-05T00:00:00Z"), told("HIGH")))
                .isEqualTo("announced-and-rejected");
        assertThat(found(record("CVE-2026-1234").rejected("2026-05-05T00:00:00Z"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatIsNotPublishedContradictsNothing() {
        assertThat(found(record("CVE-2026-1234").published("").score("4.0", "", "LOW"), told("HIGH")))
                .isEmpty();
    }

    private static Optional<Reconciliation.Told> told(String severity, String... links) {
        return Optional.of(new Reconciliation.Told(
                Severity.parse(severity), Stream.of(links).map(Link::of).toList()));
    }

    private static String found(Records record, Optional<Reconciliation.Told> told, String... looks) {
        List<Advisory> advisories = looks.length == 0 ? List.of() : Looks.advisories(String.join("\n", looks), "28T00");
        return Reconciliation.of(RecordHistory.of(List.of(record.version())).getFirst(), DAY, told, advisories).stream()
                .map(Finding::rule)
                .collect(Collectors.joining(" "));
    }
}
