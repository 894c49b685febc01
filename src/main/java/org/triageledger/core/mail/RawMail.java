package org.triageledger.core.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * One mail as a source hands it over.
 *
 * @param bytes the mail, or its beginning where it is larger than a source keeps in memory
 * @param size of the whole mail in bytes
 * @param internalDate IMAP INTERNALDATE, if known
 * @param fromLine the time in the mbox {@code From } line, if known
 * @param filed when its file came to lie in a Maildir, if it does: of a synchronized one, when that was done
 * @param doubt why the line that begins it in an mbox may stand in the body of the mail before; empty where nothing says so
 */
public record RawMail(
        Place place,
        byte[] bytes,
        long size,
        Optional<Instant> internalDate,
        Optional<Instant> fromLine,
        Optional<Instant> filed,
        Optional<String> doubt) {
    /** A mail that lies in no Maildir. */
    public RawMail(Place place, byte[] bytes, long size, Optional<Instant> internalDate, Optional<Instant> fromLine) {
        this(place, bytes, size, internalDate, fromLine, Optional.empty());
    }

    /** A mail that begins beyond doubt. */
    public RawMail(
            Place place,
            byte[] bytes,
            long size,
            Optional<Instant> internalDate,
            Optional<Instant> fromLine,
            Optional<Instant> filed) {
        this(place, bytes, size, internalDate, fromLine, filed, Optional.empty());
    }
}
