package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.triageledger.archive.Archive;
import org.triageledger.archive.BadArchive;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.text.Body;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/** Mails made to be too much: each is read and judged, with its author, and no more of it than the limits allow. */
class ExtremesTest {
    private static final String ADA = "From: Ada <ada@example.com>\nMessage-ID: <a@example.com>\n";

    static Stream<Arguments> mails() {
        String much = "x".repeat(1 << 20);
        return Stream.of(
                Arguments.of("a field of 1 MB", ADA + "X-Long: " + much + "\n\nHello\n"),
                Arguments.of(
                        "a folded field of 1 MB",
                        ADA + "References:" + "\n <a@example.com>".repeat(60_000) + "\n\nHello\n"),
                Arguments.of(
                        "a recipient field of 1 MB", ADA + "Cc: " + "a@example.org, ".repeat(65_000) + "\n\nHello\n"),
                Arguments.of(
                        "a Reply-To of open quotes and brackets",
                        ADA + "Reply-To: " + "(\"<".repeat(300_000) + "\n\nHello\n"),
                Arguments.of(
                        "a subject of half encoded words",
                        ADA + "Subject: " + "=?utf-8?q?".repeat(90_000) + "\n\nHello\n"),
                Arguments.of(
                        "results of 1 MB",
                        "Authentication-Results: mx.example.org; " + "dkim=pass (".repeat(90_000) + "\n" + ADA
                                + "\nHello\n"),
                Arguments.of(
                        "many results",
                        "Authentication-Results: mx.example.org; x=y\n".repeat(4_900) + ADA + "\nHello\n"),
                Arguments.of(
                        "many Received", "Received: from a by mx.example.org; x\n".repeat(4_900) + ADA + "\nHello\n"),
                Arguments.of(
                        "a Content-Type of many parameters",
                        ADA + "Content-Type: text/plain" + "; a=\"b".repeat(150_000) + "\n\nHello\n"),
                Arguments.of(
                        "10,000 parts",
                        ADA + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n"
                                + "--b\n\nx\n".repeat(10_000) + "--b--\n"),
                Arguments.of(
                        "10,000 parts below a digest",
                        ADA + "Content-Type: multipart/digest; boundary=b\n\n"
                                + "--b\n\nFrom: b@example.org\n\nx\n".repeat(10_000) + "--b--\n"),
                Arguments.of("multiparts 1,000 deep", ADA + multiparts(1_000)),
                Arguments.of("mails 1,000 deep", ADA + "Content-Type: message/rfc822\n\n".repeat(1_000) + "Hello\n"),
                Arguments.of(
                        "a part whose boundary is its parent's, 1,000 deep",
                        ADA + "Content-Type: multipart/mixed; boundary=b\n\n"
                                + "--b\nContent-Type: multipart/mixed; boundary=b\n\n".repeat(1_000) + "Hello"),
                Arguments.of(
                        "tags 100,000 deep",
                        ADA + "Content-Type: text/html\n\n" + "<blockquote>".repeat(100_000) + "Hello"),
                Arguments.of("4 MB of one line", ADA + "\n" + "Hello ".repeat(700_000)),
                Arguments.of(
                        "500,000 lines that seem to introduce a quote",
                        ADA + "\n" + "On 2 March, Ada wrote:\n".repeat(500_000)),
                Arguments.of(
                        "100,000 lines of colons",
                        ADA + "\n" + "On 2 ".repeat(60) + "\n" + (" ".repeat(300) + ":\n").repeat(100_000)),
                Arguments.of("NULs", ADA.replace("\n", "\0\n") + "\0\n\0Hello\0\n"),
                Arguments.of(
                        "an unknown charset and encoding",
                        ADA
                                + "Content-Type: text/plain; charset=\"klingon;\"\nContent-Transfer-Encoding: 9bit\"\n\nHello\n"),
                Arguments.of("bare CR", (ADA + "\nHello\n").replace('\n', '\r')));
    }

    private static String multiparts(int depth) {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < depth; i++) {
            mail.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i, i + 1));
        }
        return mail.append("--b").append(depth).append("\n\nHello\n").toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isReadAndJudged(String name, String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
        RawMail raw = new RawMail(new Place("team", name), bytes, bytes.length, Optional.empty(), Optional.empty());
        Judge judge = new Judge(Cases.profile("mailbox"), UnaryOperator.identity());

        List<Judged> judged = judge.judge(raw, Cases.read(raw), Cases.READ_AT);

        assertThat(judged).hasSizeLessThanOrEqualTo(501);
        MessageCopy first = judged.getFirst().sighting();
        assertThat(first.author().person().map(mailbox -> mailbox.address().toString()))
                .contains("ada@example.com");
        assertThat(first.trust()).isEqualTo(Trust.CLAIMED);
        assertThat(first.references()).hasSizeLessThanOrEqualTo(200);
    }

    static Stream<String> tooLong() {
        return Stream.of(
                "Received: from a by mx.example.org; x\n".repeat(20_000) + ADA + "\nHello\n",
                ADA + "X-Long: " + "x".repeat(5 << 20) + "\n\nHello\n",
                ADA + "References:" + "\n <a@example.com>".repeat(400_000) + "\n\nHello\n");
    }

    /** Nobody is taken for the author of a mail of whose header a part was left out. */
    @ParameterizedTest
    @MethodSource("tooLong")
    void aHeaderBeyondTheBoundIsNotJudged(String mail) {
        assertThat(new MailReader(Limits.DEFAULT).read(Cases.raw(mail)))
                .isEqualTo(new Reading.Unreadable("its header is longer than any honest one: it cannot be read whole"));
    }

    /** Only the beginning is held in memory, with the size of the whole. */
    @Test
    void anAttachmentOf100MegabytesIsPassedOver(@TempDir Path folder) throws IOException, BadArchive {
        Path file = folder.resolve("huge.mbox");
        String mail = "From ada@example.com Mon Mar  2 10:00:00 2026\n" + ADA
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the dump.\n--b\n"
                + "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n";
        byte[] line = ("QUJD".repeat(18) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int lines = (100 << 20) / line.length;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(mail.getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < lines; i++) {
                out.write(line);
            }
            out.write("--b--\n\nFrom bob@example.com Mon Mar  2 10:00:00 2026\nFrom: bob@example.com\n\nx\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
        }

        try (Archive archive = Archive.open(file, "team")) {
            RawMail huge = ((Archive.Item.Mail) archive.next().orElseThrow()).raw();
            assertThat(huge.size()).isGreaterThan(100_000_000);
            assertThat(huge.bytes()).hasSizeLessThanOrEqualTo(8 << 20);
            Mail read = ((Reading.Read) new MailReader(Limits.DEFAULT).read(huge)).mail();
            assertThat(Body.of(read.body()).lines()).containsExactly("See the dump.");
            RawMail next = ((Archive.Item.Mail) archive.next().orElseThrow()).raw();
            assertThat(Cases.read(next).headers().first("From")).contains("bob@example.com");
            assertThat(archive.next()).isEmpty();
        }
    }
}
