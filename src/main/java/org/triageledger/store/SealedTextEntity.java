package org.triageledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A sealed text. */
@Entity
@Table(name = "sealed_text")
@NullUnmarked
class SealedTextEntity {
    /** Of the sealed bytes. */
    @Id
    String sha256;

    byte[] sealed;

    static SealedTextEntity of(String sha256, byte[] sealed) {
        SealedTextEntity entity = new SealedTextEntity();
        entity.sha256 = sha256;
        entity.sealed = sealed;
        return entity;
    }
}
