package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mail of ours that is to be sent, was sent, or was found not to be due any more. Rows are never removed. */
@ApplicationScoped
@TableAccess
public class OutboxStore {
    private final OutboxRows rows;

    OutboxStore(OutboxRows rows) {
        this.rows = rows;
    }

    /**
     * @param key one mail for ever: of two entries with one key the second is not made
     * @param recipient a person's id
     * @param about what it is about, as its kind understands it: a source, a review and step
     * @param sentTo the address it was last tried at
     */
    public record Entry(
            long id,
            String key,
            String kind,
            String recipient,
            String about,
            Instant createdAt,
            int attempts,
            OutboxState state,
            Optional<String> trouble,
            Optional<Instant> sentAt,
            String messageId,
            Optional<String> sentTo) {
        /** The same, on its way to an address. */
        public Entry to(String address) {
            return new Entry(
                    id,
                    key,
                    kind,
                    recipient,
                    about,
                    createdAt,
                    attempts,
                    state,
                    trouble,
                    sentAt,
                    messageId,
                    Optional.of(address));
        }

        /** Without the address: this may find its way into a log. */
        @Override
        public String toString() {
            return "Entry[" + id + ", " + kind + ", " + state.word() + "]";
        }
    }

    /** Adds an entry that is due now; gives whether it is new. */
    public boolean add(String key, String kind, String recipient, String about, String messageId, Instant at) {
        if (rows.count(key) > 0) {
            return false;
        }
        OutboxEntity entity = new OutboxEntity();
        entity.uniqueKey = key;
        entity.kind = kind;
        entity.recipient = recipient;
        entity.about = about;
        entity.createdAt = at;
        entity.nextAt = at;
        entity.state = OutboxState.DUE.word();
        entity.messageId = messageId;
        rows.session().insert(entity);
        return true;
    }

    /**
     * Takes one entry that is due and holds it until an instant; if this node dies meanwhile, it is due again then. Of several
     * nodes only one gets it.
     */
    public Optional<Entry> claim(Instant now, Instant until) {
        return rows.due(now).stream()
                .filter(id -> rows.claim(id, now, until) == 1)
                .findFirst()
                .flatMap(rows::find)
                .map(OutboxEntity::entry);
    }

    /** Notes where a letter is about to go, so that one that comes back is known even if this node dies meanwhile. */
    public void sentTo(long id, String address) {
        rows.sentTo(id, MessageCopyColumns.clip(address, 320));
    }

    public Optional<Entry> withMessageId(String messageId) {
        return rows.withMessageId(messageId).stream().findFirst().map(OutboxEntity::entry);
    }

    public void sent(long id, Instant at) {
        rows.sent(id, at);
    }

    public void later(long id, Instant next, String trouble) {
        rows.later(id, next, trouble);
    }

    /** Notes that it is sent no more, and why. */
    public void end(long id, OutboxState state, String trouble) {
        rows.end(id, state.word(), trouble);
    }

    public List<Entry> all() {
        return rows.all().stream().map(OutboxEntity::entry).toList();
    }
}
