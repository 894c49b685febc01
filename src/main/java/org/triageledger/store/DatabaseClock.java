package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The clock of the database, which is one for all nodes, as often as it is asked. */
@ApplicationScoped
public class DatabaseClock {
    private final Sql rows;

    DatabaseClock(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** What it is by the database; inside a transaction, when that began. */
    public Instant now() {
        return rows.query("select current_timestamp as at_now", row -> Sql.required(row, "at_now"))
                .getFirst();
    }

    /** In UTC, for what takes a clock; each look asks the database. */
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
