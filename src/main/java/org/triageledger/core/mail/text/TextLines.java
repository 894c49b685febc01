package org.triageledger.core.mail.text;

import java.util.Arrays;
import java.util.List;

/** The lines of a text, and of each what is asked again and again of it and of those around it. Used by one thread. */
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

    /** From one on to before another. */
    List<String> part(int from, int to) {
        return Arrays.asList(lines).subList(Math.min(from, to), to);
    }

    /** From one on to the last. */
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
