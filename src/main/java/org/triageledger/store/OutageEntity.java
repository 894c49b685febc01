package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A time in which the mail server took nothing. */
@Entity
@Table(name = "mail_outage")
@NullUnmarked
class OutageEntity {
    @Id
    @Column(name = "begun_at")
    Instant begunAt;

    /** Null while it lasts. */
    @Column(name = "ended_at")
    Instant endedAt;

    String trouble;

    static OutageEntity of(Instant begunAt, String trouble) {
        OutageEntity entity = new OutageEntity();
        entity.begunAt = begunAt;
        entity.trouble = trouble;
        return entity;
    }
}
