package org.triageledger.mime;

/**
 * The lines of a mail. They end with LF, whatever CRs stand before it. A CR alone ends a line only in mail that has no LF at
 * all: elsewhere servers took it for part of the line, and a field hidden behind one would be a field they never looked at.
 */
record Lines(byte[] bytes, byte end) {
    static Lines of(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n') {
                return new Lines(bytes, (byte) '\n');
            }
        }
        return new Lines(bytes, (byte) '\r');
    }

    /** Where the line that begins at {@code from} ends with its line end: where the next one begins. */
    int next(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == end) {
                return at + 1;
            }
        }
        return to;
    }

    /** Where the line between two line beginnings ends without its line end. */
    int stop(int from, int next) {
        int stop = next;
        if (stop > from && bytes[stop - 1] == end) {
            stop--;
            while (stop > from && bytes[stop - 1] == '\r') {
                stop--;
            }
        }
        return stop;
    }

    boolean isBlank(int from, int to) {
        return skipBlanks(from, to) == to;
    }

    int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Whether a byte that ends no line separates words: blanks, and a CR astray. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
