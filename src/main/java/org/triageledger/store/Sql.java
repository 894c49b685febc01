package org.triageledger.store;

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

/** Plain JDBC in the caller's transaction. */
final class Sql {
    /** Rows that are read at once where all of a large table are: H2 writes the rows of a query to a file once they are some thousands. */
    private static final int PIECE = 4000;

    private final DataSource dataSource;

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(MessageCopyColumns.instant(row, column)).orElseThrow();
    }

    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Takes a row of a table whose rows are numbered, and gives its number. */
    interface Numbered {
        long take(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows in the order of their numbers, some at a time. Gives the number of the last one.
     *
     * @param sql selects rows above a number, its only parameter, and has no order
     * @param number the column of the number
     * @param after where to begin
     */
    static long inPieces(Connection connection, String sql, String number, long after, Numbered each)
            throws SQLException {
        long last = after;
        try (PreparedStatement select =
                connection.prepareStatement(sql + " order by " + number + " fetch first " + PIECE + " rows only")) {
            select.setFetchSize(PIECE);
            int read;
            do {
                read = 0;
                select.setLong(1, last);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        last = each.take(rows);
                        read++;
                    }
                }
            } while (read == PIECE);
        }
        return last;
    }

    <T> List<T> query(String sql, Mapper<T> mapper, @Nullable Object... values) {
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

    long update(String sql, @Nullable Object... values) {
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
                MessageCopyColumns.setInstant(statement, i + 1, instant);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }
}
