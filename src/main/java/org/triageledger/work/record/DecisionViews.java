package org.triageledger.work.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers about the audit log and what a decision would change, as programs and pages see them. Times are UTC. */
public final class DecisionViews {
    private DecisionViews() {}

    /**
     * What a decision changes today.
     *
     * @param proposal the number of the audit log's entry where it waits for a second person's approval; 0 where it holds
     * @param entries the numbers of the entries that were made; none where it was only looked at
     */
    public record Effect(List<String> changes, long proposal, List<Long> entries) {
        /** Nothing was asked yet. */
        public static final Effect NONE = new Effect(List.of());

        public Effect(List<String> changes) {
            this(changes, 0, List.of());
        }

        public boolean waits() {
            return proposal != 0;
        }
    }

    /**
     * The end of the audit log.
     *
     * @param hash of the last entry
     */
    public record AuditHead(int entries, String hash, Instant checkedAt) {}

    /**
     * What a check of the audit log found.
     *
     * @param damage what is wrong, and from which entry on; {@code null} where the log is as it was written
     * @param head the last entry that was checked
     */
    public record AuditCheck(@Nullable String damage, AuditHead head) {}

    /**
     * An entry of the audit log.
     *
     * @param fields what it is about, and what it says of that, by names; which there are depends on the kind
     * @param report the id of the report to which the message belongs that it is about; null where it is about none
     * @param before the number of the entry that last said something of the same; null where none did
     * @param via the account that was signed in, or the user of the operating system; empty for entries of earlier versions
     * @param address from where it was done, as {@code ledger.audit.addresses} has it kept; null where none was
     * @param what it says, in words
     * @param group {@code decision}, {@code account}, {@code roster}, {@code sign-in}, {@code subject} or {@code
     *     erasure}
     * @param state {@code undone}, {@code awaiting-approval}, {@code approved}, {@code declined}, or empty
     */
    public record DecisionLine(
            long id,
            String kind,
            Map<String, Object> fields,
            @Nullable String report,
            @Nullable Long before,
            Instant at,
            String by,
            String reason,
            boolean undone,
            String via,
            @Nullable String address,
            String what,
            String group,
            String state,
            boolean undoable) {}

    /** The audit log, oldest entry first. */
    public record AuditLogEntries(List<DecisionLine> entries) {}
}
