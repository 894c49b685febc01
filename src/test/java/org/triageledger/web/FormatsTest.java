package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    /** A sentence can hold what somebody wrote, so it is escaped as every text of a page is. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            Joined on 2026-09-02, within a year.  | Joined on <time>2026-09-02</time>, within a year.
            until 2026-09-02                      | until <time>2026-09-02</time>
            CVE-2026-1234-56 and 12026-01-021     | CVE-2026-1234-56 and 12026-01-021
            2026-01-02-rc1, a/2026-01-02          | 2026-01-02-rc1, a/2026-01-02
            <b title="2026-01-02"> & 'x'          | &lt;b title=&quot;<time>2026-01-02</time>&quot;&gt; &amp; &#39;x&#39;
            a\\u202eb 2026-01-02                   | a&lt;U+202E&gt;b <time>2026-01-02</time>
            """)
    void marksDaysAndNothingElse(String sentence, String html) {
        String hidden = sentence.replace("\\u202e", "\u202e");
        assertThat(Formats.dated(hidden).getValue()).isEqualTo(html).doesNotContain("\u202e");
    }
}
