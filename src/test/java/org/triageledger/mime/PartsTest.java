package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartsTest {
    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\n\n";

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("nothing declared", "", "Hello\n", "text/plain 'Hello\n'"),
                Arguments.of("CRLF", "", "Hello\r\nyou\r\n", "text/plain 'Hello\nyou\n'"),
                Arguments.of("no type", "Content-Type: text", "a", "text/plain 'a'"),
                Arguments.of("other text", "Content-Type: Text/X-Patch", "+a", "text/x-patch '+a'"),
                Arguments.of("comment", "Content-Type: text/plain (plain); charset=utf-8", "a", "text/plain 'a'"),
                Arguments.of(
                        "UTF-8", "Content-Type: text/plain; charset=\"UTF-8\"", "\u00c3\u00bc", "text/plain '\u00fc'"),
                Arguments.of(
                        "UTF-8 that is none",
                        "Content-Type: text/plain; charset=utf-8",
                        "\u00fc",
                        "text/plain '\u00fc'"),
                Arguments.of(
                        "ASCII that is none",
                        "Content-Type: text/plain; charset=us-ascii",
                        "\u00c3\u00bc",
                        "text/plain '\u00fc'"),
                Arguments.of(
                        "unknown charset", "Content-Type: text/plain; charset=x-none", "\u00fc", "text/plain '\u00fc'"),
                Arguments.of(
                        "Cyrillic",
                        "Content-Type: text/plain; charset=koi8-r",
                        "\u00c4\u00c1",
                        "text/plain '\u0434\u0430'"),
                Arguments.of(
                        "RFC 2231",
                        "Content-Type: text/plain; charset*=''koi8%2Dr",
                        "\u00c4\u00c1",
                        "text/plain '\u0434\u0430'"),
                Arguments.of("base64", "Content-Transfer-Encoding: base64", "SGVs\nbG8=\n", "text/plain 'Hello'"),
                Arguments.of(
                        "base64 with footer",
                        "Content-Transfer-Encoding: BASE64;",
                        "SGVsbG8=\nIQ==",
                        "text/plain 'Hello!'"),
                Arguments.of(
                        "base64 in several texts on one line",
                        "Content-Transfer-Encoding: base64",
                        "SGVsbG8=IQ==IQ==\n\nIQ==",
                        "text/plain 'Hello!!!'"),
                Arguments.of(
                        "words behind base64",
                        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
                        "w7x4\nSGVsbG8= scanned\n____\nteam mailing list\nteam\n",
                        "text/plain '\u00fcxHello'"),
                Arguments.of(
                        "base64 with padding astray",
                        "Content-Transfer-Encoding: base64",
                        "SGVs=SGVsb\nbG8=\n",
                        "text/plain 'Hello'"),
                Arguments.of("base64 cut off", "Content-Transfer-Encoding: base64", "SGVsbG", "text/plain 'Hell'"),
                Arguments.of(
                        "quoted-printable",
                        "Content-Transfer-Encoding: quoted-printable",
                        "a=20=\nb=C3=BC=3d=\r\n",
                        "text/plain 'a b\u00fc='"),
                Arguments.of(
                        "quoted-printable damaged",
                        "Content-Transfer-Encoding: quoted-printable",
                        "1=2 = x =\t\n=4",
                        "text/plain '1=2 = x =4'"),
                Arguments.of(
                        "uuencode",
                        "Content-Transfer-Encoding: x-uuencode",
                        "begin 644 a\n%2&5L;&\\\n`\nend\n",
                        "text/plain 'Hello'"),
                Arguments.of(
                        "uuencode that is none",
                        "Content-Transfer-Encoding: x-uuencode",
                        "Hello",
                        "text/plain 'Hello'"),
                Arguments.of("broken name", "Content-Transfer-Encoding: 8bit\"", "a=20", "text/plain 'a=20'"),
                Arguments.of("unknown encoding", "Content-Transfer-Encoding: x-mine", "a=20", "text/plain 'a=20'"),
                Arguments.of(
                        "attached text",
                        "Content-Disposition: ATTACHMENT; filename=a",
                        "a",
                        "attached text/plain (an attachment)"),
                Arguments.of(
                        "attached text by an encoded word",
                        "Content-Disposition: (a) =?utf-8?q?attach=6Dent?= (b); filename=a",
                        "a",
                        "attached text/plain (an attachment)"),
                Arguments.of("inline text", "Content-Disposition: inline; filename=a", "a", "text/plain 'a'"),
                Arguments.of("image", "Content-Type: image/png", "a", "image/png (no text)"),
                Arguments.of(
                        "calendar",
                        "Content-Type: text/calendar; method=REPLY",
                        "BEGIN:VCALENDAR",
                        "text/calendar 'BEGIN:VCALENDAR'"),
                Arguments.of(
                        "report called an attachment",
                        "Content-Type: message/delivery-status\nContent-Disposition: attachment",
                        "Action: failed",
                        "attached message/delivery-status 'Action: failed'"),
                Arguments.of(
                        "partial", "Content-Type: message/partial; id=a", "Subject: b", "message/partial (no text)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void textIsDecodedAndTheRestIsSkipped(String name, String header, String body, String outline) {
        String fields = "Subject: a\n" + header + (header.isEmpty() ? "" : "\n");
        assertThat(Outline.of(fields + "\n" + body)).isEqualTo(outline);
    }

    static Stream<Arguments> multiparts() {
        return Stream.of(
                Arguments.of(
                        "two parts",
                        MIXED + "preamble\n--b\n\nOne\n\n--b\nContent-Type: image/png\n\nTwo\n--b--\nepilogue\n",
                        "multipart/mixed [text/plain 'One\n', image/png (no text)]"),
                Arguments.of(
                        "CRLF",
                        "Content-Type: multipart/mixed;\r\n boundary=\"b\"\r\n\r\n--b\r\n\r\nOne\r\n--b--\r\n",
                        "multipart/mixed [text/plain 'One']"),
                Arguments.of(
                        "no end",
                        MIXED + "--b\n\nOne\n--b\n\nTwo\n",
                        "multipart/mixed [text/plain 'One', text/plain 'Two\n']"),
                Arguments.of("no boundary line", MIXED + "Hello\n", "multipart/mixed 'Hello\n'"),
                Arguments.of(
                        "no boundary declared",
                        "Content-Type: multipart/mixed\n\nHello\n",
                        "multipart/mixed 'Hello\n'"),
                Arguments.of("blanks behind", MIXED + "--b \t\n\nOne\n--b-- \n", "multipart/mixed [text/plain 'One']"),
                Arguments.of(
                        "boundary in a longer one",
                        MIXED + "--b\n\nOne\n--bb\n--b--\n",
                        "multipart/mixed [text/plain 'One\n--bb']"),
                Arguments.of(
                        "boundary in pieces",
                        "Content-Type: multipart/mixed; boundary*1=d; boundary*0=\"b c\"\n\n--b cd\n\nOne\n--b cd--\n",
                        "multipart/mixed [text/plain 'One']"),
                Arguments.of(
                        "semicolon within",
                        "Content-Type: multipart/mixed; x=\"a;boundary=c\"; boundary=\"b;\"\n\n--b;\n\nOne\n--b;--\n",
                        "multipart/mixed [text/plain 'One']"),
                Arguments.of(
                        "word without a value",
                        "Content-Type: multipart/mixed; strange; boundary=b\n\n--b\n\nOne\n--b--\n",
                        "multipart/mixed [text/plain 'One']"),
                Arguments.of(
                        "quote never closed",
                        "Content-Type: multipart/mixed; x=\"a; boundary=b\n\n--b\n\nOne\n--b--\n",
                        "multipart/mixed [text/plain 'One']"),
                Arguments.of("empty part", MIXED + "--b\n--b--\n", "multipart/mixed [text/plain '']"),
                Arguments.of(
                        "bare CR is no line",
                        MIXED + "--b\n\nOne\r--b--\rTwo\n--b--\n",
                        "multipart/mixed [text/plain 'One\n--b--\nTwo']"),
                Arguments.of(
                        "inner without end",
                        MIXED
                                + "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nOne\n--b\n\nTwo\n--b--\n",
                        "multipart/mixed [multipart/alternative [text/plain 'One'], text/plain 'Two']"),
                Arguments.of(
                        "inner mail",
                        MIXED
                                + "--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: c\n\nOne\n--b--\n",
                        "multipart/mixed [attached message/rfc822 {Subject=c text/plain 'One'}]"),
                Arguments.of(
                        "inner mail in base64",
                        MIXED
                                + "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYwoKT25l\n--b--\n",
                        "multipart/mixed [message/rfc822 {Subject=c text/plain 'One'}]"),
                Arguments.of(
                        "inner mail that is none",
                        MIXED + "--b\nContent-Type: message/rfc822\n\nOne\n--b--\n",
                        "multipart/mixed [message/rfc822 (no header field, so it is no mail)]"),
                Arguments.of(
                        "digest",
                        "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: c\n\nOne\n--b--\n",
                        "multipart/digest [message/rfc822 {Subject=c text/plain 'One'}]"),
                Arguments.of(
                        "report",
                        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry\n"
                                + "--b\nContent-Type: message/delivery-status\n\nAction: failed\n"
                                + "--b\nContent-Type: text/rfc822-headers\n\nSubject: c\n--b--\n",
                        "multipart/report [text/plain 'Sorry', message/delivery-status 'Action: failed',"
                                + " text/rfc822-headers 'Subject: c']"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("multiparts")
    void partsStandBetweenTheirBoundaries(String name, String mail, String outline) {
        assertThat(Outline.of(mail)).isEqualTo(outline);
    }

    @Test
    void aMailHasItsSizeAndAPartItsParameters() {
        var mail = Outline.mail("Content-Type: text/plain; Charset=utf-8; delsp=yes\n\nHello");

        assertThat(mail.size()).isEqualTo(57);
        assertThat(mail.body().parameters()).containsOnly(Map.entry("charset", "utf-8"), Map.entry("delsp", "yes"));
    }

    @Test
    void beyondTheLimitsPartsAreSkipped() {
        String three = MIXED + "--b\n\nOne\n--b\n\nTwo\n--b\n\nThree\n--b--\n";
        String deep = "Content-Type: message/rfc822\n\n".repeat(9) + "Subject: a\n\nHello";

        assertThat(Outline.of(three, new Limits(1000, 3, 9, 99, 99)))
                .isEqualTo("multipart/mixed [text/plain 'One', text/plain 'Two',"
                        + " text/plain (more parts than are read of one mail)]");
        assertThat(Outline.of(three, new Limits(1000, 9, 9, 2, 99)))
                .isEqualTo("multipart/mixed [text/plain 'On', text/plain 'Tw', text/plain 'Th']");
        assertThat(Outline.of(three, new Limits(1000, 9, 9, 99, 5)))
                .isEqualTo("multipart/mixed [text/plain 'One', text/plain 'Tw',"
                        + " text/plain (more text than is read of one mail)]");
        assertThat(Outline.of(deep, new Limits(1000, 99, 1, 99, 99)))
                .isEqualTo("message/rfc822 {Content-Type=message/rfc822 message/rfc822"
                        + " {Content-Type=message/rfc822 message/rfc822 (nested deeper than is read)}}");
    }

    /** The source of HTML counts, and the text made of it is cut at the limit of one part. */
    @Test
    void htmlIsLimitedByItsSource() {
        String two = MIXED + "--b\nContent-Type: text/html\n\n<b>One</b>\n--b\n\nTwo\n--b--\n";
        String quote = "Content-Type: text/html\n\n<blockquote><pre>" + "\n".repeat(40);

        assertThat(Outline.of(two, new Limits(1000, 9, 9, 99, 12)))
                .isEqualTo("multipart/mixed [text/html 'One\n', text/plain 'Tw']");
        assertThat(Outline.of(two, new Limits(1000, 9, 9, 99, 10)))
                .isEqualTo("multipart/mixed [text/html 'One\n', text/plain (more text than is read of one mail)]");
        assertThat(Outline.of(quote, new Limits(1000, 9, 9, 40, 99)))
                .isEqualTo("text/html '" + "> \n".repeat(13) + ">'");
    }

    @Test
    void aTextThatIsCutIsStillUtf8() {
        assertThat(Outline.of("Subject: a\n\n12\u00c3\u00bc34", new Limits(99, 9, 9, 3, 99)))
                .isEqualTo("text/plain '12'");
    }
}
