package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.coverage.Stretch;

/** Sources, how far each has been read, what it covers, and what of it could not be read. */
@ApplicationScoped
public class SourceStore {
    private final DataSource dataSource;

    SourceStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How far a mailbox has been read (RFC 9051 §2.3.1.1). */
    public record Mark(long uidValidity, long lastUid, long uidNext) {}

    public record Source(
            long id,
            String name,
            String kind,
            Optional<Instant> lastGoodLook,
            long backlog,
            Optional<String> trouble,
            long messages,
            long quarantined,
            List<Stretch> covered) {}

    public record Quarantined(long id, String source, String where, String why, Instant since) {}

    /** The id of a source; makes it where it is new. */
    public long ensure(String name, String kind) {
        Optional<Long> known = query("select id from source where name = ?", row -> row.getLong(1), name).stream()
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        update("insert into source (name, kind) values (?, ?)", name, kind);
        return query("select id from source where name = ?", row -> row.getLong(1), name)
                .getFirst();
    }

    public Optional<Mark> mark(long sourceId) {
        return query(
                        "select uid_validity, last_uid, uid_next from source where id = ? and uid_validity is not null",
                        row -> new Mark(row.getLong(1), row.getLong(2), row.getLong(3)),
                        sourceId)
                .stream()
                .findFirst();
    }

    public void mark(long sourceId, Mark mark) {
        update(
                "update source set uid_validity = ?, last_uid = ?, uid_next = ? where id = ?",
                mark.uidValidity,
                mark.lastUid,
                mark.uidNext,
                sourceId);
    }

    /** A look at the mailbox ended well: nothing is wrong with it now. */
    public void looked(long sourceId, Instant at, long backlog) {
        update("update source set last_good_look = ?, backlog = ?, trouble = null where id = ?", at, backlog, sourceId);
    }

    public Optional<Instant> lastGoodLook(long sourceId) {
        return query(
                        "select last_good_look from source where id = ? and last_good_look is not null",
                        row -> required(row, "last_good_look"),
                        sourceId)
                .stream()
                .findFirst();
    }

    public Optional<Instant> lastGoodLook(String name) {
        return query(
                        "select last_good_look from source where name = ? and last_good_look is not null",
                        row -> required(row, "last_good_look"),
                        name)
                .stream()
                .findFirst();
    }

    /** The mailbox was made anew: what came since the last look may have gone unseen, so coverage begins again. */
    public void restarted(long sourceId) {
        update("update source set last_good_look = null where id = ?", sourceId);
    }

    public void trouble(long sourceId, String trouble) {
        update("update source set trouble = ? where id = ?", SightingColumns.clip(trouble, 500), sourceId);
    }

    /** Adds a stretch; where it touches or overlaps ones of the same source, they become one. */
    public void cover(long sourceId, Stretch stretch) {
        List<Stretch> touching = query(
                "select covers_from, covers_to from coverage where source_id = ? and covers_from <= ? and covers_to >= ?",
                SourceStore::stretch,
                sourceId,
                stretch.to(),
                stretch.from());
        Instant from = stretch.from();
        Instant to = stretch.to();
        for (Stretch one : touching) {
            from = one.from().isBefore(from) ? one.from() : from;
            to = one.to().isAfter(to) ? one.to() : to;
        }
        update(
                "delete from coverage where source_id = ? and covers_from <= ? and covers_to >= ?",
                sourceId,
                stretch.to(),
                stretch.from());
        update("insert into coverage (source_id, covers_from, covers_to) values (?, ?, ?)", sourceId, from, to);
    }

    public boolean hasCoverage(long sourceId) {
        return !query("select id from coverage where source_id = ?", row -> row.getLong(1), sourceId)
                .isEmpty();
    }

    public List<Stretch> covered() {
        return query(
                "select covers_from, covers_to from coverage order by covers_from, covers_to", SourceStore::stretch);
    }

    /** Notes what could not be read; the same place is noted once. Gives how many were new. */
    public long quarantine(long sourceId, String where, String why, Instant since) {
        String place = SightingColumns.clip(where, 1000);
        boolean known = !query(
                        "select id from quarantine where source_id = ? and location = ?",
                        row -> row.getLong(1),
                        sourceId,
                        place)
                .isEmpty();
        if (known) {
            return 0;
        }
        return update(
                "insert into quarantine (source_id, location, reason, since) values (?, ?, ?, ?)",
                sourceId,
                place,
                SightingColumns.clip(why, 500),
                since);
    }

    public List<Quarantined> quarantined() {
        return query(
                "select quarantine.id, source.name, location, reason, since from quarantine"
                        + " join source on source.id = source_id order by quarantine.id",
                row -> new Quarantined(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), required(row, "since")));
    }

    public List<Source> all() {
        return query(
                """
                select id, name, kind, last_good_look, backlog, trouble,
                    (select count(distinct message_id) from sighting where source_id = source.id) as messages,
                    (select count(*) from quarantine where source_id = source.id) as quarantined
                from source order by name
                """,
                row -> new Source(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("kind"),
                        Optional.ofNullable(SightingColumns.instant(row, "last_good_look")),
                        row.getLong("backlog"),
                        Optional.ofNullable(row.getString("trouble")),
                        row.getLong("messages"),
                        row.getLong("quarantined"),
                        query(
                                "select covers_from, covers_to from coverage where source_id = ? order by covers_from",
                                SourceStore::stretch,
                                row.getLong("id"))));
    }

    private static Stretch stretch(ResultSet row) throws SQLException {
        return new Stretch(required(row, "covers_from"), required(row, "covers_to"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(SightingColumns.instant(row, column)).orElseThrow();
    }

    private interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Mapper<T> mapper, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private long update(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Instant instant) {
                SightingColumns.setInstant(statement, i + 1, instant);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }
}
