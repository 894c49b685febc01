package org.triageledger.store;

import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;

/** Rows of {@link SnapshotEntity}. */
interface SnapshotRows {
    StatelessSession session();

    @Find
    Optional<SnapshotEntity> find(String sha256);
}
