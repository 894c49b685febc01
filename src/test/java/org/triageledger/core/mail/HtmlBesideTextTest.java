package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.triageledger.core.mail.text.Body;

/** To make text of HTML costs more than to read all else of a mail. */
class HtmlBesideTextTest {
    private static final Part.Text NEVER = new Part.Text(() -> {
        throw new AssertionError("nobody may ask for it");
    });

    @Test
    void ofHtmlBesideAPlainTextNoTextIsMade() {
        Part both = part(
                "multipart/alternative",
                new Part.Multi(
                        List.of(part("text/plain", new Part.Text("It crashes at once.\n")), part("text/html", NEVER))));

        assertThat(Body.of(both).lines()).containsExactly("It crashes at once.");
    }

    @Test
    void ofHtmlAloneItIs() {
        assertThatThrownBy(() -> Body.of(part("text/html", NEVER))).hasMessage("nobody may ask for it");
    }

    @Test
    void itIsMadeOnce() {
        AtomicInteger made = new AtomicInteger();
        Part.Text text = new Part.Text(() -> "text " + made.incrementAndGet());

        assertThat(text).hasToString("Text[not made yet]");
        assertThat(text.text()).isEqualTo("text 1");
        assertThat(text.text()).isEqualTo("text 1");
        assertThat(text).hasToString("Text[6 chars]");
    }

    private static Part part(String type, Part.Content content) {
        return new Part(type, Map.of(), "", new Headers(List.of()), content);
    }
}
