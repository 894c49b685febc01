package org.triageledger.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.mime.PartHeader;

/**
 * Splits an mbox (RFC 4155). A mail begins at a line {@code From } that is the first of the file, or has a time as such lines do
 * and follows an empty line; in a body also where none is before it and a header field behind, for some programs forget the empty
 * line. What a mail says of its own length is not believed. Of lines that were quoted with {@code >} one
 * is taken away (mboxrd; in mboxo, where only {@code From } itself was quoted, that is the same).
 *
 * <p>A program that quotes no {@code From } line in a body lets the writer of the body begin another mail, with all of its fields. What
 * can be seen of that is told with the mail: no empty line before it, another form of the line than the first of the file has, a MIME
 * boundary of the mail before that is not closed, a Content-Length of it that reaches further. A line that imitates the file's form behind
 * an empty line cannot be told from a genuine one.
 */
final class MboxReader implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_HEADER = 1 << 16;

    /** What stands in a header that is worth reading for a boundary, or for a length: most mails have neither. */
    private static final byte[] MULTIPART = "multipart/".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LENGTH_FIELD = "content-length:".getBytes(StandardCharsets.US_ASCII);

    /** The bit by which small letters differ from capitals in ASCII. */
    private static final int CASE = 'a' - 'A';

    private static final Pattern LENGTH = Pattern.compile(
            "^content-length:[ \\t]*(\\d{1,12})[ \\t]*\\r?$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final InputStream in;
    private final int most;

    /** What was read of the file and not yet given; {@code offset} is the place of {@code from} in the file. */
    private final byte[] buffer = new byte[CHUNK];

    private int from;
    private int to;
    private long offset;
    private boolean ended;

    /** LF, unless the file comes from an old Mac and has none. */
    private byte lineEnd = '\n';

    private boolean begun;
    private Optional<Start> start = Optional.empty();

    /** The form of the line that begins the file. */
    private String form = "";

    /** @param most bytes kept of one mail */
    MboxReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /**
     * One mail.
     *
     * @param offset of its {@code From } line in the (unpacked) file
     * @param bytes its beginning, without that line and without the empty line that the mbox puts behind a mail
     * @param size in bytes of the whole mail
     * @param doubt why that line may stand in the body of the mail before
     */
    record Mail(long offset, byte[] bytes, long size, Optional<Instant> fromLine, Optional<String> doubt) {}

    private record Start(long offset, Optional<Instant> time, Optional<String> doubt) {}

    /** Whether a file that begins with these bytes is an mbox. */
    static boolean isMbox(byte[] head) {
        int at = preamble(head, head.length);
        return FromLine.begins(head, at, head.length);
    }

    /** The next mail, or empty at the end of the file. */
    Optional<Mail> next() throws IOException {
        if (!begun) {
            begun = true;
            begin();
        }
        if (start.isEmpty()) {
            return Optional.empty();
        }
        Start own = start.get();
        start = Optional.empty();
        Kept kept = new Kept(most);
        boolean afterEmpty = false;
        boolean inBody = false;
        boolean lineBegins = true;
        for (int next = line(); next > from; next = line()) {
            boolean whole = buffer[next - 1] == lineEnd;
            if (lineBegins) {
                int quotes = quotes(next);
                boolean marked = FromLine.begins(buffer, from + quotes, next);
                if (marked && quotes > 0) {
                    skip(from + 1);
                } else if (marked) {
                    Optional<FromLine> line = FromLine.read(buffer, from, next);
                    int length = next - from;
                    boolean begins = line.isPresent() && (afterEmpty || inBody && whole && fieldFollows(length));
                    next = from + length;
                    if (begins) {
                        start = Optional.of(new Start(
                                offset,
                                line.get().time(),
                                doubt(afterEmpty, line.get().form(), kept)));
                        skipLine(next);
                        break;
                    }
                }
            }
            afterEmpty = lineBegins && isEmpty(next);
            if (afterEmpty && !inBody) {
                inBody = true;
                kept.body();
            } else if (lineBegins && inBody) {
                kept.line(buffer, from, next);
            }
            lineBegins = whole;
            kept.add(buffer, from, next);
            skip(next);
        }
        return Optional.of(kept.mail(own, afterEmpty));
    }

    private Optional<String> doubt(boolean afterEmpty, String own, Kept before) {
        if (!afterEmpty) {
            return Optional.of("no empty line before its From_ line");
        }
        if (!own.equals(form)) {
            return Optional.of("its From_ line has another form than the first of the file");
        }
        return before.isOpen()
                ? Optional.of("the mail before it has not come to the end that its own fields tell")
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The first line is a {@code From } line, whatever time it has. */
    private void begin() throws IOException {
        int first = line();
        if (first > 0 && buffer[first - 1] != lineEnd && has('\r', first)) {
            lineEnd = '\r';
        }
        skip(Math.min(to, preamble(buffer, to)));
        int next = line();
        if (FromLine.begins(buffer, from, next)) {
            Optional<FromLine> line = FromLine.read(buffer, from, next);
            form = line.map(FromLine::form).orElse("");
            start = Optional.of(new Start(offset, line.flatMap(FromLine::time), Optional.empty()));
            skipLine(next);
        }
    }

    private boolean has(char wanted, int to) {
        for (int at = 0; at < to; at++) {
            if (buffer[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Behind a byte order mark and empty lines. */
    private static int preamble(byte[] bytes, int to) {
        int at = to >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf ? 3 : 0;
        while (at < to && (bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    private void skip(int next) {
        offset += next - from;
        from = next;
    }

    private void skipLine(int next) throws IOException {
        int end = next;
        while (end > from && buffer[end - 1] != lineEnd) {
            skip(end);
            end = line();
        }
        skip(end);
    }

    /**
     * Where the line at {@code from} ends, behind its line end; of a line longer than the buffer, where a piece of it ends.
     * Nothing is left of the file where that is {@code from}.
     */
    private int line() throws IOException {
        int at = from;
        while (true) {
            while (at < to) {
                if (buffer[at++] == lineEnd) {
                    return at;
                }
            }
            int seen = at - from;
            if (!more()) {
                return to;
            }
            at = from + seen;
        }
    }

    /** Reads on, and moves what is in the buffer to its beginning; false at the end of the file, and where the buffer is full. */
    private boolean more() throws IOException {
        if (ended || from == 0 && to == buffer.length) {
            return false;
        }
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int count = in.read(buffer, to, buffer.length - to);
        ended = count < 0;
        to += Math.max(0, count);
        return true;
    }

    /** Whether a header field begins behind a line of this length; what is in the buffer may move. */
    private boolean fieldFollows(int length) throws IOException {
        int name = 0;
        while (true) {
            int at = from + length + name;
            while (at < to && buffer[at] > ' ' && buffer[at] < 0x7f && buffer[at] != ':') {
                at++;
            }
            name = at - from - length;
            if (at < to) {
                return name > 0 && buffer[at] == ':';
            }
            if (!more()) {
                return false;
            }
        }
    }

    private boolean isEmpty(int next) {
        return next - from == 1 && buffer[from] == lineEnd
                || next - from == 2 && buffer[from] == '\r' && buffer[from + 1] == '\n';
    }

    private int quotes(int next) {
        int at = from;
        while (at < next && buffer[at] == '>') {
            at++;
        }
        return at - from;
    }

    /** The beginning of a mail, and the size of all of it. */
    private static final class Kept {
        private final int most;
        private byte[] bytes = new byte[8192];
        private int length;
        private long size;
        private int last;

        /** Where the body begins, the line that closes it if it is a multipart, and its length by the mail's own word. */
        private long bodyBegins;

        private byte[] closing = new byte[0];
        private boolean closed = true;
        private long told = -1;

        Kept(int most) {
            this.most = most;
        }

        void add(byte[] source, int begin, int end) {
            last = end - begin;
            size += last;
            int count = Math.min(last, most - length);
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(2L * bytes.length, length + count)));
            }
            System.arraycopy(source, begin, bytes, length, count);
            length += count;
        }

        /** The header ends here; what follows is the body. */
        void body() {
            int header = Math.min(length, LONGEST_HEADER);
            bodyBegins = size;
            if (holds(MULTIPART, header)) {
                PartHeader.of(bytes, header).boundary().ifPresent(boundary -> {
                    closing = ("--" + boundary + "--").getBytes(StandardCharsets.UTF_8);
                    closed = false;
                });
            }
            if (holds(LENGTH_FIELD, header)) {
                Matcher lengths = LENGTH.matcher(new String(bytes, 0, header, StandardCharsets.ISO_8859_1));
                told = lengths.find() ? Long.parseLong(lengths.group(1)) : -1;
            }
        }

        /** Whether the word, in lower case, stands among the first bytes in whatever case. */
        private boolean holds(byte[] word, int to) {
            byte first = word[0];
            int last = to - word.length;
            for (int at = 0; at <= last; at++) {
                if ((bytes[at] | CASE) == first && beginsAt(at, word)) {
                    return true;
                }
            }
            return false;
        }

        private boolean beginsAt(int at, byte[] word) {
            for (int i = 1; i < word.length; i++) {
                if (lower(bytes[at + i]) != word[i]) {
                    return false;
                }
            }
            return true;
        }

        private static int lower(byte b) {
            return b >= 'A' && b <= 'Z' ? b | CASE : b;
        }

        /** A line of the body. */
        void line(byte[] source, int begin, int end) {
            closed |= end - begin >= closing.length
                    && Arrays.equals(source, begin, begin + closing.length, closing, 0, closing.length);
        }

        /** Whether the mail is not at an end by its own fields. */
        boolean isOpen() {
            return !closed || told > size - bodyBegins;
        }

        /** @param afterEmpty whether the last line added was empty, and so the mbox's own */
        Mail mail(Start start, boolean afterEmpty) {
            long whole = afterEmpty ? size - last : size;
            byte[] beginning = Arrays.copyOf(bytes, (int) Math.min(length, whole));
            return new Mail(start.offset(), beginning, whole, start.time(), start.doubt());
        }
    }
}
