package org.triageledger.store;

import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/** Rows of {@link DraftEntity} and {@link UpkeepEntity}. */
interface DraftRows {
    StatelessSession session();

    @Find
    Optional<DraftEntity> find(String draft, String sha256);

    @HQL("update DraftEntity set sha256 = :sha256, sealed = :sealed where draft = :draft")
    int replace(String draft, String sha256, byte[] sealed);

    @HQL("delete from DraftEntity where draft = :draft")
    void delete(String draft);

    @Find
    Optional<UpkeepEntity> upkeep(String task);
}
