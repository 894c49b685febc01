package org.triageledger.work.record;

import org.triageledger.core.hash.Sha256;

/**
 * Under what a text opens that the audit log names by the SHA-256 of its sealed bytes. When it is sealed again with a new key its bytes
 * are others, and the log stays as it is: then the text opens for that name alone, so that none can be put in the place of another.
 */
public final class Resealed {
    private Resealed() {}

    /** @param about under what it was sealed first */
    public static String context(String name, byte[] sealed, String about) {
        return Sha256.hex(sealed).equals(name) ? about : again(name, about);
    }

    /** Under what it is to be sealed again. */
    public static String again(String name, String about) {
        return "again " + name + " " + about;
    }
}
