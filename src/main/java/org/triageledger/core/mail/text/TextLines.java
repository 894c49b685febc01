package org.triageledger.core.mail.text;

import java.util.Arrays;
import java.util.List;

/**
 * The lines of a text. How a line looks is worked out once and kept, since the rules ask it of each line several times. For use by one
 * thread.
 */
final class TextLines {
    private static final int KNOWN = 1;
    private static final int BLANK = 2;
    private static final int QUOTED = 4;
    private static final int RULED = 8;
    private static final int RULER = 16;
    private static final int END = 32;

    private final String[] lines;
    private final byte[] kinds;

    TextLines(List<String> lines) {
        this.lines = lines.toArray(String[]::new);
        this.kinds = new byte[this.lines.length];
    }

    int size() {
        return kinds.length;
    }

    String get(int at) {
        return lines[at];
    }

    /** The lines from {@code from} to the one before {@code to}. */
    List<String> part(int from, int to) {
        return Arrays.asList(lines).subList(Math.min(from, to), to);
    }

    /** The line and all below it. */
    List<String> from(int at) {
        return part(at, size());
    }

    boolean isBlank(int at) {
        return is(at, BLANK);
    }

    /** As {@link Quotes#isQuoted}. */
    boolean isQuoted(int at) {
        return is(at, QUOTED);
    }

    /** As {@link Quotes#isRuled}. */
    boolean isRuled(int at) {
        return is(at, RULED);
    }

    /** As {@link Quotes#isRuler}. */
    boolean isRuler(int at) {
        return is(at, RULER);
    }

    /** As {@link Quotes#isEnd}. */
    boolean isEnd(int at) {
        return is(at, END);
    }

    private boolean is(int at, int kind) {
        if (kinds[at] == 0) {
            kinds[at] = (byte) kind(lines[at]);
        }
        return (kinds[at] & kind) != 0;
    }

    private static int kind(String line) {
        if (line.isBlank()) {
            return KNOWN | BLANK;
        }
        int kind = KNOWN;
        if (Quotes.isQuoted(line)) {
            kind |= QUOTED;
        }
        if (Quotes.isRuled(line)) {
            kind |= RULED;
        }
        if (Quotes.isRuler(line)) {
            kind |= RULER;
        }
        return Quotes.isEnd(line) ? kind | END : kind;
    }
}
