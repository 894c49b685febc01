package org.triageledger.core.mail;

import java.util.regex.Pattern;

/** Text that others wrote, made fit to be shown and compared. */
public final class Texts {
    private static final String TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
    private static final Pattern ANY_TURN = Pattern.compile("[" + TURNS + "]");

    private Texts() {}

    /**
     * On one line and without what a reader cannot see: control characters, marks that turn the direction of writing, halves of
     * surrogate pairs; runs of blanks as one.
     *
     * @param most UTF-16 units to keep; a character is never cut in two
     */
    public static String oneLine(String text, int most) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), most));
        boolean blank = false;
        for (int i = 0; i < text.length() && line.length() < most; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c)) {
                blank = !line.isEmpty();
            } else if (!isUnseen(c)) {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                if (line.length() + Character.charCount(c) <= most) {
                    line.appendCodePoint(c);
                }
            }
        }
        return line.toString().stripTrailing();
    }

    /** Without the marks that turn the direction of writing, which mailers put around names and whole lines. */
    public static String withoutTurns(String text) {
        return holdsTurns(text) ? ANY_TURN.matcher(text).replaceAll("") : text;
    }

    private static boolean holdsTurns(String text) {
        for (int i = 0; i < TURNS.length(); i++) {
            if (text.indexOf(TURNS.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** With a plain blank for each blank that mailers keep lines together with; Java's {@code \\s} does not match those. */
    public static String withPlainBlanks(String text) {
        return text.indexOf('\u00a0') < 0 && text.indexOf('\u202f') < 0 && text.indexOf('\u2007') < 0
                ? text
                : text.replace('\u00a0', ' ').replace('\u202f', ' ').replace('\u2007', ' ');
    }

    private static boolean isUnseen(int c) {
        return Character.getType(c) == Character.SURROGATE
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0xfeff;
    }
}
