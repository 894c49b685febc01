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

/** Plain JDBC in the transaction of whoever calls. */
final class Sql {
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
