package org.triageledger.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/** Rows of {@link UnreachableEntity} and {@link OutageEntity}. */
interface ReturnRows {
    StatelessSession session();

    @Find
    Optional<UnreachableEntity> find(String address);

    @HQL("select address, person, since, why from UnreachableEntity order by address")
    List<ReturnStore.Unreachable> unreachable();

    @HQL("delete from UnreachableEntity where address = :address")
    int reachable(String address);

    /** When those began that last. */
    @HQL("select begunAt from OutageEntity where endedAt is null order by begunAt")
    List<Instant> outages();

    @HQL("update OutageEntity set endedAt = null where begunAt = :begunAt")
    int lastsAgain(Instant begunAt);

    @HQL("update OutageEntity set endedAt = :at where endedAt is null")
    void end(Instant at);
}
