package org.triageledger.core.advisory.draft;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A draft as the audit log knows it, without its text.
 *
 * @param id {@code d} and a number
 * @param message the key of the message that began the report
 * @param coordinator the member who may read and change it beside the admins
 * @param sealed the SHA-256 of the sealed text; empty once it was deleted
 */
public record SavedDraft(
        String id, String message, String coordinator, Optional<String> sealed, Instant savedAt, String savedBy) {
    /** Whether its text was deleted for good. */
    public boolean isDeleted() {
        return sealed.isEmpty();
    }

    /** The same draft without its text. */
    public SavedDraft withoutText() {
        return new SavedDraft(id, message, coordinator, Optional.empty(), savedAt, savedBy);
    }

    /**
     * When a draft is to be deleted: some time after what it says was public first; empty while it is not.
     *
     * @param announced when the announcement was public
     * @param recorded when the CVE record was published
     */
    public static Optional<Instant> deletedFrom(
            Optional<Instant> announced, Optional<Instant> recorded, Duration keepFor) {
        return Stream.of(announced, recorded)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(first -> first.plus(keepFor));
    }
}
