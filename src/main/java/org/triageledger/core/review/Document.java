package org.triageledger.core.review;

import java.net.URI;
import java.util.List;
import org.triageledger.core.mail.HiddenCharacters;

/**
 * A text of some parts, to be read as plain text, as HTML or as Markdown. What stands in it is prose in every form: nothing of it
 * is taken for markup.
 *
 * @param title of the HTML page
 */
public record Document(String title, List<Block> blocks) {
    public sealed interface Block {}

    /** @param level 1 or 2 */
    public record Heading(int level, String text) implements Block {}

    public record Paragraph(String text) implements Block {}

    public record Bullets(List<String> items) implements Block {}

    public record Table(List<String> heads, List<List<String>> rows) implements Block {}

    /** A page to go to. Only {@code http} and {@code https} become a link. */
    public record Link(String label, URI page) implements Block {}

    public Document {
        blocks = List.copyOf(blocks);
    }

    /** Wrapped at 72 columns, with line feeds. */
    public String text() {
        return PlainText.of(this);
    }

    /** A whole page that needs nothing from elsewhere. */
    public String html() {
        return Html.of(this);
    }

    public String markdown() {
        return Markdown.of(this);
    }

    /** Line breaks and other hidden characters, written by whomever, are white space in a sentence. */
    static String plain(String text) {
        return HiddenCharacters.spaced(text);
    }

    @Override
    public String toString() {
        return "Document[" + blocks.size() + " blocks]";
    }
}
