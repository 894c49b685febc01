package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** Mail of ours. */
@Entity
@Table(name = "outbox")
@NullUnmarked
class OutboxEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "unique_key")
    String uniqueKey;

    String kind;

    String recipient;

    String about;

    @Column(name = "created_at")
    Instant createdAt;

    /** When it is due, or due again where the node that took it dies. */
    @Column(name = "next_at")
    Instant nextAt;

    int attempts;

    String state;

    String trouble;

    @Column(name = "sent_at")
    Instant sentAt;

    @Column(name = "message_id")
    String messageId;

    @Column(name = "sent_to")
    String sentTo;

    OutboxStore.Entry entry() {
        return new OutboxStore.Entry(
                id,
                uniqueKey,
                kind,
                recipient,
                about,
                createdAt,
                attempts,
                Words.of(OutboxState.class, state),
                Optional.ofNullable(trouble),
                Optional.ofNullable(sentAt),
                messageId,
                Optional.ofNullable(sentTo));
    }
}
