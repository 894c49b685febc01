package org.triageledger.core.mail.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;

/**
 * What a mail says, while it is judged. Nothing of it is kept but counts, ids and a hash.
 *
 * @param text all text of it, quotes included, to look for ids in
 * @param lines the author's own lines
 * @param unclear whether there are none, and unmarked text stands where it may be quoted or the author's own
 * @param forwards whether it carries another mail, attached or inline
 * @param essence what tells the mail from others: the author's own words; the same however a list wrapped them up, a server
 *     encoded them, or a mailer broke their lines. Of a mail without own words, what it quotes and carries
 */
public record Body(String text, List<String> lines, boolean unclear, boolean forwards, String essence) {
    /** The fields by which a mail that is carried along is told from others. */
    private static final List<String> TELLING = List.of("Message-ID", "Date", "From", "Subject");

    public static Body of(Part body) {
        Gathering gathering = new Gathering(body);
        gathering.collect(body);
        return gathering.body();
    }

    private static final class Gathering {
        private final Part whole;
        private final StringBuilder text = new StringBuilder();
        private final List<String> lines = new ArrayList<>();
        private final List<String> quoted = new ArrayList<>();
        private final List<String> carried = new ArrayList<>();
        private boolean forwards;
        private boolean unclear;

        Gathering(Part whole) {
            this.whole = whole;
        }

        /** Takes the readable parts in order; of alternatives the plain one. */
        void collect(Part part) {
            switch (part.content()) {
                case Part.Text words -> text(part, words.text());
                case Part.Multi multi -> {
                    if (part.type().equals("multipart/encrypted")) {
                        lines.add(part.type());
                    }
                    chosen(part.type(), multi.parts()).forEach(this::collect);
                }
                case Part.Nested inner -> {
                    forwards = true;
                    carry(inner.mail());
                }
                case Part.Skipped ignored -> {
                    carried.add(part.type());
                    if (isSealed(part)) {
                        lines.add(part.type());
                    }
                }
            }
        }

        /** Its bytes do not tell it from others: a server may encode it again, or leave out what is attached to it. */
        private void carry(Mail mail) {
            for (String name : TELLING) {
                carried.add(mail.headers().first(name).orElse(""));
            }
            carry(mail.body());
        }

        /** Ids that stand in a mail carried along stand in this one. */
        private void carry(Part part) {
            switch (part.content()) {
                case Part.Text words -> {
                    text.append(words.text()).append('\n');
                    carried.add(words.text());
                }
                case Part.Multi multi -> multi.parts().forEach(this::carry);
                case Part.Nested inner -> carry(inner.mail());
                case Part.Skipped ignored -> carried.add(part.type());
            }
        }

        private void text(Part part, String words) {
            text.append(words).append('\n');
            if (!isProse(part) || (part != whole && isNamed(part))) {
                carried.add(part.type());
                return;
            }
            Substance substance = Substance.of(words);
            lines.addAll(substance.lines());
            quoted.addAll(substance.quoted());
            forwards |= substance.forwards();
            unclear |= substance.unclear();
        }

        Body body() {
            StringBuilder essence = new StringBuilder();
            lines.forEach(line -> append(essence, line));
            if (essence.isEmpty()) {
                quoted.forEach(line -> append(essence, line));
                carried.forEach(eachText -> append(essence.append('\n'), eachText));
            }
            return new Body(
                    text.toString(), List.copyOf(lines), unclear && lines.isEmpty(), forwards, essence.toString());
        }
    }

    public static List<Part> chosen(String type, List<Part> parts) {
        if (!type.equals("multipart/alternative")) {
            return parts;
        }
        return parts.stream()
                .filter(Body::isPlain)
                .findFirst()
                .or(() -> parts.stream().reduce((part, last) -> last))
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean isPlain(Part part) {
        return part.type().equals("text/plain")
                && part.content() instanceof Part.Text text
                && !text.text().isBlank();
    }

    private static boolean isProse(Part part) {
        return part.type().equals("text/plain") || part.type().equals("text/html");
    }

    /** Text with a file name is a log or a patch somebody attached, also where it is called inline; but not if it is all there is. */
    private static boolean isNamed(Part part) {
        return part.parameters().containsKey("name")
                || part.headers()
                        .first("Content-Disposition")
                        .map(disposition ->
                                disposition.toLowerCase(java.util.Locale.ROOT).contains("filename"))
                        .orElse(false);
    }

    /** S/MIME hides its text in one opaque part, signed or encrypted (RFC 8551 §3.2); of certificates alone it makes another. */
    private static boolean isSealed(Part part) {
        return (part.type().equals("application/pkcs7-mime") || part.type().equals("application/x-pkcs7-mime"))
                && !part.parameters().getOrDefault("smime-type", "").equalsIgnoreCase("certs-only");
    }

    /** Without blanks and what is not seen, in one form of Unicode. */
    private static void append(StringBuilder essence, String line) {
        char[] chars = line.toCharArray();
        if (!isAscii(chars)) {
            chars = Normalizer.normalize(line, Normalizer.Form.NFKC).toCharArray();
        }
        int kept = 0;
        for (char c : chars) {
            boolean unseen =
                    c <= ' ' || (c >= 0x7f && (Character.isWhitespace(c) || Character.isSpaceChar(c) || isHidden(c)));
            if (!unseen) {
                chars[kept++] = c;
            }
        }
        essence.append(chars, 0, kept);
    }

    private static boolean isHidden(char c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0xfffd;
    }

    private static boolean isAscii(char[] line) {
        for (char c : line) {
            if (c > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
