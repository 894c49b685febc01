package org.triageledger.core.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 (FIPS 180-4). Text is hashed in UTF-8, and a hash is written in lower-case hexadecimal. */
public final class Sha256 {
    /** The name under which {@link java.security.Security} knows Conscrypt, if the program loaded it. */
    public static final String NATIVE = "Conscrypt";

    /** Bytes. */
    private static final int WORTH_NATIVE = 512;

    private Sha256() {}

    public static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return digest(bytes.length).digest(bytes);
    }

    public static String hex(byte[] bytes) {
        return hex(bytes, bytes.length);
    }

    /** Of the first bytes. */
    public static String hex(byte[] bytes, int length) {
        MessageDigest digest = digest(length);
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest());
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

    /** For so many bytes at once: where native code was loaded and makes up for what it costs to call it, by that. */
    private static MessageDigest digest(int length) {
        Provider quick = length < WORTH_NATIVE ? null : Security.getProvider(NATIVE);
        if (quick == null) {
            return digest();
        }
        try {
            return MessageDigest.getInstance("SHA-256", quick);
        } catch (NoSuchAlgorithmException e) {
            return digest();
        }
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
