package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.Reading;

/** No bytes make the reader throw, and nothing goes beyond the limits. */
class AnyBytesTest {
    private static final Limits SMALL = new Limits(300, 6, 4, 20, 50);

    @Provide
    Arbitrary<String> mails() {
        return Arbitraries.of(
                        "Content-Type: multipart/mixed; boundary=b\n",
                        "Content-Type: multipart/digest; boundary=\"b\"\r\n",
                        "Content-Type: message/rfc822\n",
                        "Content-Type: text/html; charset=",
                        "Content-Type: message/delivery-status\n",
                        "Content-Transfer-Encoding: base64\n",
                        "Content-Transfer-Encoding: quoted-printable\n",
                        "Content-Transfer-Encoding: x-uuencode\n",
                        "Content-Disposition: attachment; filename*0*=%",
                        "begin 644 a\n",
                        "utf-7",
                        "utf-16",
                        "Subject: a\n",
                        "--b\n",
                        "--b--\r\n",
                        "\n",
                        "\r\n",
                        "\r",
                        " ",
                        ":",
                        "=",
                        "\"",
                        "\\",
                        ";",
                        "*",
                        "<blockquote><pre>",
                        "</p>&#0;",
                        "\0",
                        "\u00ff\u00fe",
                        "\u00c3\u00bc",
                        "SGVsbG8=")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void bytes(@ForAll byte[] bytes) {
        assertThat(new MailReader(Limits.DEFAULT).read(Outline.raw(bytes))).isNotNull();
    }

    @Property
    void piecesOfMails(@ForAll("mails") String mail) {
        assertThat(Outline.read("A: b\n" + mail)).isInstanceOf(Reading.Read.class);
        if (Outline.read(mail, SMALL) instanceof Reading.Read(Mail read)) {
            int[] cost = new int[2];
            count(read.body(), 0, cost);
            // One more stands for those that were left out, for each multipart that is still open.
            assertThat(cost[0]).isLessThanOrEqualTo(SMALL.parts() + SMALL.depth() + 1);
            assertThat(cost[1]).isLessThanOrEqualTo(SMALL.textCharsTotal());
        }
    }

    @Property
    void mailsCutAnywhere(@ForAll("mails") String mail, @ForAll @IntRange(max = 400) int length) {
        String whole = "A: b\n" + mail;
        byte[] bytes = whole.substring(0, Math.min(length, whole.length())).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(new MailReader(SMALL).read(Outline.raw(bytes))).isNotNull();
    }

    private static void count(Part part, int depth, int[] cost) {
        assertThat(depth).isLessThanOrEqualTo(SMALL.depth() + 1);
        cost[0]++;
        List<Part> inner = switch (part.content()) {
            case Part.Text text -> {
                assertThat(text.text().length()).isLessThanOrEqualTo(SMALL.textCharsPerPart());
                cost[1] += text.text().length();
                yield List.of();
            }
            case Part.Multi multi -> multi.parts();
            case Part.Nested nested -> List.of(nested.mail().body());
            case Part.Skipped ignored -> List.of();
        };
        inner.forEach(each -> count(each, depth + 1, cost));
    }
}
