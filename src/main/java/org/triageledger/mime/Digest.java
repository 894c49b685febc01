package org.triageledger.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;

/**
 * Tells whether two copies are the same copy. Fields that mail stores add and change do not count, nor do folding, line ends and
 * empty lines at the end; of the body only the beginning does, so that a huge mail costs no more than others.
 */
final class Digest {
    /** Of the body, counted with LF line ends. */
    private static final int BODY_BYTES = 64 << 10;

    private static final Set<String> OF_STORES =
            Set.of("status", "x-status", "x-uid", "x-keywords", "content-length", "lines", "x-gmail-labels");

    private Digest() {}

    static String of(Headers headers, byte[] bytes, int body, int end) {
        StringBuilder counted = new StringBuilder(2_048);
        for (Header field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_STORES.contains(name) && !name.startsWith("x-mozilla-") && !name.startsWith("x-imap")) {
                counted.append(name).append(':').append(field.value().strip()).append('\n');
            }
        }
        byte[] fields = counted.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(fields, fields.length + Math.min(BODY_BYTES, end - body));
        return Sha256.hex(all, normalise(bytes, body, end, all, fields.length));
    }

    /**
     * Line ends to LF, blanks before them and empty lines at the end away; as much as there is room for behind what is there.
     *
     * @param begin how long that is
     * @return how long it is then
     */
    private static int normalise(byte[] bytes, int from, int to, byte[] into, int begin) {
        int length = begin;
        int lineEnds = 0;
        int at = from;
        while (at < to) {
            int stop = at;
            while (stop < to && bytes[stop] != '\n' && bytes[stop] != '\r') {
                stop++;
            }
            int last = stop;
            while (last > at && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
                last--;
            }
            if (last > at) {
                for (; lineEnds > 0 && length < into.length; lineEnds--) {
                    into[length++] = '\n';
                }
                int room = Math.min(last - at, into.length - length);
                System.arraycopy(bytes, at, into, length, room);
                length += room;
                if (length == into.length) {
                    return length;
                }
            }
            lineEnds++;
            at = stop + 1 < to && bytes[stop] == '\r' && bytes[stop + 1] == '\n' ? stop + 2 : stop + 1;
        }
        return length;
    }
}
