package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** The mail of an entry of the quarantine, sealed. */
@Entity
@Table(name = "quarantined_mail")
@NullUnmarked
class QuarantinedMailEntity {
    @Id
    @Column(name = "quarantine_id")
    long quarantineId;

    byte[] sealed;

    /** Of the sealed bytes. */
    @Column(name = "size")
    long length;

    @Column(name = "kept_at")
    Instant keptAt;

    static QuarantinedMailEntity of(long quarantineId, byte[] sealed, Instant keptAt) {
        QuarantinedMailEntity entity = new QuarantinedMailEntity();
        entity.quarantineId = quarantineId;
        entity.sealed = sealed;
        entity.length = sealed.length;
        entity.keptAt = keptAt;
        return entity;
    }
}
