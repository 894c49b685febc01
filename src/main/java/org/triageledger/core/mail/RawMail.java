package org.triageledger.core.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * One mail as a source hands it over.
 *
 * @param bytes the mail, or its beginning where it is larger than a source keeps in memory
 * @param size of the whole mail in bytes
 * @param internalDate IMAP INTERNALDATE or a file's delivery time (Maildir), if known
 * @param fromLine the time in the mbox {@code From } line, if known
 */
public record RawMail(
        Place place, byte[] bytes, long size, Optional<Instant> internalDate, Optional<Instant> fromLine) {}
