package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** The clock of the database, which all nodes share. */
@ApplicationScoped
public class DatabaseClock {
    private final Sql rows;

    DatabaseClock(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** How far an instant is ahead of the database's clock; negative where it is behind. */
    public Duration ahead(Instant here) {
        Instant there = rows.query("select current_timestamp as now", row -> Sql.required(row, "now"))
                .getFirst();
        return Duration.between(there, here);
    }
}
