package org.triageledger.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;

/**
 * A header block (RFC 5322 §2.2) found in bytes of any kind. Folded lines are joined; lines that are no field are passed over,
 * as real mail has them; 8-bit values are UTF-8 (RFC 6532) where they can be, else ISO 8859-1.
 *
 * @param body where the body begins
 */
record HeaderBlock(Headers headers, int body) {
    private static final int MOST_FIELDS = 5_000;

    /** Reads from {@code start}; ends at an empty line, at {@code end}, or where the body begins without one. */
    static HeaderBlock read(byte[] bytes, int start, int end) {
        List<Header> fields = new ArrayList<>(24);
        String name = "";
        StringBuilder value = new StringBuilder();
        int at = start;
        int strange = 0;
        while (at < end) {
            int stop = Lines.end(bytes, at, end);
            int next = Lines.next(bytes, stop, end);
            if (stop == at) {
                at = next;
                break;
            }
            boolean blank = bytes[at] == ' ' || bytes[at] == '\t';
            if (blank && !name.isEmpty()) {
                value.append(' ').append(text(bytes, skipBlanks(bytes, at, stop), stop));
            } else if (blank && fields.isEmpty() && isBlank(bytes, at, stop)) {
                at = next;
                break;
            } else {
                int colon = colon(bytes, at, stop);
                if (colon > at) {
                    add(fields, name, value);
                    name = text(bytes, at, lastNonBlank(bytes, at, colon));
                    value.setLength(0);
                    value.append(text(bytes, skipBlanks(bytes, colon + 1, stop), stop));
                } else if (!isFromLine(bytes, at, stop) && ++strange > 20 && fields.isEmpty()) {
                    // Twenty lines without a field: this is a text, not a mail.
                    break;
                }
            }
            at = next;
        }
        add(fields, name, value);
        return new HeaderBlock(new Headers(fields), at);
    }

    private static void add(List<Header> fields, String name, StringBuilder value) {
        if (!name.isEmpty() && fields.size() < MOST_FIELDS) {
            fields.add(new Header(name, value.toString().stripTrailing()));
        }
    }

    /** The colon after a field name (printable ASCII without blanks; blanks before the colon are an obsolete form), or -1. */
    private static int colon(byte[] bytes, int from, int to) {
        boolean blank = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == ':') {
                return i;
            }
            if (b == ' ' || b == '\t') {
                blank = true;
            } else if (b <= ' ' || b == 0x7f || blank) {
                return -1;
            }
        }
        return -1;
    }

    /** The line an mbox or an old gateway puts before a mail; {@code From :} would be a field and is none of these. */
    static boolean isFromLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '>') {
            at++;
        }
        return to - at > 5
                && bytes[at] == 'F'
                && bytes[at + 1] == 'r'
                && bytes[at + 2] == 'o'
                && bytes[at + 3] == 'm'
                && bytes[at + 4] == ' ';
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int lastNonBlank(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        return skipBlanks(bytes, from, to) == to;
    }

    private static String text(byte[] bytes, int from, int to) {
        boolean ascii = true;
        for (int i = from; i < to && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        if (ascii) {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
