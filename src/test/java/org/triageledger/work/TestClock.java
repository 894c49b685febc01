package org.triageledger.work;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of application tests: the system's, until a test sets it; each test class begins with the system's again. The UTC day on which a
 * class begins is the day on which it ends: just before midnight the clock stands still, so that no test depends on when it runs.
 */
@Alternative
@Singleton
public class TestClock extends Clock {
    private final Clock system;
    private volatile @Nullable Instant set;
    private volatile Instant last;

    public TestClock() {
        this(Clock.systemUTC());
    }

    TestClock(Clock system) {
        this.system = system;
        this.last = lastOfDay();
    }

    public void set(Instant at) {
        set = at;
    }

    /** Goes with the system's again. */
    public void reset() {
        set = null;
        last = lastOfDay();
    }

    private Instant lastOfDay() {
        return system.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(1))
                .minus(1, ChronoUnit.MILLIS);
    }

    @Override
    public Instant instant() {
        Instant at = set;
        Instant now = system.instant();
        return at != null ? at : now.isAfter(last) ? last : now;
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
