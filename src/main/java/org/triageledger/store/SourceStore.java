package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;

/** Sources, how far each has been read, what it covers, and what of it could not be read. */
@ApplicationScoped
public class SourceStore {
    private final Sql rows;

    SourceStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** How far a mailbox has been read (RFC 9051 §2.3.1.1). */
    public record Mark(long uidValidity, long lastUid, long uidNext, long newFrom, long newTo) {}

    /** @param madeAt when it was first heard of, or a mailbox last looked at before it was made again */
    public record Source(
            long id,
            String name,
            SourceOrigin kind,
            Instant madeAt,
            Optional<Instant> lastGoodLook,
            long backlog,
            Optional<String> trouble,
            List<Stretch> covered) {}

    public record Gap(String source, Stretch stretch, GapCause cause) {}

    /** The id of a source; makes it where it is new. */
    public long ensure(String name, SourceOrigin kind) {
        Optional<Long> known =
                rows.query("select id from source where name = ?", row -> row.getLong("id"), name).stream()
                        .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        rows.update("insert into source (name, kind) values (?, ?)", name, kind.word());
        return rows.query("select id from source where name = ?", row -> row.getLong("id"), name)
                .getFirst();
    }

    /**
     * The id of a source; makes it where it is new.
     *
     * @param reads what it holds: {@code mail} or {@code announcements}
     * @return empty where the source is known and holds something else
     */
    public Optional<Long> ensure(String name, SourceOrigin origin, String reads) {
        boolean known = !rows.query("select id from source where name = ?", row -> row.getLong("id"), name)
                .isEmpty();
        long id = ensure(name, origin);
        if (!known) {
            rows.update("update source set reads = ? where id = ?", reads, id);
        }
        return reads(id).equals(reads) ? Optional.of(id) : Optional.empty();
    }

    /** What a source holds: {@code mail} or {@code announcements}. */
    public String reads(long sourceId) {
        return rows.query("select reads from source where id = ?", row -> row.getString("reads"), sourceId)
                .getFirst();
    }

    public Optional<Mark> mark(long sourceId) {
        return rows
                .query(
                        "select uid_validity, last_uid, uid_next, new_from, new_to from source where id = ?"
                                + " and uid_validity is not null",
                        row -> new Mark(
                                row.getLong("uid_validity"),
                                row.getLong("last_uid"),
                                row.getLong("uid_next"),
                                row.getLong("new_from"),
                                row.getLong("new_to")),
                        sourceId)
                .stream()
                .findFirst();
    }

    public void mark(long sourceId, Mark mark) {
        rows.update(
                "update source set uid_validity = ?, last_uid = ?, uid_next = ?, new_from = ?, new_to = ? where id = ?",
                mark.uidValidity,
                mark.lastUid,
                mark.uidNext,
                mark.newFrom,
                mark.newTo,
                sourceId);
    }

    /** A look at the mailbox ended well: nothing is wrong with it now. */
    public void looked(long sourceId, Instant at, long backlog) {
        rows.update(
                "update source set last_good_look = ?, backlog = ?, trouble = null where id = ?",
                at,
                backlog,
                sourceId);
    }

    public Optional<Instant> lastGoodLook(long sourceId) {
        return rows
                .query(
                        "select last_good_look from source where id = ? and last_good_look is not null",
                        row -> Sql.required(row, "last_good_look"),
                        sourceId)
                .stream()
                .findFirst();
    }

    public Optional<Instant> lastGoodLook(String name) {
        return rows
                .query(
                        "select last_good_look from source where name = ? and last_good_look is not null",
                        row -> Sql.required(row, "last_good_look"),
                        name)
                .stream()
                .findFirst();
    }

    /** The last good look at a mailbox; before the first, or before the first since it was made again, when it was known last. */
    public Optional<Instant> seenAt(String name) {
        return rows
                .query(
                        "select coalesce(last_good_look, made_at) as seen_at from source where name = ?",
                        row -> Sql.required(row, "seen_at"),
                        name)
                .stream()
                .findFirst();
    }

    /**
     * The mailbox was made again: what came since the last look may have gone unseen, so coverage begins again. Blindness still
     * counts from that look.
     */
    public void restarted(long sourceId) {
        rows.update(
                "update source set made_at = coalesce(last_good_look, made_at), last_good_look = null where id = ?",
                sourceId);
    }

