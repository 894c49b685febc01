package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

class DatabaseDriverTest {
    private final DatabaseDriver driver = new DatabaseDriver();

    @Test
    void anAddressOfH2LeadsToH2() throws SQLException {
        try (Connection connection = Optional.ofNullable(driver.connect("jdbc:h2:mem:", new Properties()))
                .orElseThrow()) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        }
    }

    @Test
    void anAddressOfPostgresqlLeadsToPostgresql() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> driver.connect("jdbc:postgresql://127.0.0.1:" + port + "/ledger", new Properties()))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        away -> assertThat(away.getSQLState()).isEqualTo("08001"));
    }

    @Test
    void anAddressOfNeitherLeadsNowhere() throws SQLException {
        assertThat(driver.acceptsURL("jdbc:mysql://127.0.0.1/ledger")).isFalse();
        assertThat(driver.connect("jdbc:mysql://127.0.0.1/ledger", new Properties()))
                .isNull();
    }
}
