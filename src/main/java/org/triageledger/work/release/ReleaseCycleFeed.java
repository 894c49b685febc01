package org.triageledger.work.release;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Finding;
import org.triageledger.feeds.ReleaseCycleFile;
import org.triageledger.store.FeedStore;
import org.triageledger.store.RosterStore;
import org.triageledger.work.config.LedgerConfig;

/**
 * Reads the release cycle again and again from where the settings say it is published. What was read last stays in the database
 * and in use while nothing better can be had; a finding then says since when.
 */
@ApplicationScoped
public class ReleaseCycleFeed {
    private static final Logger LOG = Logger.getLogger(ReleaseCycleFeed.class);
    public static final String NAME = "release-cycle";

    private final FeedStore feeds;
    private final RosterStore rosters;
    private final LedgerConfig config;
    private final Clock clock;

    ReleaseCycleFeed(FeedStore feeds, RosterStore rosters, LedgerConfig config, Clock clock) {
        this.feeds = feeds;
        this.rosters = rosters;
        this.config = config;
        this.clock = clock;
    }

    /** Reads it if it is time to; gives whether it was read and taken. Of several nodes one does. */
    public boolean refresh() {
        Optional<String> place = config.releaseCycle().from();
        if (place.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        boolean mine =
                FeedTurn.isOurs(feeds, NAME, place.get(), config.releaseCycle().every(), now);
        if (!mine) {
            return false;
        }
        // outside of any transaction: a server may take its time
        ReleaseCycleFile.Outcome outcome = ReleaseCycleFile.read(place.get());
        return QuarkusTransaction.requiringNew().call(() -> switch (outcome) {
            case ReleaseCycleFile.Outcome.Loaded loaded -> {
                rosters.replaceBranches(Branch.published(
                        loaded.branches(), rosters.branches(), LocalDate.ofInstant(now, ZoneOffset.UTC)));
                feeds.good(NAME, place.get(), now);
                yield true;
            }
            case ReleaseCycleFile.Outcome.Faulty faulty -> {
                String first = faulty.faults().getFirst();
                feeds.bad(NAME, first);
                LOG.warnf("the release cycle is not taken, the last good copy stays in use: %s", first);
                yield false;
            }
        });
    }

    /** That the last look gave nothing, with the day of the copy in use. */
    @Transactional
    public Optional<Finding> finding() {
        return feeds.named(NAME)
                .filter(feed -> config.releaseCycle().from().isPresent())
                .flatMap(feed -> feed.trouble()
                        .map(trouble -> new Finding(
                                "release-cycle-stale",
                                "The release cycle could not be read (" + trouble + "): "
                                        + feed.goodAt()
                                                .map(at -> "the copy of " + LocalDate.ofInstant(at, ZoneOffset.UTC)
                                                        + " is in use.")
                                                .orElse("what was loaded by hand is in use."))));
    }
}
