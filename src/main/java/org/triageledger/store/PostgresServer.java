package org.triageledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import org.triageledger.store.PostgresLogin.Names;

/** Looks at a PostgreSQL before anything is done with it, and says what is wrong with it in one line. */
public final class PostgresServer {
    /** The oldest version with which the tests run. */
    public static final int OLDEST = 14;

    /** What the names begin with under which programs of the ledger sign in; see {@link OtherPrograms}. */
    public static final String APPLICATION = "triage-ledger/";

    private static final String SECONDS_TO_CONNECT = "10";

    private PostgresServer() {}

    /** What keeps the ledger from using this database; empty where nothing does. */
    public static Optional<String> problem(PostgresLogin login, Names names) {
        try (Connection connection = connect(login)) {
            return unfit(connection, login, names);
        } catch (SQLException e) {
            return Optional.of(line(e, login, names));
        }
    }

    /** @throws SQLException whose message may quote what it was given */
    static Connection connect(PostgresLogin login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        login.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("ApplicationName", APPLICATION + "look");
        properties.setProperty("reWriteBatchedInserts", "true");
        Connection connection = new Driver().connect(login.url(), properties);
        if (connection == null) {
            throw new SQLException("no address of PostgreSQL", "08001");
        }
        return connection;
    }

    private static Optional<String> unfit(Connection connection, PostgresLogin login, Names names) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            return Optional.of("the PostgreSQL at " + login.place() + " has version " + version
                    + ", and the ledger needs " + OLDEST + " or newer: upgrade it, or name another in " + names.url());
        }
        String encoding = text(connection, "show server_encoding");
        if (!"UTF8".equals(encoding)) {
            return Optional.of("the database at " + login.place() + " keeps texts as " + encoding
                    + ": make one with the encoding UTF8 (createdb -E UTF8)");
        }
        if ("t".equals(text(connection, "select pg_is_in_recovery()"))) {
            return Optional.of("the PostgreSQL at " + login.place()
                    + " is a standby that can only be read: name the primary in " + names.url());
        }
        if ("f".equals(text(connection, "select has_schema_privilege(current_schema(), 'create')"))) {
            return Optional.of("the user " + login.user() + " may not make tables in the database at " + login.place()
                    + ": make the user its owner (alter database " + login.database() + " owner to " + login.user()
                    + ")");
        }
        return Optional.empty();
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Whether it comes from PostgreSQL. */
    public static boolean isOf(SQLException failure) {
        return failure instanceof PSQLException;
    }

    /** Says in one line why a connection was refused, without the text of the server, which may quote what it was given. */
    public static String line(SQLException failure, PostgresLogin login, Names names) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "28P01", "28000" ->
                "the PostgreSQL at " + login.place() + " does not let the user " + login.user() + " in: check "
                        + names.user() + ", " + names.password() + " and pg_hba.conf of the server";
            case "3D000" ->
                "there is no database " + login.database() + " at " + login.place() + ": make it (createdb -O "
                        + login.user() + " " + login.database() + "), or correct " + names.url();
            case "53300" ->
                "the PostgreSQL at " + login.place()
                        + " takes no more connections: end programs that use it, or raise its max_connections";
            case "57P03" ->
                "the PostgreSQL at " + login.place()
                        + " is starting, stopping or recovering: try again when it is ready";
            default ->
                state.startsWith("08")
                        ? "no PostgreSQL answers at " + login.place() + ": start it, or correct " + names.url()
                        : "the database at " + login.place() + " cannot be used (SQL state " + state
                                + "): look into the log of the PostgreSQL";
        };
    }
}
