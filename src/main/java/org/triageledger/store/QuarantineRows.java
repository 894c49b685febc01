package org.triageledger.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;
import org.jspecify.annotations.Nullable;

/** Rows of {@link QuarantineEntity} and {@link QuarantinedMailEntity}. */
interface QuarantineRows {
    StatelessSession session();

    /** An entry with the name of its source; whether its mail is kept. */
    record Open(
            Long id,
            Long sourceId,
            String source,
            String location,
            String reason,
            Instant since,
            @Nullable Instant arrivedAt,
            String reader,
            Boolean kept) {}

    /** A kept mail and its size in bytes. */
    record Size(Long quarantineId, Long length) {}

    @HQL("""
            select q.id, q.sourceId, s.name, q.location, q.reason, q.since, q.arrivedAt, q.reader,
                case when exists (select 1 from QuarantinedMailEntity m where m.quarantineId = q.id)
                    then true else false end
            from QuarantineEntity q join SourceEntity s on s.id = q.sourceId
            where q.settled is null order by q.id
            """)
    List<Open> open();

    @HQL("select count(*) from QuarantineEntity where settled is null")
    long openCount();

    @HQL("select location from QuarantineEntity where sourceId = :sourceId and settled is null")
    List<String> openPlaces(long sourceId);

    @HQL("select id from QuarantineEntity where sourceId = :sourceId and location = :location")
    List<Long> at(long sourceId, String location);

    @HQL("select id from QuarantineEntity where sourceId = :sourceId and location = :location and settled is null")
    List<Long> openAt(long sourceId, String location);

    @Find
    Optional<QuarantinedMailEntity> mail(long quarantineId);

    @HQL("update QuarantineEntity set reason = :reason, reader = :reader where id = :id")
    void tried(Long id, String reason, String reader);

    @HQL("""
            update QuarantineEntity set settled = :how, settledAt = :at, settledBy = :by, settledWhy = :why
            where id = :id
            """)
    void settle(Long id, String how, Instant at, String by, String why);

    @HQL("delete from QuarantinedMailEntity where quarantineId = :quarantineId")
    int drop(long quarantineId);

    @HQL("delete from QuarantinedMailEntity where keptAt < :before")
    int dropBefore(Instant before);

    /** The latest first. */
    @HQL("select quarantineId, length from QuarantinedMailEntity order by keptAt desc, quarantineId desc")
    List<Size> sizes();
}
