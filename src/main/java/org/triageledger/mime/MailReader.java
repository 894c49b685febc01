package org.triageledger.mime;

import java.util.Arrays;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;

/**
 * Bytes to a {@link Mail} (RFC 5322, RFC 2045, RFC 2046), whatever the bytes. Safe for use by several threads.
 *
 * <p>What is attached is passed over without being decoded, and what goes beyond the limits is left out, so that no mail costs
 * more than a bounded amount of time and memory.
 */
public final class MailReader {
    /** Changed whenever the reader learns to read what it could not: then what lies in quarantine is tried again, once. */
    public static final String VERSION = "2";

    /** What some editors and exports put before UTF-8; it is no part of the first field's name. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Limits limits;

    public MailReader(Limits limits) {
        this.limits = limits;
    }

    /** Never throws: what is no mail is {@link Reading.Unreadable}. */
    public Reading read(RawMail raw) {
        byte[] bytes = raw.bytes();
        int start = isMarked(bytes) ? MARK.length : 0;
        while (start < bytes.length && (bytes[start] == '\n' || bytes[start] == '\r')) {
            start++;
        }
        if (start == bytes.length) {
            return new Reading.Unreadable("it is empty");
        }
        Lines lines = Lines.of(bytes);
        HeaderBlock block = HeaderBlock.read(lines, start, bytes.length, limits.headerBytes());
        if (block.headers().fields().isEmpty()) {
            return new Reading.Unreadable("it has no header field that can be read, so it is no mail");
        }
        if (block.cut()) {
            // what was left out can say that somebody else wrote it, or that a machine did
            return new Reading.Unreadable("its header is longer than any honest one: it cannot be read whole");
        }
        Allowance allowance = new Allowance(limits);
        allowance.headerBytes(block.body() - start);
        String digest = Digest.of(block.headers(), bytes, block.body(), bytes.length);
        return new Reading.Read(new Mail(
                block.headers(),
                new Parts(lines, allowance).part(block, bytes.length, 0, Kind.PLAIN),
                raw.size(),
                digest));
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }
}
