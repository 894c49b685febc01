package org.triageledger.store;

import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/** Rows of {@link FeedEntity}. */
interface FeedRows {
    StatelessSession session();

    @Find
    Optional<FeedEntity> find(String name);

    /** How many were taken; in one statement, so that of several nodes one takes it. */
    @HQL("""
            update FeedEntity set place = :place, triedAt = :now
            where name = :name and (triedAt is null or triedAt <= :since or place <> :place)
            """)
    int claim(String name, String place, Instant now, Instant since);

    @HQL("update FeedEntity set place = :place, triedAt = :at, goodAt = :at, trouble = null where name = :name")
    void good(String name, String place, Instant at);

    @HQL("update FeedEntity set trouble = :trouble where name = :name")
    void bad(String name, String trouble);
}
