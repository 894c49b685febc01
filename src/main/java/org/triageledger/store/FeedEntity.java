package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** When a file that is read again and again was read last. */
@Entity
@Table(name = "feed")
@NullUnmarked
class FeedEntity {
    @Id
    String name;

    String place;

    @Column(name = "tried_at")
    Instant triedAt;

    @Column(name = "good_at")
    Instant goodAt;

    String trouble;

    static FeedEntity of(String name, String place) {
        FeedEntity entity = new FeedEntity();
        entity.name = name;
        entity.place = place;
        return entity;
    }

    FeedStore.Feed feed() {
        return new FeedStore.Feed(
                place, Optional.ofNullable(triedAt), Optional.ofNullable(goodAt), Optional.ofNullable(trouble));
    }
}
