package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.DecisionStore.Head;

/**
 * All tables of the ledger as rows of plain values, the same from H2 and from PostgreSQL: read as they were at one moment, and written
 * into empty tables, all or nothing. A value is a {@link Long}, {@link Boolean}, {@link String}, {@link LocalDate}, {@link Instant}, an
 * array of bytes, or null. Never called within a transaction.
 */
@ApplicationScoped
public class WholeTables {
    /** Which migrations ran, for whom, and whether a copy is under way, is a matter of each database. */
    private static final Set<String> OF_THE_DATABASE =
            Set.of("flyway_schema_history", TableCopy.STATE, TableVersion.TABLE);

    /** What migrations themselves put into an empty ledger, and the condition under which a row is no more than that. */
    static final Map<String, String> SEEDS = Map.of(
            "decision_lock", "1 = 1",
            "webhook_known", "kind = 'turn'",
            "roster_version", "1 = 1",
            "upkeep", "1 = 1",
            "ledger_identity", "1 = 1");

    /** H2's own level: all statements of a transaction see the same moment, whatever table they read. */
    private static final int H2_SNAPSHOT = 6;

    private static final int MOST_ROWS = 1_000;
    private static final long PAGE_BYTES = 4L << 20;

    private final DataSource dataSource;
    private final DecisionStore decisions;
    private final String address;
    private final Optional<String> owner;
    private final Optional<String> rows;

    WholeTables(
            DataSource dataSource,
            DecisionStore decisions,
            @ConfigProperty(name = DatabaseDriver.ADDRESS) String address,
            @ConfigProperty(name = "store.owner-password") Optional<String> owner,
            @ConfigProperty(name = "store.password") Optional<String> rows) {
        this.dataSource = dataSource;
        this.decisions = decisions;
        this.address = address;
        this.owner = owner;
        this.rows = rows;
    }

    /** What a column holds, whatever its database calls that. */
    public enum Kind {
        NUMBER(Types.BIGINT),
        TRUTH(Types.BOOLEAN),
        TEXT(Types.VARCHAR),
        DAY(Types.DATE),
        TIME(Types.TIMESTAMP_WITH_TIMEZONE),
        BYTES(Types.VARBINARY);

        private final int none;

        Kind(int none) {
            this.none = none;
        }
    }

    /** @param counts whether the database gives numbers to new rows by it */
    public record Column(String name, Kind kind, boolean counts) {}

    /** @param key the columns by which rows are told apart, and put in order; all of them where there is no key */
    public record Table(String name, List<Column> columns, List<String> key) {
        List<String> names() {
            return columns.stream().map(Column::name).toList();
        }
    }

    /** Takes one row after another. */
    public interface Sink<X extends Exception> {
        /** @param row one value for each column, in their order */
        void row(List<? extends @Nullable Object> row) throws X;
    }

    /** Works on the tables as they were at one moment. */
    public interface Work<T, X extends Exception> {
        T on(Moment moment) throws X;
    }

    /** Gives the rows of each table in turn. */
    public interface Rows<X extends Exception> {
        void of(Table table, Sink<X> sink) throws X;
    }

    /** What came of filling the tables. */
    public sealed interface Filled {
        /** All rows are there. */
        record Done(long rows) implements Filled {}

        /** There is something in this table already; nothing was written. */
        record NotEmpty(String table) implements Filled {}

        /** The audit log among the rows is not as it was written; nothing was written. */
        record LogDamaged() implements Filled {}
    }

