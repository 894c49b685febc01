package org.triageledger.mime;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to the text a person reads; what is quoted stands behind {@code >}, as in plain mail. */
final class Html {
    private static final int DEEPEST = 400;

    private Html() {}

    static String text(String html) {
        Writer writer = new Writer();
        org.jsoup.select.NodeTraversor.traverse(writer, Jsoup.parse(html).body());
        return writer.text.toString();
    }

    private static boolean quotes(Element element) {
        return element.normalName().equals("blockquote")
                || element.hasClass("gmail_quote")
                || element.hasClass("moz-cite-prefix")
                || element.hasClass("yahoo_quoted")
                || element.id().equals("divRplyFwdMsg")
                || element.id().equals("appendonsend");
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int quoted;
        private boolean lineIsEmpty = true;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                write(words.text());
            } else if (node instanceof Element element) {
                if (quotes(element)) {
                    newLine();
                    quoted++;
                } else if (element.isBlock() || element.normalName().equals("br")) {
                    newLine();
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (quotes(element)) {
                    newLine();
                    quoted--;
                } else if (element.isBlock() && depth < DEEPEST) {
                    newLine();
                }
            }
        }

        private void write(String words) {
            if (words.isBlank()) {
                if (!lineIsEmpty) {
                    text.append(' ');
                }
                return;
            }
            if (lineIsEmpty && quoted > 0) {
                text.append("> ");
            }
            text.append(words);
            lineIsEmpty = false;
        }

        private void newLine() {
            if (!lineIsEmpty) {
                text.append('\n');
                lineIsEmpty = true;
            }
        }
    }
}
