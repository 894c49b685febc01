package org.triageledger.work.people;

import java.security.SecureRandom;
import java.util.Base64;
import org.triageledger.core.hash.Sha256;

/** Random texts of 256 bits, and the hashes by which they are found again: whoever reads the database can use none of them. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    /** 43 letters, digits, {@code -} and {@code _}. */
    static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** One round of SHA-256 is enough for what nobody can guess. */
    static String hash(String secret) {
        return Sha256.hex(secret);
    }
}
