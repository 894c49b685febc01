package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.triageledger.core.mail.Reading;

class HeaderTest {
    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(
                        "LF", "From: ada@example.org\nSubject: hello\n\nText", "From=ada@example.org|Subject=hello"),
                Arguments.of("CRLF", "From: a\r\nSubject: b\r\n\r\nText", "From=a|Subject=b"),
                Arguments.of("CR alone", "From: a\rSubject: b\r\rText", "From=a|Subject=b"),
                Arguments.of("CR CR LF", "From: a\r\r\nSubject: b\r\r\n\r\r\nText", "From=a|Subject=b"),
                Arguments.of("no field behind a CR", "Subject: a\rX-Hidden: b\n\nText", "Subject=a X-Hidden: b"),
                Arguments.of("no body", "Subject: a", "Subject=a"),
                Arguments.of("folded", "References: <1@a>\n\t<2@a>\n   <3@a>\n\nText", "References=<1@a> <2@a> <3@a>"),
                Arguments.of("folded after the colon", "Subject:\n a\n\nText", "Subject=a"),
                Arguments.of("folded by blanks alone", "Subject: a\n \nFrom: b\n\nText", "Subject=a|From=b"),
                Arguments.of("blank before the colon", "Subject : a\n\nText", "Subject=a"),
                Arguments.of("nothing behind the colon", "Subject:\nFrom: b\n\nText", "Subject=|From=b"),
                Arguments.of("repeated", "Received: a\nReceived: b\n\nText", "Received=a|Received=b"),
                Arguments.of("From line", "From ada@example.org Tue Mar  3 10:00:00 2026\nSubject: a\n\n", "Subject=a"),
                Arguments.of("quoted From line", ">From ada  Tue Mar  3 10:00:00 2026\nSubject: a\n\n", "Subject=a"),
                Arguments.of("empty lines before", "\n\r\nSubject: a\n\nText", "Subject=a"),
                Arguments.of("byte order mark before", "\u00ef\u00bb\u00bfSubject: a\n\nText", "Subject=a"),
                Arguments.of("garbage between", "Subject: a\n!!! no field at all\nFrom: b\n\nText", "Subject=a|From=b"),
                Arguments.of("folded garbage", "Subject: a\nno field\n of two lines\nFrom: b\n\n", "Subject=a|From=b"),
                Arguments.of("encoded word", "Subject: =?utf-8?q?gr=C3=BCn?=\n\n", "Subject==?utf-8?q?gr=C3=BCn?="),
                Arguments.of("UTF-8", "Subject: gr\u00c3\u00bcn\n\n", "Subject=gr\u00fcn"),
                Arguments.of("Latin-1", "Subject: gr\u00fcn\n\n", "Subject=gr\u00fcn"),
                Arguments.of("NUL", "Subject: a\0b\nX\0Y: c\n\n", "Subject=a\0b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void fieldsAreReadAsTheyStand(String name, String mail, String fields) {
        assertThat(Outline.fields(Outline.mail(mail).headers())).isEqualTo(fields);
    }

    static Stream<Arguments> noMails() {
        String none = "unreadable: it has no header field that can be read, so it is no mail";
        return Stream.of(
                Arguments.of("", "unreadable: it is empty"),
                Arguments.of("\r\n\n\n", "unreadable: it is empty"),
                Arguments.of("Dear all,\n\nyours\n", none),
                Arguments.of("\0\0\0\0", none),
                Arguments.of("\u0089PNG\r\n\u001a\n", none));
    }

    @ParameterizedTest
    @MethodSource("noMails")
    void whatHasNoFieldIsNoMail(String bytes, String outcome) {
        assertThat(Outline.of(bytes)).isEqualTo(outcome);
    }

    @Test
    void aBodyThatFollowsWithoutAnEmptyLineIsNotLost() {
        assertThat(Outline.of("Subject: a\nHello all\nyours\n\nAda\n"))
                .isEqualTo("text/plain 'Hello all\nyours\n\nAda\n'");
    }

    static Stream<String> tooLong() {
        return Stream.of(
                "Subject: a\nX-Long: " + "x".repeat(200) + "\n folded\nX-Last: z\n\nText",
                "Subject: a\nX-Long: x\n" + " folded\n".repeat(20) + "\nText",
                "Subject: a\n" + "X: y\n".repeat(30) + "\nText");
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void aHeaderThatCannotBeReadWholeSaysNothingOfItsMail(String mail) {
        assertThat(Outline.read(mail, new Limits(100, 10, 10, 100, 100)))
                .isEqualTo(new Reading.Unreadable("its header is longer than any honest one: it cannot be read whole"));
    }

    @Test
    void aHeaderOfMoreFieldsThanAnyHonestOneIsNotReadInPart() {
        assertThat(Outline.of("X: y\n".repeat(5_001) + "Message-ID: <a@example.org>\n\nText"))
                .startsWith("unreadable: its header is longer");
        assertThat(Outline.of("X: y\n".repeat(4_999) + "Message-ID: <a@example.org>\n\nText"))
                .doesNotStartWith("unreadable");
    }

    @Test
    void fieldsOfAPartBeyondTheLimitAreLeftOut() {
        String part = "--b\nX-Long: " + "x".repeat(200) + "\n\nText\n--b--\n";
        String mail = "Content-Type: multipart/mixed; boundary=b\n\n" + part;

        assertThat(Outline.read(mail, new Limits(100, 10, 10, 100, 100))).isInstanceOf(Reading.Read.class);
    }
}
