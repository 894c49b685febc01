package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Which ledger this is: a random name that goes with its rows into every copy of them. */
@ApplicationScoped
public class LedgerIdentityStore {
    private final Sql rows;

    LedgerIdentityStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** Empty where none was given yet. */
    public Optional<String> name() {
        return rows.query("select name from ledger_identity", row -> row.getString("name")).stream()
                .findFirst();
    }

    /** Gives one where there is none, in the caller's transaction. */
    public String ensure(Instant now) {
        return name().orElseGet(() -> {
            // who adds entries to the audit log holds the same row: two processes do not give two names
            rows.query("select id from decision_lock where id = 1 for update", row -> row.getLong("id"));
            return name().orElseGet(() -> {
                String made = UUID.randomUUID().toString();
                rows.update("insert into ledger_identity (id, name, made_at) values (1, ?, ?)", made, now);
                return made;
            });
        });
    }
}
