package org.triageledger.core.advisory.ghsa;

import org.triageledger.core.activity.Report;

/** What an advisory turned out to be, in the words for reports. */
public final class AdvisoryStatus {
    private AdvisoryStatus() {}

    /** By what the team did, and where that leaves it open by its tag: the reporter writes the summary too, but cannot change the state. */
    public static Report.Status of(Advisory advisory) {
        return switch (advisory.state()) {
            case TRIAGE -> Report.Status.UNREVIEWED;
            case DRAFT ->
                advisory.latest().flatMap(Look::accepted).orElse(false)
                                || advisory.tags().containsKey(SummaryTag.ACCEPTED)
                        ? Report.Status.VULNERABILITY
                        : Report.Status.UNREVIEWED;
            case PUBLISHED -> Report.Status.VULNERABILITY;
            case WITHDRAWN -> Report.Status.NOT_A_VULNERABILITY;
            case CLOSED -> advisory.decided().map(AdvisoryStatus::of).orElse(Report.Status.UNREVIEWED);
        };
    }

    private static Report.Status of(SummaryTag tag) {
        return switch (tag) {
            case ACCEPTED, COMPLETED -> Report.Status.VULNERABILITY;
            case CLOSED, INVALID -> Report.Status.NOT_A_VULNERABILITY;
            case DUPLICATE -> Report.Status.DUPLICATE;
        };
    }
}
