package org.triageledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.triageledger.store.DecisionStore.Head;
import org.triageledger.store.WholeTables.Batch;
import org.triageledger.store.WholeTables.Rows;
import org.triageledger.store.WholeTables.Table;
import org.triageledger.store.WholeTables.Work;

/**
 * The database that a ledger is copied into. What was written is kept page by page, so that a copy can go on after it was ended; a row in
 * {@code copy_state} says until its end that nothing else may use the database.
 */
public final class TableCopy implements AutoCloseable {
    static final String STATE = "copy_state";

    private static final long LOCK = 0x7269_6167_656cL;

    private final Connection connection;

    TableCopy(Connection connection) {
        this.connection = connection;
    }

    /** What there is in the database. */
    public sealed interface State {
        /** No table at all. */
        record Bare() implements State {}

        /** The tables of a ledger, and nothing in them. */
        record Empty() implements State {}

        /** A copy of this ledger was begun and not finished. */
        record Begun(String ledger) implements State {}

        /** A ledger with this name, or without one. */
        record Ledger(Optional<String> name, Head head) implements State {}

        /** A table that no ledger has. */
        record Foreign(String table) implements State {}
    }

    /** @throws StoreFailure where it does not answer */
    public static TableCopy open(PostgresLogin login) {
        try {
            return new TableCopy(PostgresServer.connect(login));
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /**
     * Opens an H2 file that nobody else has open.
     *
     * @throws StoreFailure where somebody has
     */
    public static TableCopy open(String address, DatabaseUsers.Passwords passwords) {
        try {
            return new TableCopy(DatabaseUsers.open(address, passwords));
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Whether no other copy works on this database; holds until it is closed. */
    public boolean isAlone() {
        try {
            if (WholeTables.isH2(connection)) {
                return true; // the file is locked as long as it is open
            }
            try (PreparedStatement select = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
                select.setLong(1, LOCK);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    public State state() {
        try {
            List<Table> tables = WholeTables.tables(connection);
            List<String> names = names();
            if (names.isEmpty()) {
                return new State.Bare();
            }
            if (!names.contains("flyway_schema_history") || !names.contains("decision")) {
                return new State.Foreign(names.getFirst());
            }
            if (names.contains(STATE)) {
                Optional<String> begun = text("select ledger from " + STATE);
                if (begun.isPresent()) {
                    return new State.Begun(begun.get());
                }
            }
            if (WholeTables.firstTaken(connection, tables).isEmpty()) {
                return new State.Empty();
            }
            Optional<String> name =
                    names.contains("ledger_identity") ? text("select name from ledger_identity") : Optional.empty();
            return new State.Ledger(name, WholeTables.read(connection, WholeTables.Moment::head));
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private List<String> names() throws SQLException {
        try (ResultSet found = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            List<String> names = new java.util.ArrayList<>();
            while (found.next()) {
                names.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    private Optional<String> text(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** The tables of the database. */
    public List<Table> tables() {
        try {
            return WholeTables.tables(connection);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Takes out all rows, also those of migrations, and notes of which ledger a copy begins. In one transaction. */
    public void begin(String ledger, Instant now) {
        inOne(() -> {
            List<Table> tables = WholeTables.tables(connection);
            for (Table table : tables.reversed()) {
                WholeTables.run(connection, "delete from " + table.name());
            }
            WholeTables.run(connection, "delete from " + STATE);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into " + STATE + " (id, ledger, begun_at) values (1, ?, ?)")) {
                insert.setString(1, ledger);
                MessageCopyColumns.setInstant(insert, 2, now);
                insert.executeUpdate();
            }
        });
    }

    /** What stands in a table by now. */
    public RowSum sum(Table table) {
        return WholeTables.<RowSum, RuntimeException>read(connection, moment -> {
            RowSum sum = new RowSum();
            moment.<RuntimeException>rows(table, sum::add);
            return sum;
        });
    }

    /** Adds rows to a table. Each page of them stays, whatever happens afterwards. */
    public <X extends Exception> void add(Table table, Rows<X> source) throws X {
        try {
            connection.setAutoCommit(false);
            try (Batch batch = new Batch(connection, table, connection::commit)) {
                source.of(table, batch::add);
                batch.finish();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Says at which number each table goes on counting. */
    public void count(Map<String, Long> next) {
        try {
            WholeTables.count(connection, WholeTables.tables(connection), next);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Reads all tables as they are now. */
    public <T, X extends Exception> T read(Work<T, X> work) throws X {
        return WholeTables.read(connection, work);
    }

    /** Whether the audit log is as it was written, up to this end. */
    public boolean isWhole(DecisionStore decisions, Head head) {
        try {
            return WholeTables.read(connection, WholeTables.Moment::head).equals(head)
                    && decisions.check(connection, List.of(head)) instanceof DecisionStore.Check.Whole;
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** From now on it is a ledger. */
    public void end() {
        inOne(() -> WholeTables.run(connection, "delete from " + STATE));
    }

    private void inOne(WholeTables.Flushed work) {
        try {
            connection.setAutoCommit(false);
            try {
                work.done();
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            if (WholeTables.isH2(connection)) {
                WholeTables.run(connection, "shutdown"); // it would stay open until the program ends
            }
            connection.close();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }
}
