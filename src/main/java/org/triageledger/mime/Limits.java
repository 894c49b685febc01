package org.triageledger.mime;

/**
 * What one mail may cost. What goes beyond is left out, and the mail is read all the same; but not one whose own header does, which
 * says who wrote it.
 *
 * @param headerBytes bytes taken of its header blocks, those of parts and inner mails included
 * @param parts MIME entities taken, the mail itself included
 * @param depth levels of parts and inner mails, one in another
 * @param textCharsPerPart UTF-16 units of text kept of one part
 * @param textCharsTotal UTF-16 units of text kept of all parts. Of HTML the source counts; the text that is made of it when
 *     somebody asks for it is cut at the limit of one part
 */
public record Limits(int headerBytes, int parts, int depth, int textCharsPerPart, int textCharsTotal) {
    public static final Limits DEFAULT = new Limits(4 << 20, 1000, 30, 1 << 20, 4 << 20);

    public Limits {
        if (headerBytes < 0 || parts < 0 || depth < 0 || textCharsPerPart < 0 || textCharsTotal < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }
}
