package org.triageledger.core.snapshot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/** Numbers as ECMAScript writes them (ECMA-262, Number::toString), which RFC 8785 §3.2.2.3 asks for. */
final class EcmaNumber {
    /** Numbers with more digits before the point, or more zeros behind it, are written with an exponent. */
    private static final int MOST_BEFORE = 21;

    private static final int MOST_ZEROS = 6;

    private EcmaNumber() {}

    /** @param value finite */
    static String written(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int before = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + placed(digits, before);
    }

    /** @param before how many of the digits stand before the point; zeros and a point are added where these are more or fewer */
    private static String placed(String digits, int before) {
        if (before > MOST_BEFORE || before <= -MOST_ZEROS) {
            int exponent = before - 1;
            return digits.charAt(0)
                    + (digits.length() > 1 ? "." + digits.substring(1) : "")
                    + (exponent < 0 ? "e-" : "e+")
                    + Math.abs(exponent);
        }
        if (before <= 0) {
            return "0." + "0".repeat(-before) + digits;
        }
        return before >= digits.length()
                ? digits + "0".repeat(before - digits.length())
                : digits.substring(0, before) + "." + digits.substring(before);
    }

    /**
     * The fewest digits that are read back as the same number, and of several such the nearest. Java gives them, but never fewer than two:
     * one digit alone is tried here.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal two = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (two.precision() != 2) {
            return two;
        }
        BigDecimal exact = new BigDecimal(value);
        Optional<BigDecimal> one = Stream.of(RoundingMode.FLOOR, RoundingMode.CEILING)
                .map(mode -> two.setScale(two.scale() - 1, mode))
                .filter(candidate ->
                        !candidate.unscaledValue().equals(BigInteger.ZERO) && candidate.doubleValue() == value)
                .min((a, b) ->
                        a.subtract(exact).abs().compareTo(b.subtract(exact).abs()));
        return one.orElse(two).stripTrailingZeros();
    }
}
