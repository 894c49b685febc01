package org.triageledger.store;

import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/** Rows of {@link ReleaseEntity}. */
interface ReleaseRows {
    StatelessSession session();

    @HQL("select version, day, expected from ReleaseEntity order by version")
    List<ReleaseStore.Row> all();

    @HQL("delete from ReleaseEntity")
    void clear();
}
