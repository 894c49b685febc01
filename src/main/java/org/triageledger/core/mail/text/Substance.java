package org.triageledger.core.mail.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Texts;

/**
 * What of a text its author wrote: without quotes and the lines that introduce them, signatures,
 * what mailers add in their own praise, list footers and armour.
 * Encrypted text is one line: somebody wrote it, and nothing more can be known.
 *
 * @param lines authored lines that hold at least a letter, digit or pictograph, stripped
 * @param quoted the other lines that came from people, for mails that say nothing of their own
 * @param forwards whether it carries a forwarded mail inline
 * @param unclear whether no line is known for the author's own and unmarked text stands where it may be quoted or not: nothing
 *     but a person can tell
 */
public record Substance(List<String> lines, List<String> quoted, boolean forwards, boolean unclear) {
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST = 2_000;

    /** A lone {@code --} ends a text only near its end; people also use it to part sections. */
    private static final int LONGEST_SIGNATURE = 12;

    private static final int LONGEST_FOOTER = 16;

    /** What stands in a list's footer; people write these words too. */
    private static final Pattern FOOTER = Pattern.compile(
            "mailing list|mailing-list|listinfo|unsubscribe|\\blists?\\.[a-z]|/lists/|mailman|you received this message because|groups\\.io links"
                    + "|this sf\\.net email|sponsored by|to post to this (?:list|group)|topicbox|delivery options:",
            Pattern.CASE_INSENSITIVE);

    private static final String PLACE =
            "<?(?:(?:https?://|mailto:|www\\.)\\S{3,300}|[^\\s<>@]{1,100}@[^\\s<>@]{1,200})>?";

    /** A whole line as servers write it below each mail: the list's name, a place, or how to leave and where. */
    private static final Pattern FOOTER_LINE = Pattern.compile(
            "(?:.{1,80}\\bmailing[- ]list|.{1,80}\\bmailing[- ]list\\s?(?:--?|:|\\().{0,160}|" + PLACE
                    + "|[\\p{L}][^.!?]{0,120}[: (]\\s?" + PLACE
                    + "[).]?|.{0,80}\\bunsubscribe\\b.{0,160}|you received this message because.{0,160}"
                    + "|.{0,40}\\bgroup\\s?\\.?|groups\\.io links:.{0,200}|.{0,80}sponsored by.{0,160}|[^\\p{L}\\d]{0,200})");

    /**
     * What only a server writes: how to leave and where, a list's own page, or its name and its place. Where nothing below a ruler is of
     * that kind, the lines may be somebody's who writes of lists.
     */
    private static final Pattern SURE_FOOTER = Pattern.compile(
            "^\\S{1,40}(?: \\S{1,20})? mailing[- ]list\\n$|unsubscri[^\\n]{0,120}(?:@|://)|(?:@|://)[^\\n]{0,120}unsubscri|[-+](?:leave|unsubscribe|request)@|groups\\.io links|you received this message because"
                    + "|mailing[- ]list\\s?(?:--|:|\\()|(?:mailing[- ]list|mailingliste|liste de diffusion|lista de correo|mailinglist)[^\\n]{0,40}\\n(?:[^\\n]{0,40}[ (<:])?<?\\S+(?:@|://)"
                    + "|sponsored by|this sf\\.net email|send the line|delivery options: https?://|/listinfo/\\S+\\n\\S+@");

    private static final Pattern BARE_FOOTER = Pattern.compile(
            "^(?:to unsubscribe from (?:this|the \\S{1,60}) (?:list|group)|you received this message because you are subscribed|-=-=-=-=|to unsubscribe,? (?:e-?mail|send)).*",
            Pattern.CASE_INSENSITIVE);

    public static Substance of(String text) {
        return new Reader(Texts.withPlainBlanks(Texts.withoutTurns(text))
                        .lines()
                        .limit(MOST_LINES)
                        .map(Substance::clip)
                        .toList())
                .read();
    }

