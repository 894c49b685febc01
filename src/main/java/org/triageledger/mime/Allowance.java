package org.triageledger.mime;

/** What is left of the limits while one mail is read. */
final class Allowance {
    private final Limits limits;
    private int headerBytes;
    private int parts;
    private int text;

    Allowance(Limits limits) {
        this.limits = limits;
        this.headerBytes = limits.headerBytes();
        this.parts = limits.parts();
        this.text = limits.textCharsTotal();
    }

    /** Bytes of header that may still be read. */
    int headerBytes() {
        return headerBytes;
    }

    void headerBytes(int read) {
        headerBytes = Math.max(0, headerBytes - read);
    }

    boolean anotherPart() {
        return parts-- > 0;
    }

    boolean isPartLeft() {
        return parts > 0;
    }

    boolean isTooDeep(int depth) {
        return depth > limits.depth();
    }

    /** Characters of text that one part may have. */
    int text() {
        return Math.min(limits.textCharsPerPart(), text);
    }

    /** The beginning of a text, as far as there is an allowance for it. */
    String take(String all) {
        String taken = beginning(all, text());
        text -= taken.length();
        return taken;
    }

    /**
     * The first characters of a text.
     *
     * @param most UTF-16 units; a character is never cut in two
     */
    static String beginning(String all, int most) {
        if (all.length() <= most) {
            return all;
        }
        return all.substring(0, most > 0 && Character.isHighSurrogate(all.charAt(most - 1)) ? most - 1 : most);
    }
}
