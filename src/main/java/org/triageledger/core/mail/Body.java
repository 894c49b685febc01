package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a mail says, while it is judged.
 *
 * @param text all text of it, quotes included, to look for ids in
 * @param lines the author's own lines
 * @param forwards whether it carries another mail, attached or inline
 * @param fingerprint the author's own words, and what else tells two mails apart; the same however a list wrapped them up
 */
record Body(String text, List<String> lines, boolean forwards, String fingerprint) {
    static Body of(Part body) {
        List<String> texts = new ArrayList<>();
        List<String> other = new ArrayList<>();
        boolean nested = collect(body, texts, other);
        List<String> lines = new ArrayList<>();
        boolean forwards = nested;
        for (String text : texts) {
            Substance substance = Substance.of(text);
            lines.addAll(substance.lines());
            forwards |= substance.forwards();
        }
        String words = lines.stream().map(Body::plain).collect(Collectors.joining());
        // A mail without words of its own is told apart by what it quotes and carries.
        String rest = words.isEmpty() ? texts.stream().map(Body::plain).collect(Collectors.joining()) + other : "";
        return new Body(String.join("\n", texts), lines, forwards, words + "\n" + rest);
    }

    /** Gathers the readable parts in order; of alternatives the plain one. Tells whether a mail is carried along. */
    private static boolean collect(Part part, List<String> texts, List<String> other) {
        return switch (part.content()) {
            case Part.Text text -> {
                if (part.type().equals("text/plain") || part.type().equals("text/html")) {
                    texts.add(text.text());
                } else {
                    other.add(part.type());
                }
                yield false;
            }
            case Part.Multi multi -> {
                boolean nested = false;
                for (Part one : chosen(part.type(), multi.parts())) {
                    nested |= collect(one, texts, other);
                }
                yield nested;
            }
            case Part.Nested inner -> {
                other.add(inner.mail().digest());
                yield true;
            }
            case Part.Skipped ignored -> {
                other.add(part.type());
                yield false;
            }
        };
    }

    private static List<Part> chosen(String type, List<Part> parts) {
        if (!type.equals("multipart/alternative")) {
            return parts;
        }
        return parts.stream()
                .filter(Body::isPlain)
                .findFirst()
                .or(() -> parts.stream().reduce((one, last) -> last))
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean isPlain(Part part) {
        return part.type().equals("text/plain")
                && part.content() instanceof Part.Text text
                && !text.text().isBlank();
    }

    private static String plain(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(c -> !Character.isWhitespace(c) && c != 0xa0).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
