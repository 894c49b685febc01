package org.triageledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** The last text of a draft, sealed. */
@Entity
@Table(name = "draft")
@NullUnmarked
class DraftEntity {
    @Id
    String draft;

    /** Of the sealed bytes. */
    String sha256;

    byte[] sealed;

    static DraftEntity of(String draft, String sha256, byte[] sealed) {
        DraftEntity entity = new DraftEntity();
        entity.draft = draft;
        entity.sha256 = sha256;
        entity.sealed = sealed;
        return entity;
    }
}
