package org.triageledger.core.mail;

import java.util.Optional;
import java.util.Set;

/**
 * Characters that nobody sees and that change what is seen: controls, marks that turn the direction of what follows (UAX #9), what has no
 * width, tags, and separators of lines that are no line feeds. What people and files say must hold none; what is shown shows them by
 * their numbers. What this class says holds for all input.
 */
public final class HiddenCharacters {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int TEXT_STYLE = 0xfe0e;
    private static final int EMOJI_STYLE = 0xfe0f;

    /** Scripts in which joiners are part of the spelling (RFC 5892, appendix A.1 and A.2). */
    private static final Set<Character.UnicodeScript> JOINING = Set.of(
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.BENGALI,
            Character.UnicodeScript.GURMUKHI,
            Character.UnicodeScript.GUJARATI,
            Character.UnicodeScript.ORIYA,
            Character.UnicodeScript.TAMIL,
            Character.UnicodeScript.TELUGU,
            Character.UnicodeScript.KANNADA,
            Character.UnicodeScript.MALAYALAM,
            Character.UnicodeScript.SINHALA);

    private HiddenCharacters() {}

    /** The first one in a text of several lines; line feeds, with carriage returns before them, and tabs are none there. */
    public static Optional<Found> inText(String text) {
        return first(text, true);
    }

    /** The first one in what has to be a single line. */
    public static Optional<Found> inLine(String line) {
        return first(line, false);
    }

    /**
     * A hidden character.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    public record Found(int codePoint, int line, int column) {
        /** As in {@code U+202E}. */
        public String number() {
            return HiddenCharacters.number(codePoint);
        }

        /** Where it stands, and what to do: the end of a sentence that begins with what holds it. */
        public String complaint() {
            return "a hidden character (" + number() + ") stands "
                    + (line > 1 ? "in line " + line + ", at character " : "at character ") + column + ": remove it";
        }
    }

    /** In one line, every hidden character as its number in angle brackets: {@code a<U+202E>b}. */
    public static String escaped(String text) {
        return escaped(text, false);
    }

    /** As {@link #escaped}, in a text of several lines: line feeds, with carriage returns before them, and tabs stay. */
    public static String escapedInText(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lines) {
        if (first(text, lines).isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int before = -1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!(lines && isLayout(text, i)) && isHidden(c, before)) {
                shown.append('<').append(number(c)).append('>');
            } else {
                shown.appendCodePoint(c);
            }
            before = c;
        }
        return shown.toString();
    }

    private static Optional<Found> first(String text, boolean lines) {
        int line = 1;
        int column = 1;
        int before = -1;
        // most text is ASCII to its end
        int plain = plain(text);
        if (plain == text.length()) {
            return Optional.empty();
        }
        if (plain > 0) {
            column += plain;
            before = text.charAt(plain - 1);
        }
        for (int i = plain; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!(lines && isLayout(text, i)) && isHidden(c, before)) {
                return Optional.of(new Found(c, line, column));
            }
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
            before = c;
        }
        return Optional.empty();
    }

    /** How many printable characters of US-ASCII a text begins with. */
    private static int plain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return i;
            }
        }
        return length;
    }

    /** Whether a line feed, the carriage return before one, or a tab stands there. */
    private static boolean isLayout(String text, int i) {
        char c = text.charAt(i);
        return c == '\n' || c == '\t' || (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n');
    }

    private static boolean isHidden(int c, int before) {
        if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
            return before < 0 || !JOINING.contains(Character.UnicodeScript.of(before));
        }
        if (c == EMOJI_STYLE || c == TEXT_STYLE) {
            return before < 0 || Character.isLetter(before) || isHidden(before, -1);
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isBlank(c);
        };
    }

    /** Letters and marks that show nothing (Default_Ignorable_Code_Point, and the empty Braille pattern). */
    private static boolean isBlank(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x2065
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0d)
                || c == 0xffa0
                || (c >= 0xfff0 && c <= 0xfff8)
                || (c >= 0xe0000 && c <= 0xe0fff);
    }

    private static String number(int codePoint) {
        return String.format("U+%04X", codePoint);
    }
}
