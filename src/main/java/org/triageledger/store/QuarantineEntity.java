package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A mail that could not be read. */
@Entity
@Table(name = "quarantine")
@NullUnmarked
class QuarantineEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "source_id")
    long sourceId;

    String location;

    String reason;

    Instant since;

    @Column(name = "arrived_at")
    Instant arrivedAt;

    String reader;

    /** Null while it is open. */
    String settled;

    @Column(name = "settled_at")
    Instant settledAt;

    @Column(name = "settled_by")
    String settledBy;

    @Column(name = "settled_why")
    String settledWhy;
}
