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
        return Duration.between(now(), here);
    }

    /** What it is by the database; inside a transaction, when that began. */
    public Instant now() {
        return rows.query("select current_timestamp as at_now", row -> Sql.required(row, "at_now"))
                .getFirst();
    }
}
