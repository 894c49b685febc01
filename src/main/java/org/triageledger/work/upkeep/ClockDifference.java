package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.triageledger.store.DatabaseClock;

/**
 * Whether the clock of this node goes as that of the database. Leases on mailboxes go by the database's clock; the times in the audit
 * log, sessions, limits and what day it is go by that of the node, and are wrong where it is.
 */
@ApplicationScoped
public class ClockDifference {
    private static final Logger LOG = Logger.getLogger(ClockDifference.class);
    private static final Duration MOST = Duration.ofSeconds(60);

    private final DatabaseClock database;
    private final Clock clock;

    private boolean said;

    ClockDifference(DatabaseClock database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a look found.
     *
     * @param difference in whole seconds; negative where the node's clock is behind
     */
    public record Found(Duration difference) {
        /** Whether it is more than 60 seconds. */
        public boolean tooMuch() {
            return difference.abs().compareTo(MOST) > 0;
        }

        /** What is wrong and what to do. */
        public String line() {
            return "the clock of this node is " + difference.abs().toSeconds() + " seconds "
                    + (difference.isNegative() ? "behind" : "ahead of")
                    + " that of the database: set both by NTP; until then times and days in this ledger are wrong";
        }
    }

    /** Looks now; the time that the database takes to answer is not counted against the clock. */
    public Found look() {
        Instant before = clock.instant();
        Instant there = QuarkusTransaction.requiringNew().call(database::now);
        Instant after = clock.instant();
        Duration difference = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(there, after) : Duration.ZERO;
        return new Found(Duration.ofSeconds(difference.toSeconds()));
    }

    /** Logs it where it is too much, once until it is right again. */
    public synchronized void watch() {
        Found found = look();
        if (found.tooMuch() && !said) {
            LOG.error(found.line());
        } else if (!found.tooMuch() && said) {
            LOG.info("the clock of this node is right again");
        }
        said = found.tooMuch();
    }
}
