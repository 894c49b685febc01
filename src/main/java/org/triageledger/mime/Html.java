package org.triageledger.mime;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to the text a person reads, line by line. What is quoted stands behind {@code > }, as in plain mail. */
final class Html {
    private Html() {}

    static String text(String html) {
        Writer writer = new Writer();
        Jsoup.parse(html).body().traverse(writer);
        return writer.text.toString();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder line = new StringBuilder();
        private int quotes;
        private int verbatim;
        private boolean restIsQuoted;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (verbatim > 0) {
                    words.getWholeText().lines().forEach(this::verbatim);
                } else {
                    write(words.getWholeText());
                }
            } else if (node instanceof Element element) {
                if (element.normalName().equals("br")) {
                    endLine(true);
                } else if (element.isBlock()) {
                    endLine(false);
                }
                if (isQuote(element)) {
                    endLine(false);
                    quotes++;
                }
                restIsQuoted |= isBeginningOfQuote(element);
                verbatim += isVerbatim(element) ? 1 : 0;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (element.isBlock() || element.normalName().equals("body")) {
                    endLine(false);
                }
                if (isQuote(element)) {
                    endLine(false);
                    quotes--;
                }
                verbatim -= isVerbatim(element) ? 1 : 0;
            }
        }

        private static boolean isQuote(Element element) {
            return element.normalName().equals("blockquote")
                    || element.hasClass("gmail_quote") && !isForward(element)
                    || element.hasClass("moz-cite-prefix")
                    || element.hasClass("yahoo_quoted");
        }

        /** Gmail puts a forwarded mail where it puts a quote; the line above it says so, and must be seen to be one. */
        private static boolean isForward(Element quote) {
            Element above = quote.firstElementChild();
            return above != null
                    && above.hasClass("gmail_attr")
                    && above.ownText().startsWith("--");
        }

        /** Outlook sets no quote apart, but marks where it begins. */
        private static boolean isBeginningOfQuote(Element element) {
            return element.id().equals("appendonsend") || element.id().equals("divRplyFwdMsg");
        }

        private static boolean isVerbatim(Element element) {
            return element.normalName().equals("pre") || element.normalName().equals("textarea");
        }

        private void verbatim(String words) {
            line.append(words);
            endLine(true);
        }

        private void write(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                boolean blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00a0';
                if (!blank) {
                    line.append(c);
                } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            }
        }

        /** @param empty whether a line without words stands for itself */
        private void endLine(boolean empty) {
            if (line.isEmpty() && !empty) {
                return;
            }
            if (quotes > 0 || restIsQuoted) {
                text.append("> ");
            }
            text.append(line).append('\n');
            line.setLength(0);
        }
    }
}
