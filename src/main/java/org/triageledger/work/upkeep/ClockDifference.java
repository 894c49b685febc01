package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.store.DatabaseClock;
import org.triageledger.work.ClockSkew;

/**
 * Whether the clock of this node goes as that of the database. Leases on mailboxes go by the database's clock; the times in the audit
 * log, sessions, limits and what day it is go by that of the node, and are wrong where it is.
 */
@ApplicationScoped
public class ClockDifference {
    private static final Logger LOG = Logger.getLogger(ClockDifference.class);

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
        /** What is wrong and what to do; empty where nothing is. */
        public Optional<String> problem() {
            return ClockSkew.problem(difference);
        }

        /** Whether it is more than may be. */
        public boolean tooMuch() {
            return problem().isPresent();
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
            found.problem().ifPresent(LOG::error);
        } else if (!found.tooMuch() && said) {
            LOG.info("the clock of this node is right again");
        }
        said = found.tooMuch();
    }
}
