package org.triageledger.core.mail.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How mailers mark what is not the author's: lines of a quote, the lines that introduce one, and whole mails below a mark. The
 * patterns are for lines in lower case: to fold case while matching costs several times as much.
 */
public final class Quotes {
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_NAME = 30;

    /** A date or an address at the end, without a word for "wrote" (Gmail in Japanese, Mutt's {@code * Ada <…> [date]:}). */
    private static final Pattern BARE = Pattern.compile(
            "^\\s*(?:\\d{4}年\\d{1,2}月\\d{1,2}日.{0,80}|\\*\\s.{1,100}\\[.{4,60}]|\\d{4}-\\d{2}-\\d{2}.{5,100}|.{1,100}@[\\w.-]{1,100}[>\"'\\])]{1,4}\\s?.{0,40})[:：]\\s*$");

    private static final Pattern BEGINNING = Pattern.compile(
            "^\\s*(?:on|am|le|el|il|em|op|den|d\\.|dne|dňa|dana|dnia|w dniu|at|in (?:message|article)|quoting|il giorno|på|vào|pada|tarihinde|v|a|no|je|më|ar"
                    + "|на|у|στις|την|בתאריך|ב|في|در|ngày|pe|o|on|vào lúc|ekkor|datumā)(?=[\\s,.:]).*[\\d@].*");

    /** "Quoting Ada Example (2026-03-02 10:00:00)": the one introduction that ends with neither a word nor a colon. */
    private static final Pattern QUOTING =
            Pattern.compile("(?:quoting|zitat von|citando|citando a|quotando) .{1,200}(?:\\)|>)\\s*[:：]?\\s*");

    /** Introductions that are published without a colon at their end: of K-9 in Malayalam and Swedish, of Roundcube in others. */
    private static final Phrases WITHOUT_COLON = Phrases.of(
            "pada .{4,80}, .{1,150} menulis|.{4,80}, je .{1,150} napisal|.{1,200} എഴുതി|.{1,150} skrev: \\(.{4,80}\\)|:כתב .{1,200} בתאריך");

    /** An address, a year and a time of day, in the digits of any language and with blanks among them. */
    private static final Pattern ADDRESSED =
            Pattern.compile("[<(\\[][^<>()\\[\\]\\s]{1,200}@[^<>()\\[\\]\\s]{1,200}[>)\\]]");

    private static final Pattern YEAR = Pattern.compile(
            "(?<!\\p{Nd})\\p{Nd}{4}(?!\\p{Nd})|(?<!\\p{Nd})\\p{Nd}{1,2}[./-]\\s?\\p{Nd}{1,2}[./-]\\s?\\p{Nd}{2}(?!\\p{Nd})");

    private static final Pattern TIME = Pattern.compile("(?<!\\p{Nd})\\p{Nd}{1,2}[:.h]\\p{Nd}{2}(?!\\p{Nd})");

    private static final Pattern ADDRESS = Pattern.compile("<[^<>\\s]{1,200}@[^<>\\s]{1,200}>");

    private static final Pattern ADDRESS_LAST = Pattern.compile(ADDRESS.pattern() + "\\s*$");

    private Quotes() {}

