package org.triageledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;

/**
 * The two users of the H2 file. The owner makes tables and is used for that alone, when the program starts. The other reads and
 * writes rows and has no other right: H2 runs Java code for administrators ({@code CREATE ALIAS}, {@code CREATE TRIGGER}), and reads and
 * writes files for them ({@code RUNSCRIPT}, {@code SCRIPT}, {@code FILE_READ}).
 */
public final class DatabaseUsers {
    private static final String OWNER = "LEDGER_OWNER";

    /**
     * What only an administrator may set: a commit is on the disk when it returns; no file of traces, which quote rows; open until the
     * program ends, so that this holds as long.
     */
    private static final String SETTINGS = ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_DELAY=-1";

    /** The only user of ledgers that were made before there were two; was an administrator with a password known to everybody. */
    private static final String ROWS = "LEDGER";

    private static final String KNOWN_PASSWORD = "ledger";
    private static final String WRONG_PASSWORD = "28000";

    private DatabaseUsers() {}

    /**
     * Their passwords: letters, digits, {@code -} and {@code _}.
     *
     * @param owner of the one that makes tables
     * @param rows of the one that the running program is
     */
    public record Passwords(String owner, String rows) {
        public Passwords {
            if (!owner.matches("[A-Za-z0-9_-]{20,}") || !rows.matches("[A-Za-z0-9_-]{20,}")) {
                throw new IllegalArgumentException("no passwords of a database");
            }
        }

        @Override
        public String toString() {
            return "two passwords";
        }
    }

    /**
     * Opens the database as its owner, after making both users, or after changing over a ledger that has only the old one. It may be
     * ended at any moment and begun again: that the user of rows is no administrator and has its rights is done last.
     */
    static Connection open(String file, Passwords passwords) throws SQLException {
        String address = file + SETTINGS;
        Connection connection = owner(address, passwords);
        try {
            if (!isSettled(connection)) {
                settle(connection, passwords);
            }
            removeForeign(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Rewrites the file if that is due, so that nothing overwritten stands in it any more; all connections to it end.
     *
     * @param connection of the owner, when nobody else has the file open
     */
    static void compactIfDue(Connection connection) throws SQLException {
        boolean known = !names(
                        connection,
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                                + " and table_name = 'UPKEEP'")
                .isEmpty();
        if (known
                && !names(
                                connection,
                                "select task from upkeep where task = 'compact'"
                                        + " and not exists (select 1 from sighting where advisories is not null)")
                        .isEmpty()) {
            run(connection, "delete from upkeep where task = 'compact'");
            run(connection, "shutdown compact");
        }
    }

    /** Sets again what holds as long as the file is open, where it may have been closed since. */
    static void keepSafe(String file, Passwords passwords) throws SQLException {
        connect(file + SETTINGS, OWNER, passwords.owner()).close();
    }

    static String ownerName() {
        return OWNER;
    }

    private static Connection owner(String address, Passwords passwords) throws SQLException {
        try {
            return connect(address, OWNER, passwords.owner());
        } catch (SQLException e) {
            if (!WRONG_PASSWORD.equals(e.getSQLState())) {
                throw e;
            }
            try (Connection old = connect(address, ROWS, KNOWN_PASSWORD)) {
                run(old, "create user if not exists " + OWNER + " password '" + passwords.owner() + "' admin");
                return connect(address, OWNER, passwords.owner());
            } catch (SQLException neither) {
                e.addSuppressed(neither);
                throw e;
            }
        }
    }

    private static Connection connect(String address, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return new Driver().connect(address, properties);
    }

    private static boolean isSettled(Connection connection) throws SQLException {
        return !names(
                        connection,
                        "select user_name from information_schema.users where user_name = '" + ROWS
                                + "' and not is_admin"
                                + " and exists (select 1 from information_schema.rights where grantee = '" + ROWS
                                + "')")
                .isEmpty();
    }

    private static void settle(Connection connection, Passwords passwords) throws SQLException {
        run(connection, "create user if not exists " + ROWS + " password '" + passwords.rows() + "'");
        run(connection, "alter user " + ROWS + " set password '" + passwords.rows() + "'");
        run(connection, "alter user " + ROWS + " admin false");
        run(connection, "grant select, insert, update, delete on schema public to " + ROWS);
    }

    /** What no version of this program makes, and what could only have been made to run code or to stay. */
    private static void removeForeign(Connection connection) throws SQLException {
        for (String name : names(
                connection,
                "select user_name from information_schema.users where user_name not in ('" + OWNER + "', '" + ROWS
                        + "')")) {
            run(connection, "drop user " + name);
        }
        for (String name : names(connection, "select trigger_schema, trigger_name from information_schema.triggers")) {
            run(connection, "drop trigger " + name);
        }
        for (String name : names(
                connection,
                "select distinct routine_schema, routine_name from information_schema.routines"
                        + " where routine_type in ('FUNCTION', 'PROCEDURE')")) {
            run(connection, "drop alias " + name);
        }
        for (String name : names(
                connection,
                "select distinct routine_schema, routine_name from information_schema.routines"
                        + " where routine_type = 'AGGREGATE'")) {
            run(connection, "drop aggregate " + name);
        }
        for (String name : names(
                connection,
                "select table_schema, table_name from information_schema.tables where storage_type = 'TABLE LINK'")) {
            run(connection, "drop table " + name);
        }
    }

    /** Quoted, and joined with dots where a row has several. */
    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> parts = new ArrayList<>();
                for (int at = 1; at <= columns; at++) {
                    parts.add("\"" + rows.getString(at).replace("\"", "\"\"") + "\"");
                }
                found.add(String.join(".", parts));
            }
        }
        return found;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
