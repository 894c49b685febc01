package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String MAIL = "From: ada@example.org\nSubject: hello\n\nOne\n\nTwo\n";

    private static String digest(String mail) {
        return Outline.mail(mail).digest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: ada@example.org\r\nSubject: hello\r\n\r\nOne\r\n\r\nTwo\r\n",
                "From: ada@example.org\nSubject: hello\n\nOne\n\nTwo\n\n\n",
                "From: ada@example.org\nSubject: hello\n\nOne  \n\nTwo",
                "From: ada@example.org\nStatus: RO\nX-Status: A\nX-UID: 7\nX-Keywords: \nSubject: hello\n"
                        + "Content-Length: 9\nLines: 3\nX-Mozilla-Status2: 0\nX-Gmail-Labels: a\nX-IMAPbase: 1\n\nOne\n\nTwo\n",
                "From ada@example.org Tue Mar  3 10:00:00 2026\nFrom: ada@example.org\nSubject:\n hello\n\nOne\n\nTwo\n"
            })
    void whatMailStoresChangeDoesNotCount(String copy) {
        assertThat(digest(copy)).isEqualTo(digest(MAIL)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: ada@example.org\nSubject: hell\n\nOne\n\nTwo\n",
                "Subject: hello\nFrom: ada@example.org\n\nOne\n\nTwo\n",
                "From: ada@example.org\nSubject: hello\n\nOne\nTwo\n",
                "From: ada@example.org\nSubject: hello\n\nOne\n\n Two\n",
                "From: ada@example.org\nSubject: hello\nX-List: a\n\nOne\n\nTwo\n"
            })
    void whatItsAuthorAndItsWayChangeDoes(String other) {
        assertThat(digest(other)).isNotEqualTo(digest(MAIL));
    }

    @Test
    void ofALongBodyOnlyTheBeginningCountsWhateverItsLineEnds() {
        String beginning = "Subject: a\n\n" + "0123456789\n".repeat(6_000);

        assertThat(digest((beginning + "the end").replace("\n", "\r\n"))).isEqualTo(digest(beginning + "another"));
        assertThat(digest(beginning.substring(0, 60_000))).isNotEqualTo(digest(beginning));
    }
}
