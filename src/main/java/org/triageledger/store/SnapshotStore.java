package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;

/** The frozen facts of reviews, by their SHA-256. */
@ApplicationScoped
public class SnapshotStore {
    private final Sql rows;

    SnapshotStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    public void keep(String sha256, byte[] bytes) {
        if (bytes(sha256).isEmpty()) {
            rows.update("insert into review_snapshot (sha256, bytes) values (?, ?)", sha256, bytes);
        }
    }

    public Optional<byte[]> bytes(String sha256) {
        return rows.query("select bytes from review_snapshot where sha256 = ?", row -> row.getBytes(1), sha256).stream()
                .findFirst();
    }
}
