package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What could not be read: its place and the reason, and the mail itself sealed, until somebody or a better reader settles it. */
@ApplicationScoped
@TableAccess
public class QuarantineStore {
    private final QuarantineRows rows;

    QuarantineStore(QuarantineRows rows) {
        this.rows = rows;
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
        return rows.open().stream().map(QuarantineStore::entry).toList();
    }

    /** How many are not settled. */
    public int openCount() {
        return Math.toIntExact(rows.openCount());
    }

    /** The places of a source that are not settled. */
    public Set<String> openPlaces(long sourceId) {
        return new HashSet<>(rows.openPlaces(sourceId));
    }

    /** Notes what could not be read; empty where the place is noted already. */
    public Optional<Long> add(
            long sourceId, String where, String why, Instant since, Optional<Instant> arrived, String reader) {
        String place = MessageCopyColumns.clip(where, 1000);
        if (!rows.at(sourceId, place).isEmpty()) {
            return Optional.empty();
        }
        QuarantineEntity entity = new QuarantineEntity();
        entity.sourceId = sourceId;
        entity.location = place;
        entity.reason = MessageCopyColumns.clip(why, 500);
        entity.since = since;
        entity.arrivedAt = arrived.orElse(null);
        entity.reader = reader;
        rows.session().insert(entity);
        return Optional.of(entity.id);
    }

    public void keep(long id, byte[] sealed, Instant at) {
        rows.session().insert(QuarantinedMailEntity.of(id, sealed, at));
    }

    public Optional<byte[]> kept(long id) {
        return rows.mail(id).map(entity -> entity.sealed);
    }

    /** A version of the reader tried it again, and failed too. */
    public void tried(long id, String why, String reader) {
        rows.tried(id, MessageCopyColumns.clip(why, 500), reader);
    }

    /**
     * It leaves no question open any more; the mail itself is dropped.
     *
     * @param how {@code read} or {@code dismissed}
     */
    public void settle(long id, QuarantineEnd how, Instant at, String by, String why) {
        rows.settle(id, how.word(), at, by, why);
        rows.drop(id);
    }

    /** Something readable came from that place after all. */
    public void settle(long sourceId, String where, Instant at) {
        rows.openAt(sourceId, MessageCopyColumns.clip(where, 1000))
                .forEach(id -> settle(id, QuarantineEnd.READ, at, "", "read again from its place"));
    }

    /** Drops kept mail from before an instant, and the oldest until no more than some bytes are left. The entries stay. */
    public long trim(Instant before, long bytes) {
        long dropped = rows.dropBefore(before);
        long sum = 0;
        for (QuarantineRows.Size kept : rows.sizes()) {
            sum += kept.length();
            if (sum > bytes) {
                dropped += rows.drop(kept.quarantineId());
            }
        }
        return dropped;
    }

    private static Entry entry(QuarantineRows.Open row) {
        return new Entry(
                row.id(),
                row.sourceId(),
                row.source(),
                row.location(),
                row.reason(),
                row.since(),
                Optional.ofNullable(row.arrivedAt()),
                row.reader(),
                row.kept());
    }
}
