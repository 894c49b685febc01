package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** Whether the tables of the database still suit this program. What a newer one added to them does no harm. */
@ApplicationScoped
public class TableVersion {
    static final String TABLE = "oldest_program";

    private final Sql rows;

    TableVersion(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** Whether a newer program took away what this one uses: it names a migration that this one does not have. */
    public boolean isTooOld() {
        return rows.query("select migration from " + TABLE, row -> row.getString("migration")).stream()
                .anyMatch(name -> TableVersion.class.getResource("/db/migration/" + name) == null);
    }
}