    private static String clip(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private static final class Reader {
        private final TextLines all;
        private final List<String> authored = new ArrayList<>();
        private final List<String> quoted = new ArrayList<>();
        private boolean forwards;
        private boolean open;

        /** Which of the authored lines a mailer or a server may have added. */
        private final Set<Integer> doubted = new HashSet<>();

        /** The lines of which it is known whether a scanner wrote them, and those that one wrote. */
        private final BitSet looked = new BitSet();

        private final BitSet scanner = new BitSet();

        /** Where the paragraph ends that a server may have put below the mail. */
        private int legal;

        Reader(List<String> all) {
            this.all = new TextLines(all);
        }

        Substance read() {
            int at = 0;
            while (at < all.size()) {
                String line = all.get(at);
                if (all.isBlank(at)) {
                    at++;
                } else if (isSignature(at) || isFooter(at)) {
                    break;
                } else if (authored.isEmpty() && quoted.isEmpty() && Notices.banner(all, at) > at) {
                    at = Notices.banner(all, at);
                } else if (authored.isEmpty() && quoted.isEmpty() && Notices.maybeBanner(line)) {
                    doubted.add(0);
                    authored.add(line.strip());
                    at++;
                } else if (Quotes.isForward(all, at)) {
                    forwards = true;
                    return rest(at + 1);
                } else if (Quotes.isOriginal(all, at) || Quotes.isFields(all, at)) {
                    int below = Quotes.belowFields(all, at);
                    if (below >= all.size() || !all.isQuoted(below)) {
                        open = below < all.size();
                        return rest(at + 1);
                    }
                    // The quote below is marked line by line, and may be answered line by line.
                    at = Math.max(below, at + 1);
                } else {
                    at = line(at);
                }
            }
            return read(authored);
        }

        private Substance read(List<String> own) {
            if (doubted.isEmpty()) {
                return new Substance(own, quoted, forwards, own.isEmpty() && open);
            }
            if (doubted.size() == own.size()) {
                quoted.addAll(own);
                return new Substance(List.of(), quoted, forwards, true);
            }
            return new Substance(own, quoted, forwards, false);
        }

        /** Reads one line, or the few that belong together; gives where the next stand. */
        private int line(int at) {
            String line = all.get(at);
            if (line.startsWith("-----BEGIN PGP ") || line.startsWith("-----BEGIN SSH ")) {
                return armour(at);
            }
            if (all.isQuoted(at)) {
                quoted.add(line.strip());
                return at + 1;
            }
            int end = Quotes.introduced(all, at);
            if (end > at) {
                int next = next(end);
                if (next >= all.size() || all.isQuoted(next)) {
                    return end;
                }
                if (Quotes.isSure(all, at, end)) {
                    open = true;
                    rest(end);
                    return all.size();
                }
            }
            if (says(line) && !isAdded(at)) {
                boolean apart = isApart(at);
                if (apart && at >= legal) {
                    legal = Notices.legal(all, at);
                }
                if (at < legal || apart && (Taglines.maybeOne(line) || Notices.maybeScanner(line))) {
                    doubted.add(authored.size());
                }
                authored.add(line.strip());
            }
            return at + 1;
        }

        /** Whether a mailer or a scanner wrote the line. */
        private boolean isAdded(int at) {
            String line = all.get(at);
            return (isApart(at) && (Taglines.isOne(line) || isScanner(at)))
                    || (at > 0 && Taglines.isLink(line) && Taglines.isOne(all.get(at - 1)));
        }

        /** At the beginning of a paragraph, below a ruler, or below another line that a scanner wrote. */
        private boolean isApart(int at) {
            return at == 0 || all.isBlank(at - 1) || !says(all.get(at - 1)) || isScanner(at - 1);
        }

        /** Asked of most lines as the line itself and as the one above the next. */
        private boolean isScanner(int at) {
            if (!looked.get(at)) {
                looked.set(at);
                scanner.set(at, Notices.isScanner(all.get(at)));
            }
            return scanner.get(at);
        }

        /** Signatures and keys say nothing; an encrypted message says something that cannot be read. */
        private int armour(int at) {
            String begin = all.get(at);
            if (begin.startsWith("-----BEGIN PGP SIGNED MESSAGE")) {
                int next = at + 1;
                while (next < all.size() && all.get(next).startsWith("Hash: ")) {
                    next++;
                }
                return next;
            }
            if (begin.startsWith("-----BEGIN PGP MESSAGE")) {
                authored.add(begin.strip());
            }
            int end = at + 1;
            while (end < all.size() && !all.get(end).startsWith("-----END ")) {
                end++;
            }
            // Armour that never ends is cut off, or no armour.
            return Math.min(all.size(), end + 1);
        }

        private Substance rest(int from) {
            all.from(from).stream().filter(line -> !line.isBlank()).forEach(line -> quoted.add(line.strip()));
            return read(authored);
        }

        private int next(int from) {
            int at = from;
            while (at < all.size() && all.isBlank(at)) {
                at++;
            }
            return at;
        }

        private boolean isSignature(int at) {
            String line = all.get(at);
            if (line.equals("-- ")) {
                return true;
            }
            if (!line.strip().equals("--")) {
                return false;
            }
            long below = all.from(at + 1).stream()
                    .filter(text -> !text.isBlank() && !Quotes.isQuoted(text))
                    .limit(LONGEST_SIGNATURE + 1)
                    .count();
            return below <= LONGEST_SIGNATURE || isFooterAhead(at);
        }

        /** What list servers put below a mail: a ruler, and a line or two on the list; or a sentence only they write. */
        private boolean isFooter(int at) {
            String line = all.get(at);
            char first = line.charAt(0);
            if (first == '_' || first == '-' || first == '=' || first == '*' || first == '#') {
                return (all.isRuler(at) || line.startsWith("-=-=-=-=")) && isFooterAhead(at) && isLast(at);
            }
            boolean bare = (first == 'T' || first == 'Y' || first == 't')
                    && all.size() - at <= 2 * LONGEST_SIGNATURE
                    && BARE_FOOTER.matcher(line).matches();
            open |= bare && all.from(at + 1).stream().anyMatch(Reader::isForeignToFooters);
            return bare;
        }

        /**
         * A footer is the last of a mail. Where all its lines are as servers write them it is one; where none is, somebody wrote of
         * lists; and where some are, it is one if there is more to go by, and else a person is asked. The first line can be a title.
         */
        private boolean isLast(int at) {
            List<String> below = all.from(at + 1).stream()
                    .filter(line -> !line.isBlank())
                    .limit(LONGEST_FOOTER + 1)
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .toList();
            if (below.size() > LONGEST_FOOTER) {
                return false;
            }
            boolean[] known = new boolean[below.size()];
            int count = 0;
            int said = 0;
            boolean listed = false;
            for (int i = 0; i < known.length; i++) {
                String line = below.get(i);
                known[i] = FOOTER_LINE.matcher(line).matches();
                count += known[i] ? 1 : 0;
                said += !known[i] && says(line) ? 1 : 0;
                listed |= known[i] && FOOTER.matcher(line).find();
            }
            if (count == 0 || !listed) {
                return false;
            }
            boolean sure = SURE_FOOTER.matcher(String.join("\n", below) + "\n").find();
            boolean titled = sure && count > 1 && !known[0];
            open |= said > (titled ? 1 : 0) || !sure;
            return true;
        }

        private static boolean isForeignToFooters(String line) {
            return says(line)
                    && !Quotes.isQuoted(line)
                    && !FOOTER_LINE
                            .matcher(line.strip().toLowerCase(Locale.ROOT))
                            .matches();
        }

        private boolean isFooterAhead(int at) {
            for (int i = at + 1; i < Math.min(all.size(), at + 4); i++) {
                if (FOOTER.matcher(all.get(i).toLowerCase(Locale.ROOT)).find()) {
                    return true;
                }
            }
            return false;
        }

        /** {@code +1} or a pictograph says something; a ruler of dashes does not. */
        private static boolean says(String line) {
            for (int i = 0; i < line.length(); ) {
                int c = line.codePointAt(i);
                if (Character.isLetterOrDigit(c) || c > 0x2fff || (c >= 0x2600 && c < 0x2c00)) {
                    return true;
                }
                i += Character.charCount(c);
            }
            return false;
        }
    }
}
