package org.triageledger.core.hash;

import java.util.HexFormat;

/** A hash of 256 bits, in a third of the memory that its digits take. */
public record Hash256(long first, long second, long third, long fourth) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 16;
    private static final int ALL_DIGITS = 4 * DIGITS;

    /** @throws IllegalArgumentException unless it is 64 digits in hexadecimal */
    public static Hash256 ofHex(String digits) {
        if (digits.length() != ALL_DIGITS) {
            throw new IllegalArgumentException("a hash has " + ALL_DIGITS + " digits, not " + digits.length());
        }
        return new Hash256(number(digits, 0), number(digits, 1), number(digits, 2), number(digits, 3));
    }

    private static long number(String digits, int place) {
        return HexFormat.fromHexDigitsToLong(digits, place * DIGITS, (place + 1) * DIGITS);
    }

    /** In lower-case hexadecimal. */
    @Override
    public String toString() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second) + HEX.toHexDigits(third) + HEX.toHexDigits(fourth);
    }
}
