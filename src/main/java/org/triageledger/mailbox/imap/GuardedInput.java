package org.triageledger.mailbox.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;

/**
 * What a server sends, within limits. The protocol library reserves memory for whatever length a literal announces and reads a
 * line to its end however long it gets; so lengths are checked here, before it sees them. An answer must also come to its end in
 * time: a server that sends a byte now and then keeps no socket time-out from passing.
 */
final class GuardedInput extends InputStream {
    /** A server went beyond a limit; the connection is of no more use. */
    static final class Excess extends IOException {
        private static final long serialVersionUID = 1L;

        Excess(String message) {
            super(message);
        }
    }

    private static final int LINE_LIMIT = 1 << 20;
    private static final int PATIENCE = 10;

    private final Socket socket;
    private final InputStream in;
    private final Duration silence;
    private final long literalLimit;

    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    private long budget;
    private long deadline;

    private int line;
    private State state = State.TEXT;
    private long number;
    private long literal;

    /** Where in {@code {number}CRLF}, which announces a literal (RFC 9051 §4.3), the scanner stands. */
    private enum State {
        TEXT,
        DIGITS,
        CLOSED,
        CR
    }

    /** @param silence the longest the server may be silent while it owes an answer */
    GuardedInput(Socket socket, Duration silence, long literalLimit) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.silence = silence;
        this.literalLimit = literalLimit;
        allow(LINE_LIMIT);
    }

    /** From now on so many bytes and one literal may come, within ten times the longest silence. */
    void allow(long bytes) {
        budget = bytes + literalLimit;
        deadline = System.nanoTime() + silence.multipliedBy(PATIENCE).toNanos();
    }

    /** Whether the server sends something within this time; it need not. */
    boolean await(Duration time) throws IOException {
        if (from < to) {
            return true;
        }
        try {
            fill(time);
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    @Override
    public int available() {
        return to - from;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (from == to) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the answer does not come to its end");
            }
            fill(Duration.ofMillis(Math.min(left, silence.toMillis())));
        }
        int count = Math.min(length, to - from);
        budget -= count;
        if (budget < 0) {
            throw new Excess("more than was asked for");
        }
        scan(from, from + count);
        System.arraycopy(buffer, from, target, offset, count);
        from += count;
        return count;
    }

    private void fill(Duration time) throws IOException {
        socket.setSoTimeout((int) Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE));
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        from = 0;
        to = count;
    }

    private void scan(int start, int end) throws Excess {
        int at = start;
        while (at < end) {
            if (literal > 0) {
                int skipped = (int) Math.min(literal, end - at);
                literal -= skipped;
                at += skipped;
            } else {
                step(buffer[at++]);
            }
        }
    }

    private void step(byte b) throws Excess {
        if (++line > LINE_LIMIT) {
            throw new Excess("a line without end");
        }
        if (b >= '0' && b <= '9' && state == State.DIGITS) {
            number = Math.min(number * 10 + (b - '0'), Long.MAX_VALUE / 16);
        } else if (b == '{') {
            state = State.DIGITS;
            number = 0;
        } else if (b == '}' && state == State.DIGITS) {
            state = State.CLOSED;
        } else if (b == '\r') {
            state = state == State.CLOSED ? State.CR : State.TEXT;
        } else if (b == '\n' && state == State.CR) {
            if (number > literalLimit) {
                throw new Excess("a literal longer than was asked for");
            }
            literal = number;
            state = State.TEXT;
        } else {
            if (b == '\n') {
                line = 0;
            }
            state = State.TEXT;
        }
    }
}
