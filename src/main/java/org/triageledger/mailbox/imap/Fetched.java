package org.triageledger.mailbox.imap;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail as it was fetched.
 *
 * @param bytes the mail, its beginning, or the mail without what is attached to it
 * @param size of the whole mail in bytes
 */
public record Fetched(long uid, byte[] bytes, long size, Optional<Instant> internalDate) {
    /**
     * @param cap bytes that were asked for. Servers have been seen to state a wrong size; a text that ends below the cap is as long
     *     as it is
     */
    public static Optional<Fetched> beginning(FetchAnswer answer, int cap) {
        return answer.bytes()
                .map(bytes -> new Fetched(
                        answer.uid(),
                        bytes,
                        bytes.length < cap ? bytes.length : Math.max(answer.size(), bytes.length),
                        answer.internalDate()));
    }
}
