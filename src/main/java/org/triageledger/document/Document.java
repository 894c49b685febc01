package org.triageledger.document;

import java.net.URI;
import java.util.List;

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
        return Html.of(this, "");
    }

    /**
     * As a page of its own, to be kept or printed.
     *
     * @param style a style sheet without markup; it stands in the page itself
     */
    public String page(String style) {
        return Html.of(this, style);
    }

    public String markdown() {
        return Markdown.of(this);
    }

    /** Line breaks and other control characters, written by whomever, are white space in a sentence. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        boolean same = true;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) || isDirection(c)) {
                plain.setCharAt(at, ' ');
                same = false;
            }
        }
        return same ? text : plain.toString();
    }

    /** Marks that turn the direction of what follows, so that a name could rearrange the sentence around it. */
    private static boolean isDirection(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    }

    @Override
    public String toString() {
        return "Document[" + blocks.size() + " blocks]";
    }
}