    /** A line of a quote: {@code >}, with initials before it, or a bar. */
    static boolean isQuoted(String line) {
        int at = 0;
        while (at < line.length() && at < 5 && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        int start = at;
        while (at < line.length() && at - start < 3 && isAsciiLetter(line.charAt(at))) {
            at++;
        }
        if (at < line.length() && line.charAt(at) == '>') {
            return true;
        }
        boolean bar = start < line.length() && line.charAt(start) == '|';
        return bar && line.indexOf('|', start + 1) < 0;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** A mark below which a whole mail stands that is answered. */
    static boolean isOriginal(TextLines lines, int at) {
        return lines.isRuled(at) && MailerWords.isOriginal(lower(withoutRulers(lines.get(at))));
    }

    /** A mark below which a whole mail stands that is passed on. */
    static boolean isForward(TextLines lines, int at) {
        String line = lines.get(at);
        if (line.length() >= 200) {
            return false;
        }
        if (lines.isRuled(at)) {
            return MailerWords.isForward(lower(withoutRulers(line)));
        }
        String text = line.strip();
        return text.endsWith(":")
                && MailerWords.isForwardLine(
                        lower(text.substring(0, text.length() - 1).strip()));
    }

    /** What stands between the rulers of a line; what stands behind the second is left out. */
    private static String withoutRulers(String line) {
        String text = line.strip();
        int from = 0;
        while (from < text.length() && (isRule(text.charAt(from)) || text.charAt(from) == ' ')) {
            from++;
        }
        int to = text.length();
        while (to > from && (isRule(text.charAt(to - 1)) || text.charAt(to - 1) == ' ')) {
            to--;
        }
        int second = text.indexOf("--", from);
        return text.substring(from, second > from && second < to ? second : to).strip();
    }

    private static boolean isRule(char c) {
        return c == '-' || c == '_' || c == '=' || c == '*' || c == '~';
    }

    /** Whether the line begins with two of the marks that rulers are made of. */
    static boolean isRuled(String line) {
        String text = line.strip();
        return text.length() > 4
                && text.length() < 300
                && "-_=*".indexOf(text.charAt(0)) >= 0
                && "-_=*".indexOf(text.charAt(1)) >= 0;
    }

    /** Outlook repeats the fields of what is answered: From, and two more within the next lines; a ruler may stand above. */
    static boolean isFields(TextLines lines, int at) {
        int first = belowRuler(lines, at);
        if (first >= lines.size()) {
            return false;
        }
        String name = name(lines.get(first));
        return !name.isEmpty()
                && (MailerWords.isFrom(name) && countFields(lines, first + 1) >= 2 || isLikeFields(lines, first));
    }

    private static int belowRuler(TextLines lines, int at) {
        if (!lines.isRuler(at)) {
            return at;
        }
        int first = at + 1;
        while (first < lines.size() && first < at + 3 && lines.isBlank(first)) {
            first++;
        }
        return first;
    }

    /**
     * As {@link #isFields}, in a language whose words are not known here: a line with a name and an address, and two more with names,
     * one of them of a date and a time.
     *
     * @param first where the line with a name and an address would stand; it is known to begin with a name
     */
    private static boolean isLikeFields(TextLines lines, int first) {
        if (first + 2 >= lines.size() || lines.isQuoted(first)) {
            return false;
        }
        String sender = lines.get(first);
        if (sender.indexOf('@') < 0 || !ADDRESSED.matcher(sender).find()) {
            return false;
        }
        int named = 0;
        boolean dated = false;
        for (int i = first + 1;
                i < Math.min(lines.size(), first + 5) && !name(lines.get(i)).isEmpty();
                i++) {
            named++;
            dated |= named <= 2 && isDated(lines.get(i));
        }
        return named >= 2 && dated;
    }

    /** Whether a year, or a short date, and a time of day stand in it. */
    private static boolean isDated(String line) {
        return line.length() < 400
                && YEAR.matcher(line).find()
                && TIME.matcher(line).find();
    }

    private static int countFields(TextLines lines, int from) {
        int count = 0;
        for (int i = from; i < Math.min(lines.size(), from + MOST_FIELDS) && !lines.isBlank(i); i++) {
            if (MailerWords.isOther(name(lines.get(i)))) {
                count++;
            }
        }
        return count;
    }

    /** Where what is answered begins, below a mark or a ruler and the fields that are repeated there. */
    static int belowFields(TextLines lines, int at) {
        int next = at;
        int limit = Math.min(lines.size(), at + 2 * MOST_FIELDS);
        if (lines.isRuler(at) || isOriginal(lines, at)) {
            next++;
        }
        while (next < limit && lines.isBlank(next)) {
            next++;
        }
        while (next < limit && !lines.isBlank(next) && !lines.isQuoted(next)) {
            next++;
        }
        while (next < lines.size() && lines.isBlank(next)) {
            next++;
        }
        return next;
    }

    /** The name of the field that a line may be, without its colon, in lower case; empty where there is no colon near. */
    private static String name(String line) {
        int limit = Math.min(line.length(), LONGEST_NAME);
        for (int i = 0; i < limit; i++) {
            char c = line.charAt(i);
            if (c == ':' || c == '：' || c == '՝' || c == '៖') {
                return lower(line.substring(0, i).replace('*', ' ').strip());
            }
        }
        return "";
    }

    /** A line of nothing but rules, at least twenty long. */
    static boolean isRuler(String line) {
        String text = line.strip();
        if (text.length() < 20) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("_=-*~#".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where the lines end that introduce a quote ("On Monday, Ada wrote:", over up to three lines), or {@code at} where none
     * begin there. What follows is for the caller to look at.
     */
    static int introduced(TextLines lines, int at) {
        for (int end = at + 1; end <= Math.min(lines.size(), at + 4); end++) {
            String last = lines.get(end - 1);
            if (lines.isBlank(end - 1) || lines.isQuoted(end - 1)) {
                return at;
            }
            if (isZoho(lines, end - 1)) {
                return end;
            }
            if (isQuoting(lines, at, end) || (end == at + 1 && isWithoutColon(last))) {
                return end;
            }
            if (lines.isEnd(end - 1)) {
                // Over several lines only what begins like such a line; few do, so this is asked first.
                if (end > at + 1
                        && !isBrokenAtAddress(lines, at)
                        && !BEGINNING.matcher(lower(lines.get(at))).matches()) {
                    return at;
                }
                String lower = lower(last);
                if (MailerWords.isWrote(withoutColon(lower))
                        || BARE.matcher(lower).matches()
                        || isAddressedAndDated(String.join(" ", lines.part(at, end)))) {
                    return end;
                }
            }
        }
        return at;
    }

    /** Whether the line was broken before or behind an address in brackets, as mailers do in any language. */
    private static boolean isBrokenAtAddress(TextLines lines, int at) {
        String next = lines.get(at + 1).stripLeading();
        return (!next.isEmpty()
                        && next.charAt(0) == '<'
                        && ADDRESS.matcher(next).lookingAt())
                || ADDRESS_LAST.matcher(lines.get(at)).find();
    }

    /** Zoho puts rulers around the introduction and no colon behind it: {@code ---- On Mon, 02 Mar 2026 Ada wrote ---}. */
    private static boolean isZoho(TextLines lines, int at) {
        if (!lines.isRuled(at) || lines.isRuler(at)) {
            return false;
        }
        String line = lines.get(at);
        String words = lower(withoutRulers(line));
        if ((line.indexOf('@') > 0 && line.stripTrailing().endsWith("-"))
                && (isAddressedAndDated(line)
                        || (ADDRESSED.matcher(line).find() && MailerWords.isWrote(withoutColon(words))))) {
            return true;
        }
        return BEGINNING.matcher(words).matches() && MailerWords.isWrote(withoutColon(words));
    }

    /** Who and when, in whatever language: no sentence about other things names both so and ends with a colon. */
    private static boolean isAddressedAndDated(String text) {
        return text.indexOf('@') > 0 && isDated(text) && ADDRESSED.matcher(text).find();
    }

    private static boolean isWithoutColon(String line) {
        String text = line.strip();
        return text.length() < 400
                && "slിך)".indexOf(text.charAt(text.length() - 1)) >= 0
                && WITHOUT_COLON.isAllLower(text);
    }

    private static boolean isQuoting(TextLines lines, int at, int end) {
        if (end > at + 2) {
            return false;
        }
        String first = lines.get(at).stripLeading();
        char c = first.charAt(0);
        if (!(c == 'Q' || c == 'q' || c == 'Z' || c == 'C')) {
            return false;
        }
        String whole = end == at + 1
                ? first
                : first.stripTrailing() + " " + lines.get(at + 1).strip();
        return whole.length() < 300 && QUOTING.matcher(lower(whole)).matches() && hasDigitOrAt(whole);
    }

    private static boolean hasDigitOrAt(String text) {
        return text.chars().anyMatch(c -> c == '@' || (c >= '0' && c <= '9'));
    }

    private static String withoutColon(String lower) {
        String text = lower.strip();
        int end = text.length();
        while (end > 0 && (":：՝៖։ ".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether the words themselves say that a quote follows, even where no line of it is marked. */
    static boolean isSure(TextLines lines, int at, int end) {
        if (isZoho(lines, end - 1)) {
            return true;
        }
        String whole = String.join(" ", lines.part(at, end));
        if (isAddressedAndDated(whole)) {
            return true;
        }
        if (!MailerWords.isWrote(withoutColon(lower(lines.get(end - 1))))) {
            return isDated(whole) && isQuoting(lines, at, end);
        }
        return BEGINNING.matcher(lower(lines.get(at))).matches()
                || ADDRESS.matcher(whole).find()
                || isDated(whole);
    }

    /** In lower case. The Turkish capital İ becomes an i and a dot, which no pattern has: it is an i here. */
    public static String lower(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.indexOf('\u0307') < 0 ? lower : lower.replace("i\u0307", "i");
    }

    /** Whether a line that introduces something may end here: with a colon, in whatever writing. */
    static boolean isEnd(String line) {
        String text = line.stripTrailing();
        char last = text.charAt(text.length() - 1);
        return text.length() < 400
                && (last == ':' || last == '：' || last == '՝' || last == '៖' || last == '։' || last > 0x2fff);
    }
}
