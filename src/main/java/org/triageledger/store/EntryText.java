package org.triageledger.store;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The texts of an entry as a row of the audit log holds them.
 *
 * @param kind a word of {@link EntryKind}, with {@code proposed-} before it where somebody else has to approve it
 * @param subject what or whom it is about
 * @param payload the rest of it
 */
public record EntryText(
        String kind, String subject, String payload, Optional<LocalDate> from, Optional<LocalDate> to) {}
