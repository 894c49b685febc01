package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.triageledger.core.hash.Sha256;

/** Counts what should not be there: rows without those that they refer to, states that none of ours is, times that cannot be. */
@ApplicationScoped
public class SoundnessStore {
    /** What refers to rows without a foreign key: the condition holds for rows whose other half is missing. */
    private static final Map<String, String> LOOSE = loose();

    private final DataSource dataSource;
    private final Sql rows;

    SoundnessStore(DataSource dataSource) {
        this.dataSource = dataSource;
        this.rows = new Sql(dataSource);
    }

    /** @param what the two tables, as {@code one without other} */
    public record Orphans(String what, long rows) {}

    private static Map<String, String> loose() {
        Map<String, String> loose = new LinkedHashMap<>();
        loose.put(
                "sighting without sighting_key",
                "sighting s where not exists (select 1 from sighting_key k where k.seq = s.seq)");
        loose.put(
                "sighting_key without sighting",
                "sighting_key k where not exists (select 1 from sighting s where s.seq = k.seq)");
        return loose;
    }

    /** Rows that refer to one that is not there, also where the database was told to look away. */
    public List<Orphans> orphans() {
        Map<String, Long> found = new TreeMap<>();
        LOOSE.forEach((what, from) -> found.put(what, count("select count(*) as found from " + from)));
        references().forEach((what, sql) -> found.put(what, count(sql)));
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new Orphans(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** How many ways there are to refer to a row. */
    public int referenceCount() {
        return LOOSE.size() + references().size();
    }

    private Map<String, String> references() {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            String schema = connection.getSchema();
            List<String> tables = new ArrayList<>();
            try (ResultSet all = about.getTables(null, schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (all.next()) {
                    tables.add(all.getString("TABLE_NAME"));
                }
            }
            for (String table : tables) {
                try (ResultSet keys = about.getImportedKeys(null, schema, table)) {
                    while (keys.next()) {
                        String other = keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT);
                        String column = keys.getString("FKCOLUMN_NAME").toLowerCase(Locale.ROOT);
                        String key = keys.getString("PKCOLUMN_NAME").toLowerCase(Locale.ROOT);
                        String one = table.toLowerCase(Locale.ROOT);
                        found.put(
                                one + " without " + other,
                                "select count(*) as found from " + one + " a where a." + column
                                        + " is not null and not exists (select 1 from " + other + " b where b." + key
                                        + " = a." + column + ")");
                    }
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        return found;
    }

    /** Letters of a state that is none of ours, or that count less than no attempts. */
    public long lettersAstray(List<String> states) {
        return count("select count(*) as found from outbox where attempts < 0 or state not in ('"
                + String.join("', '", states) + "')");
    }

    /** Letters that should have gone out, or been tried again, by then. */
    public long lettersDueBefore(Instant then) {
        return rows.query(
                        "select count(*) as found from outbox where state = 'due' and next_at < ?",
                        row -> row.getLong("found"),
                        then)
                .getFirst();
    }

    /** Leases that reach further than any node takes one: the clock of one was ahead. */
    public long leasesBeyond(Instant then) {
        return rows.query(
                        "select count(*) as found from source where leased_until > ?",
                        row -> row.getLong("found"),
                        then)
                .getFirst();
    }

    /**
     * Snapshots of reviews that are not what they were.
     *
     * @param frozenAs which SHA-256 one should have now, by the one under which it is kept
     */
    public long snapshotsChanged(UnaryOperator<String> frozenAs) {
        long changed = 0;
        for (String sha256 : rows.query("select sha256 from review_snapshot", row -> row.getString("sha256"))) {
            changed +=
                    rows
                            .query(
                                    "select bytes from review_snapshot where sha256 = ?",
                                    row -> row.getBytes("bytes"),
                                    sha256)
                            .stream()
                            .filter(bytes -> !Sha256.hex(bytes).equals(frozenAs.apply(sha256)))
                            .count();
        }
        return changed;
    }

    private long count(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }
}
