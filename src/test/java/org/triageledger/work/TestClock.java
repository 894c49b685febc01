package org.triageledger.work;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The clock of application tests: the system's, until a test sets it; each test class begins with the system's again. */
@Alternative
@Singleton
public class TestClock extends Clock {
    private volatile @Nullable Instant set;

    public void set(Instant at) {
        set = at;
    }

    void reset() {
        set = null;
    }

    @Override
    public Instant instant() {
        Instant at = set;
        return at == null ? Instant.now() : at;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
