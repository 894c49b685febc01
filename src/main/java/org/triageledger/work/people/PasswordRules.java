package org.triageledger.work.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which passwords people may choose (NIST SP 800-63B-4, §3.1.1.2): long ones that are not among those that are tried first. There are no
 * rules for which kinds of characters they have.
 */
final class PasswordRules {
    static final int LEAST = 12;

    /** As much as bcrypt looks at, in bytes of UTF-8. */
    static final int MOST_BYTES = 72;

    /** A shorter one stands in passwords by chance. */
    private static final int SHORTEST_NAME = 3;

    private static final int SHORTEST_WORD = 4;
    private static final int LEAST_CHARACTERS = 5;
    private static final int SHORTEST_RUN = 3;
    private static final int LEAST_PIECES = 5;

    /** What stands side by side on keyboards, in the alphabet, or among numbers; read in both directions. */
    private static final List<String> ROWS = Stream.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "01234567890",
                    "qwertyuiop[]",
                    "asdfghjkl;'",
                    "zxcvbnm,./",
                    "qwertzuiop",
                    "yxcvbnm",
                    "azertyuiop",
                    "!@#$%^&*()",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p",
                    "qazwsxedcrfvtgbyhnujmikolp",
                    "q1w2e3r4t5y6u7i8o9p0",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "a1b2c3d4e5f6g7h8i9",
                    "1a2b3c4d5e6f7g8h9i")
            .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
            .toList();

    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /** The form in which a password is hashed and compared, however a keyboard makes its letters (Unicode NFC). */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /**
     * What is wrong with a password, with what to do; empty where it can be taken.
     *
     * @param username the name of the account
     */
    static Optional<String> problem(String password, String username) {
        if (password.codePointCount(0, password.length()) < LEAST) {
            return Optional.of("The new password is too short: use at least " + LEAST
                    + " characters. Several words with blanks between them are easy to remember.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("The new password is too long: use at most " + MOST_BYTES
                    + " characters; letters with accents, other scripts and symbols count as two to four.");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        String name = username.toLowerCase(Locale.ROOT);
        if (name.length() >= SHORTEST_NAME && lower.contains(name)) {
            return Optional.of("The new password contains the name of the account: choose one without it.");
        }
        if (isCommon(lower) || isCommon(plain(lower))) {
            return Optional.of(
                    "The new password is among those that are tried first: choose several words that have nothing to do with each other.");
        }
        return Optional.empty();
    }

    private static boolean isCommon(String password) {
        String text = unit(password);
        return text.length() < LEAST && text.length() < password.length()
                || text.chars().distinct().count() < LEAST_CHARACTERS
                || COMMON.contains(text)
                || isWordWithEnds(text)
                || pieces(text) < LEAST_PIECES;
    }

    /** What a text repeats from its beginning to its end, or the text itself. */
    private static String unit(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            String unit = text.substring(0, length);
            if (unit.repeat(text.length() / length + 1).startsWith(text)) {
                return unit;
            }
        }
        return text;
    }

    /** A common word, or several of the same, with nothing but digits and signs around it; also where signs stand for its letters. */
    private static boolean isWordWithEnds(String text) {
        String begun = text.replaceAll("[^a-z]+$", "");
        return Stream.of(begun.replaceAll("^[^a-z]+", ""), plain(begun), plain(begun.replaceAll("^[^a-z]+", "")))
                .map(PasswordRules::unit)
                .anyMatch(word -> word.length() >= SHORTEST_WORD && COMMON.contains(word));
    }

    /** How many pieces a text has where neighbours on keyboard or alphabet, and repeated characters, are one piece. */
    private static int pieces(String text) {
        int pieces = 0;
        int at = 0;
        while (at < text.length()) {
            at += Math.max(1, run(text, at));
            pieces++;
        }
        return pieces;
    }

    /** The length of the longest run that begins at a place; 0 where there is none. */
    private static int run(String text, int at) {
        int longest = 1;
        while (at + longest < text.length() && text.charAt(at + longest) == text.charAt(at)) {
            longest++;
        }
        for (String row : ROWS) {
            int length = Math.min(row.length(), text.length() - at);
            while (length > longest && !row.contains(text.substring(at, at + length))) {
                length--;
            }
            longest = Math.max(longest, length);
        }
        return longest < SHORTEST_RUN ? 0 : longest;
    }

    /** Digits and signs that stand for letters, as letters. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (char c : text.toCharArray()) {
            plain.append(
                    switch (c) {
                        case '0' -> 'o';
                        case '1', '!' -> 'i';
                        case '3' -> 'e';
                        case '4', '@' -> 'a';
                        case '5', '$' -> 's';
                        case '7' -> 't';
                        default -> c;
                    });
        }
        return plain.toString();
    }

    private static Set<String> common() {
        Set<String> common = new HashSet<>(Set.of("triageledger", "triage ledger", "triage", "ledger"));
        try (InputStream in =
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream("/passwords/common.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(common::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return common;
    }
}
