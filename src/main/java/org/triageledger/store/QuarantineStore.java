package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** What could not be read: its place and the reason, and the mail itself sealed, until somebody or a better reader settles it. */
@ApplicationScoped
public class QuarantineStore {
    private final Sql rows;

    QuarantineStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param arrived when the mail came, if that is known
     * @param reader the version of the reader that tried it last
     * @param kept whether the mail itself is kept
     */
    public record Entry(
            long id,
            long sourceId,
            String source,
            String where,
            String why,
            Instant since,
            Optional<Instant> arrived,
            String reader,
            boolean kept) {}

    /** What is not settled, in order of its coming. */
    public List<Entry> open() {
        return rows.query("""
            select quarantine.id, source_id, source.name, location, reason, since, arrived_at, reader,
                exists (select 1 from quarantined_mail where quarantine_id = quarantine.id) as kept
            from quarantine join source on source.id = source_id where settled is null order by quarantine.id
            """, QuarantineStore::entry);
    }

    /** The places of a source that are not settled. */
    public Set<String> openPlaces(long sourceId) {
        return new HashSet<>(rows.query(
                "select location from quarantine where source_id = ? and settled is null",
                row -> row.getString(1),
                sourceId));
    }

    /** Notes what could not be read; empty where the place is noted already. */
    public Optional<Long> add(
            long sourceId, String where, String why, Instant since, Optional<Instant> arrived, String reader) {
        String place = MessageCopyColumns.clip(where, 1000);
        boolean known = !rows.query(
                        "select id from quarantine where source_id = ? and location = ?",
                        row -> row.getLong(1),
                        sourceId,
                        place)
                .isEmpty();
        if (known) {
            return Optional.empty();
        }
        rows.update(
                "insert into quarantine (source_id, location, reason, since, arrived_at, reader) values (?, ?, ?, ?,"
                        + " ?, ?)",
                sourceId,
                place,
                MessageCopyColumns.clip(why, 500),
                since,
                arrived.orElse(null),
                reader);
        return rows
                .query(
                        "select id from quarantine where source_id = ? and location = ?",
                        row -> row.getLong(1),
                        sourceId,
                        place)
                .stream()
                .findFirst();
    }

    public void keep(long id, byte[] sealed, Instant at) {
        rows.update(
                "insert into quarantined_mail (quarantine_id, sealed, size, kept_at) values (?, ?, ?, ?)",
                id,
                sealed,
                (long) sealed.length,
                at);
    }

    public Optional<byte[]> kept(long id) {
        return rows
                .query("select sealed from quarantined_mail where quarantine_id = ?", row -> row.getBytes(1), id)
                .stream()
                .findFirst();
    }

    /** A version of the reader tried it again, and failed too. */
    public void tried(long id, String why, String reader) {
        rows.update(
                "update quarantine set reason = ?, reader = ? where id = ?",
                MessageCopyColumns.clip(why, 500),
                reader,
                id);
    }

    /**
     * It leaves no question open any more; the mail itself is dropped.
     *
     * @param how {@code read} or {@code dismissed}
     */
    public void settle(long id, QuarantineEnd how, Instant at, String by, String why) {
        rows.update(
                "update quarantine set settled = ?, settled_at = ?, settled_by = ?, settled_why = ? where id = ?",
                how.word(),
                at,
                by,
                why,
                id);
        rows.update("delete from quarantined_mail where quarantine_id = ?", id);
    }

    /** Something readable came from that place after all. */
    public void settle(long sourceId, String where, Instant at) {
        rows.query(
                        "select id from quarantine where source_id = ? and location = ? and settled is null",
                        row -> row.getLong(1),
                        sourceId,
                        MessageCopyColumns.clip(where, 1000))
                .forEach(id -> settle(id, QuarantineEnd.READ, at, "", "read again from its place"));
    }

    /** Drops kept mail from before an instant, and the oldest until no more than some bytes are left. The entries stay. */
    public long trim(Instant before, long bytes) {
        long dropped = rows.update("delete from quarantined_mail where kept_at < ?", before);
        long sum = 0;
        for (long[] values : rows.query(
                "select quarantine_id, size from quarantined_mail order by kept_at desc, quarantine_id desc",
                row -> new long[] {row.getLong(1), row.getLong(2)})) {
            sum += values[1];
            if (sum > bytes) {
                dropped += rows.update("delete from quarantined_mail where quarantine_id = ?", values[0]);
            }
        }
        return dropped;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Sql.required(row, "since"),
                Optional.ofNullable(MessageCopyColumns.instant(row, "arrived_at")),
                row.getString(8),
                row.getBoolean(9));
    }
}
