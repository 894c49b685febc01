package org.triageledger.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/** Rows of {@link OutboxEntity}. */
interface OutboxRows {
    StatelessSession session();

    @HQL("from OutboxEntity order by id")
    List<OutboxEntity> all();

    @Find
    Optional<OutboxEntity> find(Long id);

    @HQL("select count(*) from OutboxEntity where uniqueKey = :uniqueKey")
    long count(String uniqueKey);

    @HQL("from OutboxEntity where messageId = :messageId order by id")
    List<OutboxEntity> withMessageId(String messageId);

    @HQL("select id from OutboxEntity where state = 'due' and nextAt <= :now order by nextAt, id limit 20")
    List<Long> due(Instant now);

    /** How many were taken; in one statement, so that of several nodes one takes it. */
    @HQL("""
            update OutboxEntity set nextAt = :until, attempts = attempts + 1
            where id = :id and state = 'due' and nextAt <= :now
            """)
    int claim(Long id, Instant now, Instant until);

    @HQL("update OutboxEntity set sentTo = :sentTo where id = :id")
    void sentTo(Long id, String sentTo);

    @HQL("update OutboxEntity set state = 'sent', sentAt = :at, trouble = null where id = :id")
    void sent(Long id, Instant at);

    @HQL("update OutboxEntity set nextAt = :next, trouble = :trouble where id = :id")
    void later(Long id, Instant next, String trouble);

    @HQL("update OutboxEntity set state = :state, trouble = :trouble where id = :id")
    void end(Long id, String state, String trouble);
}
