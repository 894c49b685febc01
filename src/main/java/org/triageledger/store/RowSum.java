package org.triageledger.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sum of SHA-256 hashes of rows, the same in whatever order they come: databases do not sort texts alike. It tells copies apart that
 * differ by an accident; it is no proof against somebody who makes rows up.
 */
public final class RowSum {
    private static final int BITS = 256;
    private static final byte NOTHING = 0;
    private static final byte BYTES = 1;
    private static final byte OTHER = 2;

    private final MessageDigest digest = sha256();

    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    /** Adds a row: each value with its type and length before it. */
    public void add(List<? extends @Nullable Object> row) {
        for (Object value : row) {
            switch (value) {
                case null -> digest.update(NOTHING);
                case byte[] bytes -> part(BYTES, bytes);
                default ->
                    part(OTHER, (value.getClass().getSimpleName() + " " + value).getBytes(StandardCharsets.UTF_8));
            }
        }
        sum = sum.add(new BigInteger(1, digest.digest())).mod(BigInteger.TWO.pow(BITS));
        rows++;
    }

    private void part(byte kind, byte[] bytes) {
        digest.update(kind);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    public long rows() {
        return rows;
    }

    /** The number of rows, and the sum as 64 digits. */
    public String text() {
        byte[] bytes = new byte[BITS / 8];
        byte[] number = sum.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, number.length); i++) {
            bytes[bytes.length - 1 - i] = number[number.length - 1 - i];
        }
        return rows + " " + HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
