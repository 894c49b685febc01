package org.triageledger.mime;

import java.util.ArrayList;
import java.util.List;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;

/**
 * A header block (RFC 5322 §2.2) in bytes of any kind. Folded lines are joined by one blank (§2.2.3); lines that are no field
 * are passed over where fields follow, and begin the body where none do.
 *
 * @param body where the body begins
 * @param cut whether fields were left out, for there is more than may be taken
 * @param clean whether it is made of fields alone. Where other lines stand among them, not every program sees it end at the same line
 */
record HeaderBlock(Headers headers, int body, boolean cut, boolean clean) {
    /** Fields taken of one block; honest mail has some fifty. */
    private static final int MOST_FIELDS = 5_000;

    /**
     * Reads to an empty line, or to {@code end}.
     *
     * @param budget bytes of fields to take; the fields beyond are left out
     */
    static HeaderBlock read(Lines lines, int start, int end, int budget) {
        return new Reader(lines, start, Math.max(0, budget)).read(start, end);
    }

    private static final class Reader {
        private final Lines lines;
        private final byte[] bytes;
        private final long taken;
        private final List<Header> fields = new ArrayList<>(24);
        private String name = "";
        private boolean begun;
        private boolean cut;
        private boolean clean = true;
        private final StringBuilder value = new StringBuilder(80);

        Reader(Lines lines, int start, int budget) {
            this.lines = lines;
            this.bytes = lines.bytes();
            this.taken = (long) start + budget;
        }

        HeaderBlock read(int start, int end) {
            int at = start;
            int strange = -1;
            while (at < end) {
                int next = lines.next(at, end);
                int stop = lines.stop(at, next);
                if (stop == at) {
                    return block(strange < 0 ? next : strange);
                }
                int colon;
                if (isFold(at) && begun) {
                    fold(at, stop);
                } else if ((colon = colon(at, stop)) > at) {
                    begin(at, colon, stop);
                    strange = -1;
                } else {
                    clean = false;
                    if (strange < 0 && !isFromLine(at, stop)) {
                        finish();
                        begun = false;
                        strange = at;
                    }
                }
                at = next;
            }
            return block(strange < 0 ? end : strange);
        }

        private HeaderBlock block(int body) {
            finish();
            return new HeaderBlock(new Headers(fields), body, cut, clean);
        }

        private boolean isFold(int at) {
            return bytes[at] == ' ' || bytes[at] == '\t';
        }

        private void begin(int at, int colon, int stop) {
            finish();
            begun = true;
            if (stop <= taken && fields.size() < MOST_FIELDS) {
                int last = colon;
                while (last > at && Lines.isBlank(bytes[last - 1])) {
                    last--;
                }
                name = Text.of(bytes, at, last);
                append(lines.skipBlanks(colon + 1, stop), stop);
            } else {
                cut = true;
            }
        }

        private void fold(int at, int stop) {
            int from = lines.skipBlanks(at, stop);
            cut |= stop > taken;
            if (from < stop && stop <= taken && !name.isEmpty()) {
                if (!value.isEmpty()) {
                    value.append(' ');
                }
                append(from, stop);
            }
        }

        private void append(int from, int stop) {
            int last = stop;
            while (last > from && Lines.isBlank(bytes[last - 1])) {
                last--;
            }
            value.append(Text.of(bytes, from, last));
        }

        private void finish() {
            if (!name.isEmpty()) {
                String text = value.toString();
                fields.add(new Header(name, text.indexOf('\r') < 0 ? text : text.replace('\r', ' ')));
            }
            name = "";
            value.setLength(0);
        }

        /** The colon behind a field name: printable ASCII, and in the obsolete form (RFC 5322 §4.5) blanks before it; or -1. */
        private int colon(int from, int to) {
            boolean ended = false;
            for (int at = from; at < to; at++) {
                byte b = bytes[at];
                if (b == ':') {
                    return at;
                }
                if (b == ' ' || b == '\t') {
                    ended = true;
                } else if (b < '!' || b > '~' || ended) {
                    return -1;
                }
            }
            return -1;
        }

        /** The line that an mbox or an old gateway puts before a mail, quoted or not. */
        private boolean isFromLine(int from, int to) {
            int at = from;
            while (at < to && bytes[at] == '>') {
                at++;
            }
            return to - at >= 5
                    && bytes[at] == 'F'
                    && bytes[at + 1] == 'r'
                    && bytes[at + 2] == 'o'
                    && bytes[at + 3] == 'm'
                    && bytes[at + 4] == ' ';
        }
    }
}
