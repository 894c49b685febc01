package org.triageledger.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits an mbox (RFC 4155). A mail begins at a line {@code From } that is the first of the file or follows an empty line, and
 * has a time as such lines do; what a mail says of its own length is not believed. Lines that were quoted with {@code >} lose
 * one of them (mboxrd; in mboxo files, where only {@code From } itself was quoted, that is the same).
 */
final class MboxReader implements Closeable {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int most;

    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int to;
    private boolean ended;
    private long offset;

    private boolean begun;
    private long nextOffset;
    private Optional<Instant> nextTime = Optional.empty();

    MboxReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /**
     * One mail.
     *
     * @param offset of its {@code From } line in the unpacked file
     * @param bytes its first bytes, without that line
     * @param size all of its bytes
     */
    record Mail(long offset, byte[] bytes, long size, Optional<Instant> fromLine) {}

    /** The next mail, or empty at the end of the file. */
    Optional<Mail> next() throws IOException {
        if (!begun && !findFirst()) {
            return Optional.empty();
        }
        if (ended && from == to && nextOffset < 0) {
            return Optional.empty();
        }
        long start = nextOffset;
        Optional<Instant> time = nextTime;
        nextOffset = -1;
        Kept kept = new Kept(most);
        boolean afterEmpty = false;
        while (true) {
            int end = lineEnd();
            if (end < 0) {
                break;
            }
            int stop = contentEnd(end);
            if (afterEmpty && FromLine.begins(buffer, from, stop) && FromLine.hasTime(buffer, from, stop)) {
                mark(end, stop);
                break;
            }
            int begin = isQuotedFrom(from, stop) ? from + 1 : from;
            kept.add(buffer, begin, end);
            afterEmpty = stop == from;
            skip(end);
        }
        return Optional.of(new Mail(start, kept.bytes(), kept.size, time));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean findFirst() throws IOException {
        begun = true;
        while (true) {
            int end = lineEnd();
            if (end < 0) {
                return false;
            }
            if (to - from > 3 && buffer[from] == (byte) 0xef && buffer[from + 1] == (byte) 0xbb) {
                from += 3;
                offset += 3;
            }
            int stop = contentEnd(end);
            if (FromLine.begins(buffer, from, stop)) {
                mark(end, stop);
                return true;
            }
            skip(end);
        }
    }

    private void mark(int end, int stop) {
        nextOffset = offset;
        nextTime = FromLine.time(buffer, from, stop);
        skip(end);
    }

    private void skip(int end) {
        offset += end - from;
        from = end;
    }

    /**
     * Where the line at {@code from} ends, after its line end; a line longer than the buffer is given in pieces. -1 at the end
     * of the file.
     */
    private int lineEnd() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    return at + 1;
                }
            }
            if (ended) {
                return from == to ? -1 : to;
            }
            if (to - from >= CHUNK / 2 && from == 0) {
                return to;
            }
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                at -= from;
                to -= from;
                from = 0;
            }
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                ended = true;
            } else {
                to += count;
            }
        }
    }

    private int contentEnd(int end) {
        int stop = end;
        if (stop > from && buffer[stop - 1] == '\n') {
            stop--;
        }
        if (stop > from && buffer[stop - 1] == '\r') {
            stop--;
        }
        return stop;
    }

    private boolean isQuotedFrom(int begin, int stop) {
        int at = begin;
        while (at < stop && buffer[at] == '>') {
            at++;
        }
        return at > begin && FromLine.begins(buffer, at, stop);
    }

    /** The beginning of a mail, and the size of all of it. The empty line before the next mail belongs to the mbox. */
    private static final class Kept {
        private final int most;
        private byte[] bytes = new byte[8192];
        private int length;
        private long size;

        Kept(int most) {
            this.most = most;
        }

        void add(byte[] from, int begin, int end) {
            size += end - begin;
            int room = Math.min(end - begin, most - length);
            if (room <= 0) {
                return;
            }
            if (length + room > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(bytes.length * 2, length + room)));
            }
            System.arraycopy(from, begin, bytes, length, room);
            length += room;
        }

        byte[] bytes() {
            int end = length;
            if (end == size && end > 0 && bytes[end - 1] == '\n') {
                int before = end - 1;
                if (before > 0 && bytes[before - 1] == '\r') {
                    before--;
                }
                if (before > 0 && bytes[before - 1] == '\n') {
                    end = before;
                }
            }
            return Arrays.copyOf(bytes, end);
        }
    }
}
