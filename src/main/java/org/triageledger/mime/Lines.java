package org.triageledger.mime;

/** Lines in bytes, ended by LF, CRLF or a bare CR. */
final class Lines {
    private Lines() {}

    /** Where the line that begins at {@code from} ends, before its line end. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Where the next line begins, after the line end at {@code stop}. */
    static int next(byte[] bytes, int stop, int to) {
        if (stop >= to) {
            return to;
        }
        return bytes[stop] == '\r' && stop + 1 < to && bytes[stop + 1] == '\n' ? stop + 2 : stop + 1;
    }
}
