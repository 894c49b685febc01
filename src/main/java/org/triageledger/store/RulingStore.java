package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What people said of reports, as earlier versions kept it outside the audit log; read to be moved into it. */
@ApplicationScoped
public class RulingStore {
    private final Sql rows;

    RulingStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** As it is stored; the status as its word. */
    public record Row(String messageKey, String status, Instant at, String by, String reason) {}

    /** All of them, in order. */
    public List<Row> all() {
        return rows.query(
                "select message_key, status, ruled_at, ruled_by, reason from ruling order by id",
                row -> new Row(
                        row.getString(1),
                        row.getString(2),
                        Sql.required(row, "ruled_at"),
                        row.getString(4),
                        row.getString(5)));
    }

    /** Once they are in the log. */
    public void clear() {
        rows.update("delete from ruling");
    }
}
