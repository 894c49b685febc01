package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Mail of ours that is to be sent, was sent, or was found not to be due any more. Rows are never removed. */
@ApplicationScoped
public class OutboxStore {
    private static final String SELECT = "select id, unique_key, kind, recipient, about, created_at, attempts, state,"
            + " trouble, sent_at, message_id, sent_to from outbox";

    private final Sql rows;

    OutboxStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
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
        if (!rows.query("select id from outbox where unique_key = ?", row -> row.getLong(1), key)
                .isEmpty()) {
            return false;
        }
        rows.update(
                "insert into outbox (unique_key, kind, recipient, about, created_at, next_at, message_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                key,
                kind,
                recipient,
                about,
                at,
                at,
                messageId);
        return true;
    }

    /**
     * Takes one entry that is due and holds it until an instant; if this node dies meanwhile, it is due again then. Of several
     * nodes only one gets it.
     */
    public Optional<Entry> claim(Instant now, Instant until) {
        for (long id : rows.query(
                "select id from outbox where state = 'due' and next_at <= ? order by next_at, id limit 20",
                row -> row.getLong(1),
                now)) {
            boolean mine = rows.update(
                            "update outbox set next_at = ?, attempts = attempts + 1"
                                    + " where id = ? and state = 'due' and next_at <= ?",
                            until,
                            id,
                            now)
                    == 1;
            if (mine) {
                return rows.query(SELECT + " where id = ?", OutboxStore::entry, id).stream()
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** Notes where a letter is about to go, so that one that comes back is known even if this node dies meanwhile. */
    public void sentTo(long id, String address) {
        rows.update("update outbox set sent_to = ? where id = ?", MessageCopyColumns.clip(address, 320), id);
    }

    public Optional<Entry> withMessageId(String messageId) {
        return rows.query(SELECT + " where message_id = ? order by id", OutboxStore::entry, messageId).stream()
                .findFirst();
    }

    public void sent(long id, Instant at) {
        rows.update("update outbox set state = 'sent', sent_at = ?, trouble = null where id = ?", at, id);
    }

    public void later(long id, Instant next, String trouble) {
        rows.update("update outbox set next_at = ?, trouble = ? where id = ?", next, trouble, id);
    }

    /** Notes that it is sent no more, and why. */
    public void end(long id, OutboxState state, String trouble) {
        rows.update("update outbox set state = ?, trouble = ? where id = ?", state.word(), trouble, id);
    }

    public List<Entry> all() {
        return rows.query(SELECT + " order by id", OutboxStore::entry);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Sql.required(row, "created_at"),
                row.getInt(7),
                Words.of(OutboxState.class, row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(MessageCopyColumns.instant(row, "sent_at")),
                row.getString(11),
                Optional.ofNullable(row.getString(12)));
    }
}
