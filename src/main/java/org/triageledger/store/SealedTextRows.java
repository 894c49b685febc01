package org.triageledger.store;

import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;

/** Rows of {@link SealedTextEntity}. */
interface SealedTextRows {
    StatelessSession session();

    @Find
    Optional<SealedTextEntity> find(String sha256);
}
