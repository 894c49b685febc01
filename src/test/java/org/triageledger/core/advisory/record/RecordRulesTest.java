package org.triageledger.core.advisory.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.advisory.record.Records.record;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.advisory.Finding;

class RecordRulesTest {
    private static final String VECTOR = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N";
    private static final String ARCHIVE = "https://lists.example.org/archives/list/announce@example.org/thread/ABC/";

    @Test
    void aGoodRecordHasNoFinding() {
        assertThat(found(good())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-06-30T23:59:59Z, ''",
        "2024-07-01T00:00:00Z, no-coordinator",
        "2025-12-31T23:59:59Z, no-coordinator",
        "2026-01-01T00:00:00Z, no-coordinator no-cvss-v4",
    })
    void aRuleIsSilentAboutWhatWasPublishedBeforeIt(String published, String expected) {
        assertThat(found(record("CVE-2026-1234").published(published).link(ARCHIVE)))
                .isEqualTo(expected);
    }

    @Test
    void aCoordinatorWithoutANameIsNone() {
        assertThat(found(record("CVE-2026-1234")
                        .score("4.0", VECTOR)
                        .link(ARCHIVE)
                        .credit("coordinator", " ")))
                .isEqualTo("no-coordinator");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a, ''",
        "http://example.org/a, ''",
        "https://https://example.org/a, broken-link",
        "https:///a, broken-link",
        "example.org/a, broken-link",
        "ftp://example.org/a, broken-link",
        "https://example .org/a, broken-link",
        "TBD, broken-link",
    })
    void aLinkThatIsNone(String url, String expected) {
        assertThat(found(good().link(url))).isEqualTo(expected);
    }

    @Test
    void aPullRequestTaggedAsIssue() {
        assertThat(found(good().link("https://github.com/o/r/pull/1", "issue-tracking")))
                .isEqualTo("pull-request-as-issue");
        assertThat(found(good().link("https://github.com/o/r/issues/1", "issue-tracking")))
                .isEmpty();
        assertThat(found(good().link("https://github.com/o/r/pull/1", "patch"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0 3.15.0, fixed-versions-not-per-branch",
        "3.12.0 3.15.0, fixed-versions-not-per-branch",
        "0 3.13.15 3.14.0 3.14.7 3.15.0a1 3.15.0b3, ''",
        "0 3.13.15 3.14.0 3.15.0, ''",
        "3.14.0 3.14.5, ''",
        "3.15.0a1 3.15.0, ''",
        "0 3.8.20, ''",
    })
    void fixedVersionsOfEachBranch(String ranges, String expected) {
        Records records = good();
        String[] ends = ranges.split(" ");
        for (int i = 0; i < ends.length; i += 2) {
            records.affected(ends[i], ends[i + 1]);
        }
        assertThat(found(records)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N, bad-cvss-vector",
        "'', bad-cvss-vector",
        "HIGH, bad-cvss-vector",
        "CVSS:4.0/AV:N/AC:L, bad-cvss-vector",
        "CVSS:4.0/AV:N/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N, bad-cvss-vector",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:P, ''",
    })
    void aVectorThatIsNone(String vector, String expected) {
        assertThat(found(record("CVE-2026-1234")
                        .credit("coordinator", "Somebody")
                        .link(ARCHIVE)
                        .score("4.0", vector)))
                .isEqualTo(expected);
    }

    @Test
    void publishedWithoutADateIsNotPublished() {
        assertThat(found(record("CVE-2026-1234").published(""))).isEqualTo("published-without-date");
    }

    @Test
    void saysNothingOfWhatIsRejectedOrNotPublishedYet() {
        assertThat(found(record("CVE-2026-1234").rejected("2026-05-05T00:00:00Z")))
                .isEmpty();
        assertThat(found(record("CVE-2026-1234").published("2027-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void missesTheLinkToTheAnnouncement() {
        assertThat(found(record("CVE-2026-1234")
                        .credit("coordinator", "Somebody")
                        .score("4.0", VECTOR)
                        .link("https://github.com/o/r/pull/1", "patch")))
                .isEqualTo("no-archive-link");
    }

    private static Records good() {
        return record("CVE-2026-1234")
                .credit("coordinator", "Somebody")
                .score("4.0", VECTOR)
                .link(ARCHIVE, "vendor-advisory");
    }

    private static String found(Records record) {
        return RecordRules.DEFAULT
                .of(RecordHistory.of(List.of(record.version())).getFirst(), LocalDate.of(2026, 11, 26))
                .stream()
                .map(Finding::rule)
                .collect(Collectors.joining(" "));
    }
}
