package org.triageledger.mime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;

/**
 * Tells whether two copies are the same copy. Fields that mail stores add and change do not count, nor do line ends; of the
 * body only the beginning does, so that a huge mail costs no more than others.
 */
final class Digest {
    private static final int BODY_BYTES = 64 << 10;
    private static final Set<String> OF_STORES = Set.of(
            "status",
            "x-status",
            "x-uid",
            "x-uidl",
            "x-keywords",
            "content-length",
            "lines",
            "x-imap",
            "x-imapbase",
            "x-gmail-labels",
            "x-gm-thrid",
            "x-evolution",
            "x-evolution-source",
            "x-folder");

    private Digest() {}

    static String of(Headers headers, byte[] bytes, int body) {
        MessageDigest sha = sha256();
        for (Header field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_STORES.contains(name) && !name.startsWith("x-mozilla-")) {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) ':');
                sha.update(field.value().getBytes(StandardCharsets.UTF_8));
                sha.update((byte) '\n');
            }
        }
        int end = Math.min(bytes.length, body + BODY_BYTES);
        int last = end;
        while (last > body && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
            last--;
        }
        sha.update((byte) '\n');
        int from = body;
        for (int i = body; i < last; i++) {
            if (bytes[i] == '\r') {
                sha.update(bytes, from, i - from);
                from = i + 1;
            }
        }
        if (last > from) {
            sha.update(bytes, from, last - from);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