    /** Reads all tables as they are now, while others go on writing. */
    public <T, X extends Exception> T read(Work<T, X> work) throws X {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection, work);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    static <T, X extends Exception> T read(Connection connection, Work<T, X> work) throws X {
        try {
            int before = connection.getTransactionIsolation();
            connection.setTransactionIsolation(isH2(connection) ? H2_SNAPSHOT : Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return work.on(new Moment(connection));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(before);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** The tables of this database, each after those that it refers to. */
    public List<Table> tables() {
        try (Connection connection = dataSource.getConnection()) {
            return tables(connection);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** A table in which there is something already; empty in a ledger that was just made. */
    public Optional<String> taken() {
        try (Connection connection = dataSource.getConnection()) {
            return firstTaken(connection, tables(connection)).map(Table::name);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /**
     * Writes all rows of all tables in one transaction, if there is nothing in them yet.
     *
     * @param next for each table with a column that counts, the number that its next row gets
     * @param head of the audit log among the rows
     */
    public <X extends Exception> Filled fill(Map<String, Long> next, Head head, Rows<X> source) throws X {
        try (Connection connection = owner()) {
            return fill(connection, next, head, source);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private <X extends Exception> Filled fill(Connection connection, Map<String, Long> next, Head head, Rows<X> source)
            throws X, SQLException {
        List<Table> tables = tables(connection);
        Optional<Table> taken = firstTaken(connection, tables);
        if (taken.isPresent()) {
            return new Filled.NotEmpty(taken.get().name());
        }
        // before the transaction, as H2 ends one with it; an empty table may begin to count anywhere
        count(connection, tables, next);
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            for (String seeded : SEEDS.keySet()) {
                run(connection, "delete from " + seeded);
            }
            long written = 0;
            for (Table table : tables) {
                try (Batch batch = new Batch(connection, table, () -> {})) {
                    source.of(table, batch::add);
                    written += batch.finish();
                }
            }
            if (!(decisions.check(connection, List.of(head)) instanceof DecisionStore.Check.Whole)) {
                return new Filled.LogDamaged();
            }
            connection.commit();
            done = true;
            return new Filled.Done(written);
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Says at which number each table goes on counting. H2 ends a transaction with it. */
    static void count(Connection connection, List<Table> tables, Map<String, Long> next) throws SQLException {
        for (Table table : tables) {
            for (Column column : table.columns()) {
                if (column.counts()) {
                    run(
                            connection,
                            "alter table " + table.name() + " alter column " + column.name() + " restart with "
                                    + Math.max(1, next.getOrDefault(table.name(), 1L)));
                }
            }
        }
    }

    static Optional<Table> firstTaken(Connection connection, List<Table> tables) throws SQLException {
        for (Table table : tables) {
            String rest = Optional.ofNullable(SEEDS.get(table.name()))
                    .map(seed -> " where not (" + seed + ")")
                    .orElse("");
            if (number(connection, "select count(*) from " + table.name() + rest) > 0) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** Who reads and writes rows of an H2 file may not say where tables begin to count: its owner may. */
    private Connection owner() throws SQLException {
        if (DatabaseDriver.isH2(address) && owner.isPresent() && rows.isPresent()) {
            return DatabaseUsers.open(address, new DatabaseUsers.Passwords(owner.get(), rows.get()));
        }
        return dataSource.getConnection();
    }

    static List<Table> tables(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String schema = connection.getSchema();
        Map<String, Table> known = new TreeMap<>();
        for (String name :
                strings(about.getTables(null, schema, "%", new String[] {"TABLE", "BASE TABLE"}), "TABLE_NAME")) {
            if (!OF_THE_DATABASE.contains(name.toLowerCase(Locale.ROOT))) {
                Table table = table(about, schema, name);
                known.put(table.name(), table);
            }
        }
        Map<String, Table> ordered = new LinkedHashMap<>();
        while (ordered.size() < known.size()) {
            for (Table table : known.values()) {
                Set<String> first = new TreeSet<>(lower(strings(
                        about.getImportedKeys(null, schema, spelled(connection, table.name())), "PKTABLE_NAME")));
                first.remove(table.name());
                if (ordered.keySet().containsAll(first)) {
                    ordered.putIfAbsent(table.name(), table);
                }
            }
        }
        return List.copyOf(ordered.values());
    }

    private static Table table(DatabaseMetaData about, String schema, String name) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = about.getColumns(null, schema, name, "%")) {
            while (found.next()) {
                columns.add(new Column(
                        found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        kind(found.getInt("DATA_TYPE"), found.getString("TYPE_NAME")),
                        "YES".equals(found.getString("IS_AUTOINCREMENT"))));
            }
        }
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet found = about.getPrimaryKeys(null, schema, name)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        // the databases tell columns in the order in which migrations made them, which is the same on both
        return new Table(
                name.toLowerCase(Locale.ROOT),
                List.copyOf(columns),
                key.isEmpty() ? columns.stream().map(Column::name).toList() : List.copyOf(key.values()));
    }

    private static Kind kind(int type, String name) {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> Kind.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Kind.TRUTH;
            case Types.VARCHAR, Types.CHAR -> Kind.TEXT;
            case Types.DATE -> Kind.DAY;
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> Kind.TIME;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Kind.BYTES;
            default -> throw new IllegalStateException("a column of a type that is not known: " + name);
        };
    }

    private static List<String> strings(ResultSet rows, String column) throws SQLException {
        try (rows) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(column));
            }
            return found;
        }
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static String spelled(Connection connection, String name) throws SQLException {
        return isH2(connection) ? name.toUpperCase(Locale.ROOT) : name;
    }

    static boolean isH2(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All tables as they were when they were first looked at. */
    public static final class Moment {
        private final Connection connection;
        private final boolean h2;

        private Moment(Connection connection) throws SQLException {
            this.connection = connection;
            this.h2 = isH2(connection);
        }

        /** The tables, each after those that it refers to. */
        public List<Table> tables() {
            try {
                return WholeTables.tables(connection);
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        /** The end of the audit log. */
        public Head head() {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select id, hash from decision where id = (select max(id) from decision)")) {
                return row.next() ? new Head(row.getLong(1), row.getString(2)) : Head.NONE;
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        /** The number that the next row of a table gets; empty where the database gives none. It may grow meanwhile. */
        public Optional<Long> next(Table table) {
            try {
                for (Column column : table.columns()) {
                    if (column.counts()) {
                        return Optional.of(next(table, column));
                    }
                }
                return Optional.empty();
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        private long next(Table table, Column column) throws SQLException {
            if (h2) {
                return number(
                        connection,
                        "select identity_base from information_schema.columns where table_schema = 'PUBLIC' and table_name = '"
                                + table.name().toUpperCase(Locale.ROOT) + "' and column_name = '"
                                + column.name().toUpperCase(Locale.ROOT) + "'");
            }
            String sequence;
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select pg_get_serial_sequence('" + table.name() + "', '" + column.name() + "')")) {
                row.next();
                sequence = row.getString(1);
            }
            return number(connection, "select last_value + case when is_called then 1 else 0 end from " + sequence);
        }

        /** Gives all rows of a table, a page at a time, by its key. */
        public <X extends Exception> void rows(Table table, Sink<X> sink) throws X {
            List<Integer> places =
                    table.key().stream().map(table.names()::indexOf).toList();
            List<Object> last = List.of();
            int limit = 1; // a row may hold a whole mail: how long they are shows as they come
            while (true) {
                List<List<@Nullable Object>> page = page(table, last, limit);
                long bytes = 0;
                for (List<@Nullable Object> row : page) {
                    sink.row(row);
                    bytes += size(row);
                }
                if (page.size() < limit) {
                    return;
                }
                List<@Nullable Object> end = page.getLast();
                last = places.stream().<Object>map(end::get).toList();
                limit = (int)
                        Math.clamp(PAGE_BYTES / Math.max(1, bytes / page.size()), 1, Math.min(MOST_ROWS, 4L * limit));
            }
        }

        private List<List<@Nullable Object>> page(Table table, List<Object> after, int limit) {
            String sql = "select " + String.join(", ", table.names()) + " from " + table.name() + after(table, after)
                    + " order by "
                    + table.key().stream().map(name -> sorted(table, name)).collect(Collectors.joining(", "))
                    + " limit " + limit;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int at = 0;
                // as in the condition: of n columns the first once, then two of them, …
                for (int columns = 1; columns <= after.size(); columns++) {
                    for (int column = 0; column < columns; column++) {
                        set(select, ++at, kind(table, table.key().get(column)), after.get(column));
                    }
                }
                List<List<@Nullable Object>> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        List<@Nullable Object> row = new ArrayList<>();
                        for (int i = 0; i < table.columns().size(); i++) {
                            row.add(get(rows, i + 1, table.columns().get(i).kind()));
                        }
                        found.add(row);
                    }
                }
                return found;
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        /** Rows behind a key; of several columns: a &gt; ? or (a = ? and b &gt; ?) or … */
        private String after(Table table, List<Object> last) {
            if (last.isEmpty()) {
                return "";
            }
            List<String> either = new ArrayList<>();
            for (int columns = 1; columns <= last.size(); columns++) {
                StringBuilder all = new StringBuilder();
                for (int column = 0; column < columns; column++) {
                    boolean end = column == columns - 1;
                    all.append(column == 0 ? "" : " and ")
                            .append(sorted(table, table.key().get(column)))
                            .append(end ? " > ?" : " = ?");
                }
                either.add("(" + all + ")");
            }
            return " where " + String.join(" or ", either);
        }

        /** Texts by their characters alone, as H2 has them: PostgreSQL would sort as its locale does. */
        private String sorted(Table table, String column) {
            return !h2 && kind(table, column) == Kind.TEXT ? column + " collate \"C\"" : column;
        }

        private static Kind kind(Table table, String column) {
            return table.columns().get(table.names().indexOf(column)).kind();
        }
    }

    static long size(List<? extends @Nullable Object> row) {
        long bytes = 0;
        for (Object value : row) {
            bytes += switch (value) {
                case byte[] some -> some.length;
                case String text -> 2L * text.length();
                case null, default -> 16;
            };
        }
        return bytes;
    }

    private static @Nullable Object get(ResultSet row, int at, Kind kind) throws SQLException {
        return switch (kind) {
            case NUMBER -> {
                long number = row.getLong(at);
                yield row.wasNull() ? null : number;
            }
            case TRUTH -> {
                boolean truth = row.getBoolean(at);
                yield row.wasNull() ? null : truth;
            }
            case TEXT -> row.getString(at);
            case DAY -> {
                Date day = row.getDate(at);
                yield day == null ? null : day.toLocalDate();
            }
            case TIME -> {
                OffsetDateTime time = row.getObject(at, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case BYTES -> row.getBytes(at);
        };
    }

    private static void set(PreparedStatement statement, int at, Kind kind, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, kind.none);
            case Instant instant -> MessageCopyColumns.setInstant(statement, at, instant);
            case LocalDate day -> statement.setDate(at, Date.valueOf(day));
            case byte[] bytes -> statement.setBytes(at, bytes);
            default -> statement.setObject(at, value);
        }
    }

    /** Something is done once rows are written. */
    interface Flushed {
        void done() throws SQLException;
    }

    /** Adds rows, many at a time. */
    static final class Batch implements AutoCloseable {
        private final Table table;
        private final PreparedStatement insert;
        private final Flushed flushed;

        private long bytes;
        private int waiting;
        private long written;

        Batch(Connection connection, Table table, Flushed flushed) throws SQLException {
            this.table = table;
            this.flushed = flushed;
            this.insert = connection.prepareStatement("insert into " + table.name() + " ("
                    + String.join(", ", table.names()) + ") values ("
                    + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")");
        }

        void add(List<? extends @Nullable Object> row) {
            try {
                for (int i = 0; i < table.columns().size(); i++) {
                    set(insert, i + 1, table.columns().get(i).kind(), row.get(i));
                }
                insert.addBatch();
                bytes += size(row);
                if (++waiting >= MOST_ROWS || bytes >= PAGE_BYTES) {
                    flush();
                }
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }

        long finish() throws SQLException {
            if (waiting > 0) {
                flush();
            }
            return written;
        }

        private void flush() throws SQLException {
            insert.executeBatch();
            written += waiting;
            flushed.done();
            waiting = 0;
            bytes = 0;
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
