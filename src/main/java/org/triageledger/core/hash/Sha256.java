package org.triageledger.core.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 (FIPS 180-4). Text is hashed in UTF-8, and a hash is written in lower-case hexadecimal. */
public final class Sha256 {
    private Sha256() {}

    public static byte[] bytes(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    public static String hex(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    /** Of the lines in sorted order, each with its line feed: the order in which they are given does not matter. */
    public static String hexOfSorted(Stream<String> lines) {
        MessageDigest digest = digest();
        lines.sorted().forEach(line -> {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** For what is hashed in pieces. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
