package org.triageledger.core.coverage;

import java.time.Instant;

/** A stretch of time, both ends inclusive, within which a source has been read completely. */
public record Stretch(Instant from, Instant to) {
    public Stretch {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a stretch ends after it begins");
        }
    }
}
