package org.triageledger.mime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
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
        MessageDigest sha = Sha256.digest();
        for (Header field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_STORES.contains(name) && !name.startsWith("x-mozilla-") && !name.startsWith("x-imap")) {
                sha.update((name + ":" + field.value().strip() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        sha.update((byte) '\n');
        byte[] beginning = new byte[Math.min(BODY_BYTES, end - body)];
        int length = normalise(bytes, body, end, beginning);
        sha.update(beginning, 0, length);
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Line ends to LF, blanks before them and empty lines at the end away; as much as there is room for. */
    private static int normalise(byte[] bytes, int from, int to, byte[] into) {
        int length = 0;
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
