package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** When files that are read again and again were read, and whether that went well. */
@ApplicationScoped
@TableAccess
public class FeedStore {
    private final FeedRows rows;

    FeedStore(FeedRows rows) {
        this.rows = rows;
    }

    /**
     * @param place the file or address it was last looked for at
     * @param goodAt when the copy in use was read
     * @param trouble why the last look gave none
     */
    public record Feed(String place, Optional<Instant> triedAt, Optional<Instant> goodAt, Optional<String> trouble) {}

    public Optional<Feed> named(String name) {
        return rows.find(name).map(FeedEntity::feed);
    }

    /** Whether this node is to look now: of several that ask, one is, if nobody looked at that place since an instant. */
    public boolean claim(String name, String place, Instant now, Instant since) {
        if (named(name).isEmpty()) {
            rows.session().insert(FeedEntity.of(name, place));
        }
        return rows.claim(name, place, now, since) == 1;
    }

    public void good(String name, String place, Instant at) {
        claim(name, place, at, at);
        rows.good(name, place, at);
    }

    public void bad(String name, String trouble) {
        rows.bad(name, MessageCopyColumns.clip(trouble, 500));
    }
}
