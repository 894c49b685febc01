package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.mail.text.Substance;

/** What mailers, receivers and scanners write is none of the author's words, in whatever language. */
class MailerLanguagesTest {
    private static final String OWN = "I can reproduce it.";
    private static final String TEXT = "I found a problem in the parser.\nRun it with the file and it crashes.\n";
    private static final String QUOTE = "On Mon, Mar 2, 2026 at 10:00 AM Rae Porter <rae@reporter.example> wrote:\n"
            + "> I found a problem in the parser.\n";

    @Test
    void introductionsOfQuotesThatAreNotMarked() throws IOException {
        saysNothingAndOnlyItsOwn("introductions", line -> line + "\n\n" + TEXT);
    }

    @Test
    void introductionsOfQuotesThatAreMarked() throws IOException {
        saysNothingAndOnlyItsOwn("introductions", line -> line + "\n> I found a problem in the parser.\n> Run it.\n");
    }

    @Test
    void repeatedFields() throws IOException {
        saysNothingAndOnlyItsOwn("fields", MailerLanguagesTest::fields);
    }

    @Test
    void repeatedFieldsBelowARuler() throws IOException {
        saysNothingAndOnlyItsOwn("fields", line -> "________________________________\n" + fields(line));
    }

    @Test
    void marksOfWholeMails() throws IOException {
        saysNothingAndOnlyItsOwn("marks", line -> line + "\n\n" + TEXT);
    }

    @Test
    void fieldsWithinAQuote() {
        String text =
                "> Xyz: Rae Porter <rae@reporter.example>\n> Abc: 2.3.2026 10:00\n> Def: overflow\n> Ghi: x\n\n" + OWN;

        assertThat(Substance.of(text).lines()).containsExactly(OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taglines", "scanners", "banners"})
    void addedLinesAreNoWork(String file) throws IOException {
        List<String> taken = new ArrayList<>();
        for (String line : rows(file)) {
            if (!Substance.of(line + "\n\n" + QUOTE).lines().isEmpty()) {
                taken.add(line);
            }
        }
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I sent it from my phone.",
                "Sent from the reporter's machine, the packet is cut at 512 bytes.",
                "Get Outlook out of the loop: it breaks the patch.",
                "I tried it on Android and it fails too.",
                "External entities are the cause: turn them off.",
                "The parser of Rae Porter <rae@reporter.example> is the one that fails.",
                "Since 2 March 2026 10:00 it fails for everybody:"
            })
    void sentencesAboutTheseThingsAreWork(String line) {
        assertThat(Substance.of(line + "\n\n" + QUOTE).lines()).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Warning: the mail parser reads outside the buffer.",
                "This message is from outside the affected range of lengths.",
                "Attention: the patch changes the external interface."
            })
    void sentencesLikeThoseOfReceiversAreAskedAbout(String line) {
        Substance substance = Substance.of(line + "\n\n" + QUOTE);

        assertThat(substance.lines()).isEmpty();
        assertThat(substance.unclear()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribe links are not escaped, that is the bug.",
                "See https://lists.example.org/thread/1",
                "This was reported on another mailing list"
            })
    void sentencesLikeThoseOfAListBelowARulerAreAskedAbout(String line) {
        Substance substance = Substance.of(QUOTE + "\n____________________\n" + line + "\n");

        assertThat(substance.lines()).isEmpty();
        assertThat(substance.unclear()).isTrue();
    }

    private static void saysNothingAndOnlyItsOwn(String file, UnaryOperator<String> mail) throws IOException {
        List<String> taken = new ArrayList<>();
        for (String row : rows(file)) {
            String text = mail.apply(row);
            if (!Substance.of(text).lines().isEmpty()
                    || !Substance.of(OWN + "\n\n" + text).lines().equals(List.of(OWN))) {
                taken.add(row);
            }
        }
        assertThat(taken).isEmpty();
    }

    private static String fields(String row) {
        String[] names = row.split("\\|");
        return names[0] + " Rae Porter <rae@reporter.example>\n" + names[1] + " 2.3.2026 10:00\n" + names[2]
                + " security@lists.example.net\n" + names[3] + " overflow\n\n" + TEXT;
    }

    private static List<String> rows(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                MailerLanguagesTest.class.getResourceAsStream("/mail/languages/" + file + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        }
    }
}
