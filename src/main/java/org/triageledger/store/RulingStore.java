package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.triageledger.core.record.Entry;

/** What people said of reports, as earlier versions kept it outside the audit log; read to be moved into it. */
@ApplicationScoped
public class RulingStore {
    private final Sql rows;

    RulingStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** @param entry what it becomes in the audit log */
    public record Row(Entry entry, Instant at, String by, String reason) {}

    /** All of them, in order. */
    public List<Row> all() {
        return rows.query(
                "select message_key, status, ruled_at, ruled_by, reason from ruling order by id",
                row -> new Row(
                        EntryCodec.read(new EntryText(
                                EntryKind.REPORT_STATUS_SET.word,
                                row.getString("message_key"),
                                row.getString("status"),
                                Optional.empty(),
                                Optional.empty())),
                        Sql.required(row, "ruled_at"),
                        row.getString("ruled_by"),
                        row.getString("reason")));
    }

    /** Once they are in the log. */
    public void clear() {
        rows.update("delete from ruling");
    }
}
