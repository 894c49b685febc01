package org.triageledger.core.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://www.cve.org/CVERecord?id=CVE-2026-12345                                   | RECORD  | CVE-2026-12345
            https://cve.org/cverecord?lang=en&id=cve-2026-1234#top                            | RECORD  | CVE-2026-1234
            https://nvd.nist.gov/vuln/detail/CVE-2026-1234567890123456789                     | RECORD  | CVE-2026-1234567890123456789
            https://www.cve.org/CVERecord?id=CVE-2026-123                                     | RECORD  |
            https://www.cve.org/Downloads                                                     | OTHER   |
            https://github.com/python/cpython/pull/151545                                     | PULL    |
            HTTPS://GitHub.com/python/cpython/pull/151545/files                               | PULL    |
            https://github.com/python/cpython/issues/113171#issuecomment-1                    | ISSUE   |
            https://bugs.python.org/issue12345                                                | ISSUE   |
            https://github.com/python/cpython/commit/57e88c1cf95e1481b94ae57abe1010469d47a6b4 | COMMIT  |
            https://github.com/python/cpython/pull/1/commits/57e88c1cf95e                     | COMMIT  |
            https://github.com/python/cpython/commits/main                                    | OTHER   |
            https://github.com/python/cpython                                                 | OTHER   |
            https://github.com.evil.example/python/cpython/pull/1                             | OTHER   |
            https://mail.python.org/archives/list/security-announce@python.org/thread/ABCD/   | ARCHIVE |
            https://mail.example.org/hyperkitty/list/a@example.org/message/ABCD/              | ARCHIVE |
            https://mail.python.org/pipermail/security-announce/2024-June/000101.html         | ARCHIVE |
            https://https://mail.python.org/archives/list/a@python.org/thread/ABCD/           | OTHER   |
            """)
    void theFormOfALinkSaysWhatItLeadsTo(String url, LinkKind kind, String record) {
        Link link = Link.of(url);

        assertThat(link.kind()).isEqualTo(kind);
        assertThat(link.record().map(CveId::value).orElse(null)).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://github.com/python/cpython/pull/1     | true
            http://example.org                           | true
            https://example.org:8443/a?b=c#d             | true
            https://https://example.org/                 | false
            https://http://example.org/                  | false
            https:///example.org/                        | false
            https:/example.org                           | false
            https://example                              | false
            https://{link}                               | false
            https://exa mple.org/                        | false
            htps://example.org/                          | false
            """)
    void aLinkThatCannotBeFollowedIsFound(String url, boolean wellFormed) {
        assertThat(Link.of(url).isWellFormed()).isEqualTo(wellFormed);
    }

    @Test
    void aLinkOfAnyLengthIsReadInNoTime() {
        assertThat(Link.of("https://github.com/" + "a/".repeat(500_000)).kind()).isEqualTo(LinkKind.OTHER);
        assertThat(Link.of("https://www.cve.org/CVERecord?" + "&".repeat(1_000_000))
                        .kind())
                .isEqualTo(LinkKind.OTHER);
    }
}
