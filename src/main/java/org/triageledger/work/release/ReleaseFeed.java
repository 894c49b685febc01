package org.triageledger.work.release;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.core.advisory.cases.ReleaseVersion;
import org.triageledger.core.advisory.cases.Releases;
import org.triageledger.feeds.ReleasesFile;
import org.triageledger.store.FeedStore;
import org.triageledger.store.ReleaseStore;
import org.triageledger.work.config.LedgerConfig;

/**
 * Reads again and again which versions were released, from where the settings say. What was read last stays in the database and in use
 * while nothing better can be had.
 */
@ApplicationScoped
public class ReleaseFeed {
    private static final Logger LOG = Logger.getLogger(ReleaseFeed.class);
    private static final String NAME = "releases";

    private final FeedStore feeds;
    private final ReleaseStore releases;
    private final LedgerConfig config;
    private final Clock clock;

    ReleaseFeed(FeedStore feeds, ReleaseStore releases, LedgerConfig config, Clock clock) {
        this.feeds = feeds;
        this.releases = releases;
        this.config = config;
        this.clock = clock;
    }

    /** Reads it if it is time to; gives whether it was read and taken. Of several nodes one does. */
    public boolean refresh() {
        Optional<String> place = config.cases().releases();
        if (place.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        boolean mine = FeedTurn.isOurs(feeds, NAME, place.get(), config.cases().releasesEvery(), now);
        // outside of any transaction: a server may take its time
        return mine && take(place.get(), now).isEmpty();
    }

    /** Reads it now; gives why it was not taken. */
    public Optional<String> take(String place, Instant now) {
        ReleasesFile.Outcome outcome = ReleasesFile.read(place);
        return QuarkusTransaction.requiringNew().call(() -> switch (outcome) {
            case ReleasesFile.Outcome.Loaded loaded -> {
                releases.replace(loaded.releases().stream()
                        .map(release ->
                                new ReleaseStore.Row(release.version().text(), release.date(), release.expected()))
                        .toList());
                feeds.good(NAME, place, now);
                yield Optional.<String>empty();
            }
            case ReleasesFile.Outcome.Faulty(String why) -> {
                feeds.bad(NAME, why);
                LOG.warnf("the list of releases is not taken, the last good copy stays in use: %s", why);
                yield Optional.of(why);
            }
        });
    }

    /** What is known; without a good reading nobody can tell. */
    @Transactional
    public Releases known() {
        return feeds.named(NAME)
                .flatMap(FeedStore.Feed::goodAt)
                .map(at -> new Releases(
                        releases.all().stream()
                                .flatMap(row -> ReleaseVersion.parse(row.version())
                                        .map(version -> new Releases.Release(version, row.day(), row.expected()))
                                        .stream())
                                .toList(),
                        Optional.of(at)))
                .orElse(Releases.UNKNOWN);
    }
}
