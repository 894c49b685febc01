package org.triageledger.core.advisory.ghsa;

import java.time.Instant;

/**
 * When something happened, so far as that is known: not before the first instant, and by the second. The two are equal where it is
 * known exactly.
 */
public record Between(Instant from, Instant by) {
    public Between {
        if (by.isBefore(from)) {
            throw new IllegalArgumentException("an interval ends after it begins");
        }
    }

    public static Between exactly(Instant at) {
        return new Between(at, at);
    }

    public boolean isExact() {
        return from.equals(by);
    }
}
