package org.triageledger.work.intake;

import java.util.List;

/** What an import answers, as programs see it. */
public final class IntakeViews {
    private IntakeViews() {}

    /** What an import did, or would do. */
    public record Imported(
            long read,
            long stored,
            long duplicates,
            long quarantined,
            List<String> passedOver,
            double seconds,
            boolean dryRun) {}
}
