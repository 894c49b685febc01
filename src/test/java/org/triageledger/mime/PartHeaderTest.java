package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header alone says of the content: a ~ stands for a line end. */
class PartHeaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "-", textBlock = """
            multipart/mixed; boundary=b                              | b      | b
            multipart/mixed; boundary="b c "                         | b c    | b c
            multipart/mixed; boundary="=_(a)"                        | =_(a)  | =_(a)
            Multipart/Mixed;~ charset=x;~ BOUNDARY = b               | b      | b
            (a) multipart/mixed (b); boundary=b                      | b      | b
            multipart/mixed; boundary=b (of a gateway)               | b      | -
            multipart/mixed; boundary="\\b"                          | b      | -
            multipart/mixed; boundary="b                             | b      | -
            multipart/mixed; boundary=b; boundary=c                  | b      | -
            multipart/mixed; boundary*0="b c"; boundary*1=d          | b cd   | -
            multipart/mixed; boundary*=us-ascii''b%20c               | b c    | -
            multipart/mixed; name="; boundary=c"; boundary=b         | b      | -
            multipart/mixed; boundary="ü"                            | ü      | -
            multipart/mixed; boundary=b~Content-Type: text/plain     | b      | -
            multipart/mixed; boundary=" "                            | -      | -
            multipart/mixed; boundary                                | -      | -
            multipart/mixed                                          | -      | -
            text/plain; boundary=b                                   | -      | -
            """)
    void aBoundaryIsPlainWhereEveryProgramReadsTheSame(String field, String boundary, String plain) {
        PartHeader header = header("Content-Type: " + field + "~~");

        assertThat(header.boundary().orElse(null)).isEqualTo(boundary);
        assertThat(header.plainBoundary().orElse(null)).isEqualTo(plain);
    }

    /** The reader of whole mails finds the parts by the same boundary. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed; boundary=b (of a gateway)",
                "multipart/mixed; boundary=\"\\b\"",
                "multipart/mixed; boundary*=us-ascii''b",
                "multipart/mixed; boundary=\"b"
            })
    void theReaderOfMailsGoesByTheSameBoundary(String field) {
        String boundary = header("Content-Type: " + field).boundary().orElseThrow();

        assertThat(Outline.of("Content-Type: " + field + "\n\n--" + boundary + "\n\nOne\n--" + boundary + "--\n"))
                .isEqualTo("multipart/mixed [text/plain 'One']");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "-", textBlock = """
            Subject: a                                                     | text/plain    | false
            Content-Type: IMAGE/png; name=a                                | image/png     | true
            Content-Type: application/pdf (a file)                         | application/pdf | true
            Content-Type: image (a picture)/png                            | -             | false
            Content-Type: image/png~Content-Type: text/plain               | -             | false
            Content-Type: text/html~Content-Disposition: attachment (a)    | text/html     | true
            Content-Disposition: =?utf-8?q?attachment?=                    | text/plain    | true
            Content-Disposition: attachment~Content-Disposition: inline    | text/plain    | false
            Content-Type: message/feedback-report~Content-Disposition: attachment | message/feedback-report | false
            Content-Type: message/partial                                  | message/partial | false
            """)
    void whatIsAttachedIsNotRead(String fields, String type, boolean attached) {
        PartHeader header = header(fields + "~~");

        assertThat(header.type(PartHeader.PLAIN).orElse(null)).isEqualTo(type);
        assertThat(header.isAttached(PartHeader.PLAIN)).isEqualTo(attached);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Subject: a                               | true
            Subject: a~~                             | true
            Subject: a~ folded~To : b~~              | true
            ~                                        | true
            ~~                                       | true
            Hello~~                                  | false
            Subject: a~--b~To: b~~                   | false
            Subject: a~~To: b~~                      | false
            From ada@example.org Mon~Subject: a~~    | false
            """)
    void aHeaderIsWellFormedThatIsMadeOfFieldsAlone(String fields, boolean wellFormed) {
        assertThat(header(fields).isWellFormed()).isEqualTo(wellFormed);
    }

    @Test
    void aHeaderMadeToCostIsNotWellFormed() {
        assertThat(header("X: y~".repeat(5_001)).isWellFormed()).isFalse();
        assertThat(header("Content-Type: multipart/mixed" + "; boundary=\"b".repeat(500_000))
                        .plainBoundary())
                .isEmpty();
    }

    private static PartHeader header(String text) {
        return PartHeader.of(text.strip().replace('~', '\n').getBytes(StandardCharsets.UTF_8));
    }
}
