package org.triageledger.mime;

/**
 * What one mail may cost. Beyond the header limit a mail is not read at all; beyond the others its rest is skipped.
 *
 * @param headerBytes bytes of one header block
 * @param parts MIME entities in all
 * @param depth how deep they may be nested
 * @param partChars characters of text kept of one part
 * @param textChars characters of text kept in all
 */
public record Limits(int headerBytes, int parts, int depth, int partChars, int textChars) {
    public static final Limits DEFAULT = new Limits(2 << 20, 2_000, 40, 1 << 20, 4 << 20);
}
