package org.triageledger.work.release;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import org.triageledger.store.FeedStore;

/** Whose turn it is to read a published file again. */
final class FeedTurn {
    /** After trouble it is tried sooner, so that a short outage does not last a day. */
    private static final Duration AFTER_TROUBLE = Duration.ofHours(1);

    private FeedTurn() {}

    /** Whether it is time to, and this node that does it: of several one does. */
    static boolean isOurs(FeedStore feeds, String name, String place, Duration every, Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean troubled =
                    feeds.named(name).flatMap(FeedStore.Feed::trouble).isPresent();
            Duration pause = troubled && AFTER_TROUBLE.compareTo(every) < 0 ? AFTER_TROUBLE : every;
            return feeds.claim(name, place, now, now.minus(pause));
        });
    }
}
