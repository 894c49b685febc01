package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            [CVE-2026-12345] a parser                              | [CVE-2026-12345]
            cve-1999-0001, cve-2026-123456789 and again CVE-1999-0001 | [CVE-1999-0001, CVE-2026-123456789]
            see GHSA-2345-CFGH-6789.                               | [GHSA-2345-cfgh-6789]
            GHSA-abcd-1234-efgh is none of GitHub's letters        | [GHSA-abcd-1234-efgh]
            https://example.org/cpython-ghsa-2345-cfgh-6789/pull/1 | [GHSA-2345-cfgh-6789]
            0001-fix-CVE-2026-12345.patch                          | [CVE-2026-12345]
            CVE-2026-123 is too short, CVE-1998-1234 too old       | []
            MYCVE-2026-12345 and 1GHSA-2345-cfgh-6789              | []
            CVE-2026-1234567890123456789 of nineteen digits        | [CVE-2026-1234567890123456789]
            CVE-2026-12345678901234567890 of twenty                | []
            GHSA-2345-cfgh-67890 and GHSA-2345-cfgh                | []
            the CVE-process, a GHSA-draft                          | []
            """)
    void idsStandAnywhereInAText(String text, String ids) {
        assertThat(AdvisoryId.in(text)).hasToString(ids);
    }
}
