package org.triageledger.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for of a mail, by what a server says of it, and the mail that is made of the answers. */
class ExcerptTest {
    private static final int CAP = 8 << 20;
    private static final String TEXT =
            "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 20 1 NIL NIL NIL NIL)";
    private static final String PDF = "(\"application\" \"pdf\" NIL NIL NIL \"base64\" 5000000 NIL NIL NIL NIL)";

    /** The sections of one mail by name, and what of them was asked for. */
    private final Map<String, String> sections = new HashMap<>();

    private ExcerptTest with(String section, String text) {
        sections.put(section, text.replace("\n", "\r\n"));
        return this;
    }

    private static Optional<Body> body(String structure) {
        try {
            return FetchAnswer.of(new IMAPResponse("* 1 FETCH (UID 5 BODYSTRUCTURE " + structure + " FLAGS ())"))
                    .flatMap(FetchAnswer::body);
        } catch (IOException | ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, byte[]> pieces() {
        Map<String, byte[]> pieces = new HashMap<>();
        sections.forEach((section, text) -> pieces.put(section, text.getBytes(StandardCharsets.ISO_8859_1)));
        return pieces;
    }

    private static Excerpt excerpt(String structure) {
        return new Excerpt(body(structure).orElseThrow(), CAP);
    }

    private List<String> contents(String structure) {
        return excerpt(structure).contents(pieces()).orElseThrow().stream()
                .map(BodySection::item)
                .toList();
    }

    private Optional<String> mail(String structure) {
        return excerpt(structure)
                .bytes(pieces())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n"));
    }

    @Test
    void ofAnAttachmentOnlyTheHeaderIsThere() {
        String structure = "(" + TEXT + PDF + " \"mixed\" (\"boundary\" \"b\") NIL NIL NIL)";
        with("HEADER", "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n");
        with("1.MIME", "Content-Type: text/plain\n\n").with("1", "Hello");
        with("2.MIME", "Content-Type: application/pdf\n\n");
        assertThat(excerpt(structure).headers())
                .extracting(BodySection::item)
                .containsExactly("BODY.PEEK[1.MIME]<0.65536>", "BODY.PEEK[2.MIME]<0.65536>");
        assertThat(contents(structure)).containsExactly("BODY.PEEK[1]<0.1044>");
        assertThat(mail(structure)).contains("""
                Subject: a
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Hello
                --b
                Content-Type: application/pdf


                --b--
                """);
    }

    @Test
    void anInnerMailIsReadWithoutWhatIsAttachedToIt() {
        String inner =
                "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 6000000 (NIL \"a (b\" NIL NIL NIL NIL NIL NIL NIL NIL) ("
                        + TEXT + PDF
                        + " \"mixed\" (\"charset\" \"x\" \"BOUNDARY\" \"in\") NIL NIL NIL) 9 NIL NIL NIL NIL)";
        String structure = "(" + TEXT + inner + " \"mixed\" (\"boundary\" \"out\"))";
        with("HEADER", "Content-Type: multipart/mixed; boundary=\"out\"\n\n");
        with("1.MIME", "\n").with("1", "See below.");
        with("2.MIME", "Content-Type: message/rfc822");
        with("2.HEADER", "Subject: inner\nContent-Type: multipart/mixed;\n\tcharset=x; boundary=in\n");
        with("2.1.MIME", "").with("2.1", "It crashes.");
        with("2.2.MIME", "Content-Type: APPLICATION/PDF;\n name=a.pdf\n\n");
        assertThat(contents(structure)).containsExactly("BODY.PEEK[1]<0.1044>", "BODY.PEEK[2.1]<0.1044>");
        assertThat(mail(structure)).contains("""
                Content-Type: multipart/mixed; boundary="out"

                --out

                See below.
                --out
                Content-Type: message/rfc822

                Subject: inner
                Content-Type: multipart/mixed;
                	charset=x; boundary=in

                --in

                It crashes.
                --in
                Content-Type: APPLICATION/PDF;
                 name=a.pdf


                --in--

                --out--
                """);
    }

    @Test
    void aMailOfOneTextIsAsItIs() {
        with("HEADER", "Subject: a\n\n").with("TEXT", "Hello\n--\nAda\n");
        assertThat(contents(TEXT)).containsExactly("BODY.PEEK[TEXT]<0.1044>");
        assertThat(mail(TEXT)).contains("Subject: a\n\nHello\n--\nAda\n");
    }

    @Test
    void ofAMailOfOneAttachmentTheHeaderIsAll() {
        with("HEADER", "Content-Type: application/pdf\n\n");
        assertThat(contents(PDF)).isEmpty();
        assertThat(mail(PDF)).contains("Content-Type: application/pdf\n\n");
    }

    /** The header decides, as it will when the mail is read; where it can be read in two ways, the content is asked for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            Content-Type: text/plain                                                       | text/plain              | true
            Content-Type: text/plain~Content-Disposition: inline; filename=a               | text/plain              | true
            Content-Type: text/x-patch~Content-Disposition: Attachment; filename=a         | text/x-patch            | false
            Content-Disposition: attachment                                                | text/plain              | false
            Content-Disposition: attachment~Content-Disposition: inline                    | text/plain              | true
            Content-Type: text/rfc822-headers~Content-Disposition: attachment              | text/rfc822-headers     | true
            Content-Type: message/delivery-status~Content-Disposition: attachment          | message/delivery-status | true
            Content-Type: message/rfc822~Content-Transfer-Encoding: base64                 | message/rfc822          | true
            Content-Type: image/png                                                        | image/png               | false
            Content-Type: image/png~Content-Type: text/plain                               | text/plain              | true
            Content-Type: image (a picture)/png                                            | image/png               | true
            Content-Type: text                                                             | text/plain              | true
            Content-Type:                                                                  | text/plain              | true
            """)
    void aContentIsAskedForUnlessItIsPlainlyAttached(String header, String told, boolean asked) {
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n");
        with("1.MIME", header.replace("~", "\n") + "\n\n");
        String part = TEXT.replace("\"text\" \"plain\"", "\"" + told.replace("/", "\" \"") + "\"");
        assertThat(contents("(" + part + " \"mixed\" NIL)")).hasSize(asked ? 1 : 0);
    }

    /** Where the header does not say plainly what the server says, parts would be read as one text, or as none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            multipart/mixed; boundary=b                                  | true
            multipart/mixed; boundary="b"                                | true
            Multipart/Mixed; a=b; BOUNDARY = "b "; c=d                   | true
            multipart/mixed; boundary=c                                  | false
            multipart/mixed; boundary="\\b"                              | false
            multipart/mixed; boundary=b; boundary=c                      | false
            multipart/mixed; boundary*0=b                                | false
            multipart/mixed; name="; boundary=b"                         | false
            multipart/mixed                                              | false
            text/plain; boundary=b                                       | false
            multipart/mixed; boundary=b~Content-Type: text/plain         | false
            """)
    void theHeaderMustNameTheBoundary(String type, boolean usable) {
        with("HEADER", "Content-Type: " + type.replace("~", "\n") + "\n\n")
                .with("1.MIME", "\n")
                .with("1", "Hello");
        assertThat(mail("(" + TEXT + " \"mixed\" (\"boundary\" \"b\"))").isPresent())
                .isEqualTo(usable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NIL",
                "()",
                "\"text\"",
                "(\"text\" \"plain\")",
                "(\"text\" \"plain\" NIL NIL NIL \"7bit\" many 1)",
                "(\"text\" \"plain\" NIL NIL NIL \"7bit\" -1 1)",
                "((\"text\" \"plain\") \"mixed\")",
                "(() \"mixed\")",
                "((\"text\""
            })
    void aStructureThatMakesNoSenseIsNone(String structure) {
        assertThat(body(structure)).isEmpty();
    }

    @Test
    void aStructureMadeToCostIsNone() {
        assertThat(body("(" + TEXT.repeat(999) + "\"mixed\")")).isPresent();
        assertThat(body("(" + TEXT.repeat(1000) + "\"mixed\")")).isEmpty();
        assertThat(body("(".repeat(30) + TEXT + " \"mixed\")".repeat(30))).isPresent();
        assertThat(body("(".repeat(31) + TEXT + " \"mixed\")".repeat(31))).isEmpty();
        assertThat(body("(".repeat(500_000))).isEmpty();
        assertThat(body("(\"text\" " + "x ".repeat(400_000) + ")")).isEmpty();
    }

    @Test
    void aMultipartOfOneEmptyPartMayHaveNone() {
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n")
                .with("1.MIME", "\n")
                .with("1", "");
        assertThat(mail("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 0 0) \"mixed\")"))
                .isEmpty();
    }

    @Test
    void withoutAPieceThereIsNoMail() {
        String structure = "(" + TEXT + " \"mixed\" NIL)";
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n")
                .with("1.MIME", "\n")
                .with("1", "Hello");
        assertThat(mail(structure)).isPresent();
        sections.remove("1");
        assertThat(mail(structure)).isEmpty();
        sections.remove("1.MIME");
        assertThat(mail(structure)).isEmpty();
    }

    @Test
    void aTextLongerThanTheServerSaidIsNotTakenForWhole() {
        with("HEADER", "Subject: a\n\n").with("TEXT", "x".repeat(1044));
        assertThat(mail(TEXT)).isEmpty();
    }

    @Test
    void contentsAreBoundedAltogether() {
        String long3 = "(\"text\" \"plain\" NIL NIL NIL \"8bit\" 3500000 1)";
        String huge = "(\"text\" \"plain\" NIL NIL NIL \"8bit\" 900000000 1)";
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n");
        List.of("1", "2", "3", "4").forEach(part -> with(part + ".MIME", "\n"));
        assertThat(contents("(" + huge + long3 + long3 + TEXT + " \"mixed\" NIL)"))
                .containsExactly("BODY.PEEK[1]<0.4194304>", "BODY.PEEK[2]<0.3501024>", "BODY.PEEK[3]<0.694304>");
    }

    @Test
    void partsOfADigestAreMails() {
        String inner = "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 60 (NIL) " + TEXT + " 3)";
        with("HEADER", "Content-Type: multipart/digest; boundary=b\n\n");
        with("1.MIME", "\n").with("1.HEADER", "Subject: inner\n\n");
        assertThat(contents("(" + inner + " \"digest\" NIL)")).containsExactly("BODY.PEEK[1.TEXT]<0.1044>");
    }

    /** Encoded, it must be decoded first; then the server's parts of it mean nothing. */
    @Test
    void anEncodedMailIsAskedForAsItIs() {
        String inner = "(\"message\" \"rfc822\" NIL NIL NIL \"base64\" 60 (NIL) " + TEXT + " 3)";
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n");
        with("1.MIME", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n");
        with("1.HEADER", "Subject: inner\n\n");
        assertThat(contents("(" + inner + " \"mixed\" NIL)")).containsExactly("BODY.PEEK[1]<0.1084>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello\n\n", "--c\n\n", "A: b\n--c\nC: d\n\n", " A: b\n\n", "From ada\n\n"})
    void aHeaderThatIsNotOfFieldsAloneMakesItUseless(String header) {
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n").with("1.MIME", header);
        assertThat(excerpt("(" + TEXT + " \"mixed\" NIL)").contents(pieces())).isEmpty();
    }

    /** As of servers that hand out the header of another part than they were asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "Content-Type: multipart/mixed; boundary=b\n\n", "Content-Type: text/plain\n\n"})
    void aHeaderThatDoesNotAgreeWithTheStructureMakesItUseless(String header) {
        String inner = "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 60 (NIL) " + TEXT + " 3)";
        with("HEADER", "Content-Type: multipart/mixed; boundary=b\n\n");
        with("1.MIME", header).with("1.HEADER", "Subject: inner\n\n");
        assertThat(excerpt("(" + inner + " \"mixed\" NIL)").contents(pieces())).isEmpty();
        assertThat(excerpt("(" + PDF + " \"mixed\" NIL)").contents(pieces())).isEmpty();
    }
}
