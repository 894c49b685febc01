package org.triageledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** The frozen facts of a review. */
@Entity
@Table(name = "review_snapshot")
@NullUnmarked
class SnapshotEntity {
    @Id
    String sha256;

    byte[] bytes;

    static SnapshotEntity of(String sha256, byte[] bytes) {
        SnapshotEntity entity = new SnapshotEntity();
        entity.sha256 = sha256;
        entity.bytes = bytes;
        return entity;
    }
}
