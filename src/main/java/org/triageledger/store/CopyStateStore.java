package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** Whether a copy of a ledger into this database is unfinished. */
@ApplicationScoped
public class CopyStateStore {
    private final Sql rows;

    CopyStateStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    public boolean isUnfinished() {
        return !rows.query("select id from " + TableCopy.STATE, row -> row.getLong("id"))
                .isEmpty();
    }
}
