package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.Place;

/** Copies of mails that were removed because they are old: what they were is gone, that they are not to come back is kept. */
@ApplicationScoped
public class RetentionStore {
    private static final int CHUNK = 500;

    private final DataSource dataSource;
    private final Sql rows;

    RetentionStore(DataSource dataSource) {
        this.dataSource = dataSource;
        this.rows = new Sql(dataSource);
    }

    /** Where a copy stands. Another mail may have the same Message-ID, which is its sender's choice, and a digest brings several mails. */
    public record Copy(Place place, String messageId) {}

    /** @param source the id of its source */
    public record Row(long seq, long source, Copy copy) {}

    /**
     * A time of which facts were removed.
     *
     * @param fingerprint of all that decided then whose work that mail was
     * @param before the UTC day before which that mail came
     */
    public record Removed(String fingerprint, LocalDate before, Stretch stretch) {}

    /** The rows of these copies. Reads through the whole table once: nothing else is found by its place. */
    public Map<Copy, List<Row>> rows(Set<Copy> copies) {
        Map<Copy, List<Row>> found = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select seq, source_id, source.name as source_name, location, message_id from sighting join source on"
                                + " source.id = source_id where announcement is null order by seq")) {
            select.setFetchSize(1000);
            try (ResultSet all = select.executeQuery()) {
                while (all.next()) {
                    Copy copy = new Copy(
                            new Place(all.getString("source_name"), all.getString("location")),
                            all.getString("message_id"));
                    if (copies.contains(copy)) {
                        found.computeIfAbsent(copy, first -> new ArrayList<>(1))
                                .add(new Row(all.getLong("seq"), all.getLong("source_id"), copy));
                    }
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        return found;
    }

    /** Removes rows, and remembers that they are not to come back; gives how many there were. */
    public long remove(Collection<Long> seqs, Instant at) {
        long removed = 0;
        List<Long> all = List.copyOf(new TreeSet<>(seqs));
        for (int from = 0; from < all.size(); from += CHUNK) {
            String chunk = String.join(
                    ", ",
                    all.subList(from, Math.min(all.size(), from + CHUNK)).stream()
                            .map(String::valueOf)
                            .toList());
            rows.update(
                    "insert into removed_copy (digest, part, removed_at) select distinct digest, part, cast(? as timestamp(6)"
                            + " with time zone) from sighting s where seq in (" + chunk
                            + ") and not exists (select 1 from removed_copy r where r.digest = s.digest and r.part = s.part)",
                    at);
            rows.update("delete from sighting_key where seq in (" + chunk + ")");
            removed += rows.update("delete from sighting where seq in (" + chunk + ")");
        }
        if (removed > 0) {
            // on H2 what was removed stands in the file until it is written anew, at a start
            rows.update("insert into upkeep (task) select 'compact' where not exists (select 1 from upkeep where task ="
                    + " 'compact')");
        }
        return removed;
    }

    /** The number of the row that was added last, of those that are there; 0 where there is none. */
    public long lastSeq() {
        return rows.query("select coalesce(max(seq), 0) as last_seq from sighting", row -> row.getLong("last_seq"))
                .getFirst();
    }

    /** A number that changes whenever something was removed, or somebody erased. */
    public long version() {
        return rows.query(
                        "select (select count(*) from removed_copy) + (select count(*) from erased) as copies",
                        row -> row.getLong("copies"))
                .getFirst();
    }

    /** Of these copies (digest, stroke, part) those that were removed. */
    static Set<String> removed(Connection connection, Collection<MessageCopyRow> copies) throws SQLException {
        Set<String> found = new HashSet<>();
        List<String> digests =
                copies.stream().map(row -> row.sighting().digest()).distinct().toList();
        if (digests.isEmpty()) {
            return found;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select digest, part from removed_copy where digest in (" + "?, ".repeat(digests.size() - 1) + "?)")) {
            for (int i = 0; i < digests.size(); i++) {
                select.setString(i + 1, digests.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString("digest") + "/" + rows.getInt("part"));
                }
            }
        }
        return found;
    }

    /** The times of which facts were removed. */
    public List<Removed> times() {
        return rows.query(
                "select fingerprint, before_day, removed_from, removed_to from retention order by id",
                row -> new Removed(
                        row.getString("fingerprint"),
                        row.getDate("before_day").toLocalDate(),
                        new Stretch(Sql.required(row, "removed_from"), Sql.required(row, "removed_to"))));
    }

    /** Puts one time in the place of others. */
    public void replace(List<Removed> former, Removed one) {
        former.forEach(old -> rows.update(
                "delete from retention where fingerprint = ? and before_day = ?",
                old.fingerprint(),
                Date.valueOf(old.before())));
        rows.update(
                "insert into retention (fingerprint, before_day, removed_from, removed_to) values (?, ?, ?, ?)",
                one.fingerprint(),
                Date.valueOf(one.before()),
                one.stretch().from(),
                one.stretch().to());
    }
}
