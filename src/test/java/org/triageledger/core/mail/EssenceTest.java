package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.text.Body;

/** What tells a mail without own words from others: the mail that it carries, however its bytes are written. */
class EssenceTest {
    private static final String CARRIED = """
            Message-ID: <report@example.net>
            Date: Thu, 29 Oct 2026 10:00:00 +0000
            From: Bob Example <bob@example.net>
            Subject: a crash in the parser
            Content-Type: multipart/mixed; boundary=in

            --in
            Content-Type: text/plain; charset=utf-8

            It crashes at once.
            --in
            Content-Type: application/pdf
            Content-Transfer-Encoding: base64

            AAAA
            --in--
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AAAA                       | ''                                    | true
            It crashes at once.        | It  crashes at once.                  | true
            It crashes at once.        | It never crashes.                     | false
            Message-ID: <report@       | Received: from a by b~Message-ID: <report@ | true
            Message-ID: <report@       | Message-ID: <another@                 | false
            a crash in the parser      | another crash                         | false
            application/pdf            | image/png                             | false
            """)
    void aCarriedMailIsToldByWhatItSays(String was, String is, boolean same) {
        assertThat(CARRIED).contains(was);
        assertThat(essence(CARRIED.replace(was, is.replace("~", "\n"))).equals(essence(CARRIED)))
                .isEqualTo(same);
    }

    private static String essence(String carried) {
        String mail = "From: ada@example.org\nContent-Type: message/rfc822\n\n" + carried;
        return Body.of(Cases.read(Cases.raw(mail)).body()).essence();
    }
}