    /** How much of a mailbox is still to be read; 0 where it is not known. */
    public long backlog(String name) {
        return rows.query("select backlog from source where name = ?", row -> row.getLong("backlog"), name).stream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * Takes or renews the lease on a mailbox, in one step of the database and by its clock: of several nodes one gets it, whatever time they
     * think it is.
     *
     * @param time how long, in whole seconds
     * @return whether the node has it for so long from now on
     */
    public boolean lease(long sourceId, String node, Duration time) {
        return rows.update(
                        "update source set leased_to = ?, leased_until = current_timestamp + interval '"
                                + time.toSeconds() + "' second where id = ?"
                                + " and (leased_to is null or leased_to = ? or leased_until < current_timestamp)",
                        node,
                        sourceId,
                        node)
                == 1;
    }

    /** Gives the lease back, where the node has it. */
    public void release(long sourceId, String node) {
        rows.update(
                "update source set leased_to = null, leased_until = null where id = ? and leased_to = ?",
                sourceId,
                node);
    }

    public void trouble(long sourceId, String trouble) {
        rows.update("update source set trouble = ? where id = ?", MessageCopyColumns.clip(trouble, 500), sourceId);
    }

    /** Adds a stretch; where it touches or overlaps ones of the same source, they become one. */
    public void cover(long sourceId, Stretch stretch) {
        List<Stretch> touching = rows.query(
                "select covers_from, covers_to from coverage where source_id = ? and covers_from <= ? and covers_to >="
                        + " ?",
                SourceStore::stretch,
                sourceId,
                stretch.to(),
                stretch.from());
        Instant from = stretch.from();
        Instant to = stretch.to();
        for (Stretch eachStretch : touching) {
            from = eachStretch.from().isBefore(from) ? eachStretch.from() : from;
            to = eachStretch.to().isAfter(to) ? eachStretch.to() : to;
        }
        rows.update(
                "delete from coverage where source_id = ? and covers_from <= ? and covers_to >= ?",
                sourceId,
                stretch.to(),
                stretch.from());
        rows.update("insert into coverage (source_id, covers_from, covers_to) values (?, ?, ?)", sourceId, from, to);
    }

    public boolean hasCoverage(long sourceId) {
        return !rows.query("select id from coverage where source_id = ?", row -> row.getLong("id"), sourceId)
                .isEmpty();
    }

    /**
     * What some source of the team's mail covers. Where something lies in quarantine, its source covers the moment of its arrival no
     * more.
     */
    public List<Stretch> covered() {
        return covered("mail");
    }

    /** As above, of sources that hold {@code mail} or {@code announcements}. */
    public List<Stretch> covered(String reads) {
        // one of two words of our own, so that nothing else gets into the statement
        String held = reads.equals("mail") ? "mail" : "announcements";
        Map<Long, List<Stretch>> read = bySource(
                "select source_id, covers_from, covers_to from coverage join source on source.id = source_id where reads = '"
                        + held + "' order by source_id, covers_from, covers_to",
                SourceStore::stretch);
        Map<Long, List<Instant>> missing = bySource(
                "select source_id, arrived_at from quarantine where settled is null and arrived_at is not null",
                row -> Sql.required(row, "arrived_at"));
        return read.entrySet().stream()
                .flatMap(source -> new Coverage(source.getValue())
                        .without(missing.getOrDefault(source.getKey(), List.of())).stretches().stream())
                .toList();
    }

    private <T> Map<Long, List<T>> bySource(String sql, Sql.Mapper<T> mapper) {
        Map<Long, List<T>> found = new TreeMap<>();
        rows.query(
                sql,
                row -> found.computeIfAbsent(row.getLong("source_id"), key -> new ArrayList<>())
                        .add(mapper.map(row)));
        return found;
    }

    /** Since when the admins know that a mailbox cannot be read; empty while it can. */
    public Optional<String> alarm(long sourceId) {
        return rows
                .query(
                        "select alarm from source where id = ? and alarm is not null",
                        row -> row.getString("alarm"),
                        sourceId)
                .stream()
                .findFirst();
    }

    public void alarm(long sourceId, Optional<String> since) {
        rows.update("update source set alarm = ? where id = ?", since.orElse(null), sourceId);
    }

    /** How much of a mailbox is still to be read. */
    public void backlog(long sourceId, long messages) {
        rows.update("update source set backlog = ? where id = ?", messages, sourceId);
    }

    /** Notes why a time is not covered. */
    public void gap(long sourceId, Stretch stretch, GapCause cause) {
        rows.update(
                "insert into gap (source_id, gap_from, gap_to, cause) values (?, ?, ?, ?)",
                sourceId,
                stretch.from(),
                stretch.to(),
                cause.word());
    }

    /** Notes that facts of a time were removed by retention: one gap for each source, from the first to the last of them. */
    public void removed(long sourceId, Stretch stretch) {
        List<Stretch> former = rows.query(
                "select gap_from, gap_to from gap where source_id = ? and cause = ?",
                row -> new Stretch(Sql.required(row, "gap_from"), Sql.required(row, "gap_to")),
                sourceId,
                GapCause.RETENTION.word());
        Stretch all = former.stream()
                .reduce(
                        stretch,
                        (one, other) -> new Stretch(
                                one.from().isBefore(other.from()) ? one.from() : other.from(),
                                one.to().isAfter(other.to()) ? one.to() : other.to()));
        rows.update("delete from gap where source_id = ? and cause = ?", sourceId, GapCause.RETENTION.word());
        gap(sourceId, all, GapCause.RETENTION);
    }

    /** Whether a gap of this cause was noted that begins at that time or later. */
    public boolean hasGap(long sourceId, GapCause cause, Instant from) {
        return !rows.query(
                        "select 1 from gap where source_id = ? and cause = ? and gap_from >= ? fetch first 1 rows only",
                        row -> true,
                        sourceId,
                        cause.word(),
                        from)
                .isEmpty();
    }

    public List<Gap> gaps() {
        return rows.query(
                "select source.name as source_name, gap_from, gap_to, cause from gap join source on source.id = source_id"
                        + " order by gap_from, gap_to",
                row -> new Gap(
                        row.getString("source_name"),
                        new Stretch(Sql.required(row, "gap_from"), Sql.required(row, "gap_to")),
                        Words.of(GapCause.class, row.getString("cause"))));
    }

    public List<Source> all() {
        return rows.query(
                """
                select id, name, kind, made_at, last_good_look, backlog, trouble from source order by name
                """,
                row -> new Source(
                        row.getLong("id"),
                        row.getString("name"),
                        Words.of(SourceOrigin.class, row.getString("kind")),
                        Sql.required(row, "made_at"),
                        Optional.ofNullable(MessageCopyColumns.instant(row, "last_good_look")),
                        row.getLong("backlog"),
                        Optional.ofNullable(row.getString("trouble")),
                        rows.query(
                                "select covers_from, covers_to from coverage where source_id = ? order by covers_from",
                                SourceStore::stretch,
                                row.getLong("id"))));
    }

    private static Stretch stretch(ResultSet row) throws SQLException {
        return new Stretch(Sql.required(row, "covers_from"), Sql.required(row, "covers_to"));
    }
}
