package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The frozen facts of reviews, by their SHA-256. */
@ApplicationScoped
@TableAccess
public class SnapshotStore {
    private final SnapshotRows rows;

    SnapshotStore(SnapshotRows rows) {
        this.rows = rows;
    }

    public void keep(String sha256, byte[] bytes) {
        if (bytes(sha256).isEmpty()) {
            rows.session().insert(SnapshotEntity.of(sha256, bytes));
        }
    }

    public Optional<byte[]> bytes(String sha256) {
        return rows.find(sha256).map(entity -> entity.bytes);
    }
}
