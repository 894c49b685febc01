package org.triageledger.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** What a person said of a report. */
@Entity
@Table(name = "ruling")
@NullUnmarked
class RulingEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "message_key")
    String messageKey;

    String status;

    @Column(name = "ruled_at")
    Instant ruledAt;

    @Column(name = "ruled_by")
    String ruledBy;

    String reason;
}
