package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which other programs use the database at this moment: the service, or nodes on other machines. */
@ApplicationScoped
public class OtherPrograms {
    private final Sql rows;
    private final boolean h2;
    private final boolean shared;
    private final String application;

    OtherPrograms(
            DataSource dataSource,
            @ConfigProperty(name = DatabaseDriver.ADDRESS) String address,
            @ConfigProperty(name = "store.alone") Optional<Boolean> alone,
            @ConfigProperty(name = "store.application", defaultValue = PostgresServer.APPLICATION + "0")
                    String application) {
        this.rows = new Sql(dataSource);
        this.h2 = DatabaseDriver.isH2(address);
        this.shared = alone.isPresent() && !alone.get();
        this.application = application;
    }

    /** How many there are, so far as the database tells. */
    public long count() {
        if (h2) {
            return shared ? 1 : 0;
        }
        return rows.query(
                        "select count(distinct application_name) as others from pg_stat_activity"
                                + " where datname = current_database() and application_name like ? and application_name <> ?",
                        row -> row.getLong("others"),
                        PostgresServer.APPLICATION + "%",
                        application)
                .getFirst();
    }
}
