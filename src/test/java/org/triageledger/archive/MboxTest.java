package org.triageledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MboxTest {
    private static final String FROM = "From ada@example.org Tue Mar  3 10:00:00 2026\n";

    private static List<MboxReader.Mail> read(InputStream in, int most) throws IOException {
        List<MboxReader.Mail> mails = new ArrayList<>();
        try (MboxReader reader = new MboxReader(in, most)) {
            for (Optional<MboxReader.Mail> mail = reader.next(); mail.isPresent(); mail = reader.next()) {
                mails.add(mail.get());
            }
        }
        return mails;
    }

    private static List<String> texts(String mbox) throws IOException {
        return read(new ByteArrayInputStream(mbox.getBytes(StandardCharsets.ISO_8859_1)), 1000).stream()
                .map(mail -> new String(mail.bytes(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("nothing", "", List.of()),
                Arguments.of("one", FROM + "A: b\n\nOne\n", List.of("A: b\n\nOne\n")),
                Arguments.of(
                        "two",
                        FROM + "A: b\n\nOne\n\n" + FROM + "C: d\n\nTwo\n\n",
                        List.of("A: b\n\nOne\n", "C: d\n\nTwo\n")),
                Arguments.of(
                        "CRLF",
                        (FROM + "A: b\n\nOne\n\n" + FROM + "C: d\n\n").replace("\n", "\r\n"),
                        List.of("A: b\r\n\r\nOne\r\n", "C: d\r\n")),
                Arguments.of(
                        "CR",
                        (FROM + "A: b\n\n>From\n\n" + FROM + "C: d\n\n").replace("\n", "\r"),
                        List.of("A: b\r\r>From\r", "C: d\r")),
                Arguments.of("no time in the first", "From nobody\nA: b\n\nOne\n", List.of("A: b\n\nOne\n")),
                Arguments.of(
                        "a mark and empty lines first",
                        "\u00ef\u00bb\u00bf\r\n\n" + FROM + "A: b\n",
                        List.of("A: b\n")),
                Arguments.of(
                        "quoted",
                        FROM + "A: b\n\n>From you\n>>From me\n> From him\n>Fromage\n",
                        List.of("A: b\n\nFrom you\n>From me\n> From him\n>Fromage\n")),
                Arguments.of("a sentence", FROM + "A: b\n\nFrom here on\n", List.of("A: b\n\nFrom here on\n")),
                Arguments.of("no empty line before", FROM + "A: b\n\nOne\n" + FROM, List.of("A: b\n\nOne\n" + FROM)),
                Arguments.of(
                        "no empty line before, but a field behind",
                        FROM + "A: b\n\nOne\n" + FROM + "C: d\n\nTwo\n",
                        List.of("A: b\n\nOne\n", "C: d\n\nTwo\n")),
                Arguments.of(
                        "a From line among the fields", FROM + FROM + "A: b\n\nOne\n", List.of(FROM + "A: b\n\nOne\n")),
                Arguments.of("empty mails", FROM + "\n" + FROM + "\n" + FROM, List.of("", "", "")),
                Arguments.of(
                        "no line end at last", FROM + "A: b\n\nOne\n\n" + FROM.strip(), List.of("A: b\n\nOne\n", "")),
                Arguments.of(
                        "empty lines kept",
                        FROM + "A: b\n\n\n\n\n" + FROM + "C: d\n",
                        List.of("A: b\n\n\n\n", "C: d\n")),
                Arguments.of("no mbox", "A: b\n\n" + FROM, List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void mailsStandBetweenTheirFromLines(String name, String mbox, List<String> mails) throws IOException {
        assertThat(texts(mbox)).isEqualTo(mails);
    }

    @Test
    void aMailHasItsPlaceItsTimeAndItsSize() throws IOException {
        String mbox = FROM + "A: b\n\nOne\n\n" + FROM + "C: d\n\n" + "x".repeat(100) + "\n";

        List<MboxReader.Mail> mails = read(new ByteArrayInputStream(mbox.getBytes(StandardCharsets.US_ASCII)), 10);

        assertThat(mails).extracting(MboxReader.Mail::offset).containsExactly(0L, 57L);
        assertThat(mails).extracting(MboxReader.Mail::size).containsExactly(10L, 107L);
        assertThat(mails).extracting(mail -> mail.bytes().length).containsExactly(10, 10);
        assertThat(mails)
                .extracting(mail -> mail.fromLine().map(Object::toString))
                .containsOnly(Optional.of("2026-03-03T10:00:00Z"));
    }

    @Test
    void linesLongerThanAnyBufferAreNotMistaken() throws IOException {
        String line = "x".repeat(65_536) + ">From " + "y".repeat(65_530) + "From ada Tue Mar  3 10:00:00 2026"
                + "z".repeat(200_000);
        byte[] mbox = (FROM + "A: b\n\n" + line + "\n\n" + FROM + "C: d\n").getBytes(StandardCharsets.US_ASCII);

        List<MboxReader.Mail> mails = read(new ByteArrayInputStream(mbox), 1 << 20);

        assertThat(mails).hasSize(2);
        assertThat(new String(mails.getFirst().bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("A: b\n\n" + line + "\n");
    }

    @Provide
    Arbitrary<List<String>> bodies() {
        Arbitrary<String> lines = Arbitraries.of(
                "",
                "From ",
                "From here",
                ">From ",
                FROM.strip(),
                ">" + FROM.strip(),
                ">>" + FROM.strip(),
                "> a",
                "a\r",
                "\0",
                "\u00ff");
        return lines.list()
                .ofMaxSize(12)
                .map(all -> String.join("\n", all) + "\n")
                .list()
                .ofMaxSize(6);
    }

    @Property
    void whatIsWrittenAsMboxrdIsReadBack(@ForAll("bodies") List<String> bodies) throws IOException {
        StringBuilder mbox = new StringBuilder();
        for (String body : bodies) {
            mbox.append(FROM).append(body.replaceAll("(?m)^(>*From )", ">$1")).append('\n');
        }
        assertThat(texts(mbox.toString())).isEqualTo(bodies);
    }

    @Property
    void noBytesMakeItThrowOrLoseAny(@ForAll byte[] bytes) throws IOException {
        byte[] mbox = Arrays.copyOf(FROM.getBytes(StandardCharsets.US_ASCII), FROM.length() + bytes.length);
        System.arraycopy(bytes, 0, mbox, FROM.length(), bytes.length);

        assertThat(read(new ByteArrayInputStream(mbox), 1 << 20)).isNotEmpty();
        assertThat(read(new ByteArrayInputStream(bytes), 1 << 20)).isNotNull();
    }
}
