package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade of an H2 file that ends in the middle, as by kill -9, leaves the file as it was before. */
class BeforeUpgradeTest {
    @TempDir
    Path folder;

    private Path migrations;
    private String address;

    @BeforeEach
    void place() throws Exception {
        migrations = Files.createDirectory(folder.resolve("migrations"));
        address = "jdbc:h2:file:" + folder.resolve("ledger");
        migration("V1__first.sql", "create table first (id integer primary key);", "insert into first values (1);");
    }

    private void migration(String name, String... statements) throws Exception {
        Files.writeString(migrations.resolve(name), String.join("\n", statements));
    }

    /** As a start does it: puts back what was left, migrates, and ends. */
    private void start() throws Exception {
        BeforeUpgrade upgrade = new BeforeUpgrade(address);
        upgrade.restore();
        Flyway.configure()
                .dataSource(address, "sa", "")
                .locations("filesystem:" + migrations)
                .callbacks(upgrade)
                .load()
                .migrate();
    }

    private List<String> tables() throws SQLException {
        try (Connection connection = DriverManager.getConnection(address, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select lower(table_name) from information_schema.tables where table_schema = 'PUBLIC' order by 1")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    @Test
    void whatAnUpgradeLeftInTheMiddleIsTakenBackAtTheNextStart() throws Exception {
        start();
        migration("V2__second.sql", "create table later (id integer);", "insert into first values (1);");
        assertThat(catchThrowable(this::start)).isInstanceOf(FlywayException.class);
        assertThat(tables()).as("H2 kept the half of it").contains("first", "later");
        assertThat(folder.resolve("ledger.before-upgrade.zip")).isNotEmptyFile();

        migration("V2__second.sql", "create table later (id integer);", "insert into first values (2);");
        start();

        assertThat(tables()).containsExactly("first", "flyway_schema_history", "later");
        assertThat(folder.resolve("ledger.before-upgrade.zip")).doesNotExist();
    }

    @Test
    void aFirstStartThatWasEndedBeginsAnew() throws Exception {
        migration("V1__first.sql", "create table first (id integer primary key);", "insert into nowhere values (1);");
        assertThat(catchThrowable(this::start)).isInstanceOf(FlywayException.class);
        migration("V1__first.sql", "create table first (id integer primary key);", "insert into first values (1);");
        start();
        assertThat(tables()).containsExactly("first", "flyway_schema_history");
    }

    @Test
    void aStartWithoutMigrationsKeepsNothing() throws Exception {
        start();
        start();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("migrations", "ledger.mv.db");
        }
    }
}
