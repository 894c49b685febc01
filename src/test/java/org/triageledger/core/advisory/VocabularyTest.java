package org.triageledger.core.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CVE-2026-1234                | CVE-2026-1234
            ' cve-2026-1234567890123456789 ' | CVE-2026-1234567890123456789
            CVE-2026-12345678901234567890 |
            CVE-2026-123                 |
            CVE-2026-1234x               |
            2026-1234                    |
            """)
    void aCveIdHasFourToNineteenDigits(String text, String id) {
        assertThat(CveId.parse(text).map(CveId::value).orElse(null)).isEqualTo(id);
    }

    @Test
    void idsInATextComeInTheirOrderAndOnce() {
        assertThat(CveId.in("[CVE-2026-4786] after cve-2026-4519, not CVE-2026-4786 nor XCVE-2026-1111"))
                .extracting(CveId::value)
                .containsExactly("CVE-2026-4786", "CVE-2026-4519");
    }

    @Test
    void idsAreSortedByYearAndNumber() {
        List<String> sorted = Stream.of("CVE-2026-12345", "CVE-2026-9999", "CVE-2025-99999999999999999")
                .flatMap(id -> CveId.parse(id).stream())
                .sorted()
                .map(CveId::value)
                .toList();

        assertThat(sorted).containsExactly("CVE-2025-99999999999999999", "CVE-2026-9999", "CVE-2026-12345");
    }

    @Test
    void aGhsaIdIsWrittenInOneWay() {
        assertThat(GhsaId.parse(" ghsa-2345-CFGH-6789 ").map(GhsaId::value)).contains("GHSA-2345-cfgh-6789");
        assertThat(GhsaId.parse("GHSA-2345-cfgh-67890")).isEmpty();
        assertThat(GhsaId.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, NONE",
        "0.1, LOW",
        "3.9, LOW",
        "4, MEDIUM",
        "6.9, MEDIUM",
        "7, HIGH",
        "8.9, HIGH",
        "9, CRITICAL",
        "10, CRITICAL"
    })
    void aScoreHasASeverity(double score, Severity severity) {
        assertThat(Severity.ofScore(score)).contains(severity);
    }

    @Test
    void moderateIsMedium() {
        assertThat(Severity.parse("Moderate")).contains(Severity.MEDIUM);
        assertThat(Severity.parse("important")).isEqualTo(Optional.empty());
        assertThat(Severity.ofScore(Double.NaN)).isEmpty();
    }
}
