package org.triageledger.core.advisory.cases;

import java.time.Duration;
import java.time.Instant;

/**
 * On what a finding depends that goes on by itself: the time, and what was read of the sources.
 *
 * @param stale a source counts as read where it was read until so long before now, or until what it had to show
 */
record Circumstances(CaseSources sources, Instant now, Duration stale) {
    boolean isPast(Instant due) {
        return now.isAfter(due);
    }

    /** Whether all sources that can show a step of a case were read, up to a moment and lately. */
    boolean reports(Case one, Instant from, Instant due) {
        return sources.reports(one, from, until(due));
    }

    /** Whether the announce list was read. */
    boolean announcements(Instant from, Instant due) {
        return sources.announcements(from, until(due));
    }

    /** Whether all CVE records are known. */
    boolean records(Instant due) {
        return sources.records(until(due));
    }

    private Instant until(Instant due) {
        Instant lately = now.minus(stale);
        return due.isAfter(lately) ? due : lately;
    }
}
