package org.triageledger.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void aParagraphIsWrappedAtWhiteSpaceOfAnyKind() {
        assertThat(text("  one\ttwo\n\u000bthree  " + "a".repeat(60) + " four five\u2028six "))
                .isEqualTo("one two three\n" + "a".repeat(60) + " four five\nsix\n");
        assertThat(text("a".repeat(100) + " b")).isEqualTo("a".repeat(100) + "\nb\n");
        assertThat(text("")).isEqualTo("\n");
        assertThat(text(" \n ")).isEqualTo("\n");
        assertThat(text("no\u00a0break")).isEqualTo("no\u00a0break\n");
    }

    @Test
    void whatTurnsDirectionsOrControlsATerminalIsWhiteSpace() {
        assertThat(Document.plain("a\u202eb\u2066c\u0000d\u001b[31me\u007f\ud83d\ude00"))
                .isEqualTo("a b c d [31me \ud83d\ude00");
        assertThat(Document.plain("plain")).isEqualTo("plain");
    }

    private static String text(String paragraph) {
        return PlainText.of(new Document("title", List.of(new Document.Paragraph(paragraph))));
    }
}
