package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Nodes are upgraded one after the other: one of the version before that is killed meanwhile starts again, and its commands go on. */
@QuarkusTest
class NewerTablesTest {
    @Inject
    Flyway migrations;

    @Inject
    DataSource database;

    @Test
    void theProgramAsItIsConfiguredStartsOnTablesThatANewerOneAddedTo() throws SQLException {
        run(
                "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                        + " \"installed_by\", \"execution_time\", \"success\") values (9999, '999.1', 'newer', 'SQL',"
                        + " 'V999_1__newer.sql', 'newer', 1, true)");
        try {
            assertThat(migrations.migrate().migrationsExecuted).isZero();
            assertThat(migrations.validateWithResult().validationSuccessful).isTrue();
        } finally {
            run("delete from \"flyway_schema_history\" where \"version\" = '999.1'");
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
