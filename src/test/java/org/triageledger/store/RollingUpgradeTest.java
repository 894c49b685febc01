package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.triageledger.store.WholeTables.Table;

/**
 * Nodes are upgraded one after the other: the program of the last release goes on reading and writing while, and after, the newer one changes
 * the tables. So what a migration adds must not be in its way, and nothing that it uses may go.
 */
class RollingUpgradeTest {
    /** The tables of the last release. Raise it with each release. */
    private static final String LAST_RELEASE = "60.1";

    private static final Path MIGRATIONS = Path.of("src/main/resources/db");
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\b(drop|rename|truncate)\\b|\\balter\\s+column\\b|\\bset\\s+not\\s+null\\b", Pattern.CASE_INSENSITIVE);

    private static MigrationVersion version(Path file) {
        String name = file.getFileName().toString();
        return MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")));
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".sql"))
                    .toList();
        }
    }

    @Test
    void newMigrationsTakeNothingAway() throws IOException {
        for (Path file : migrations()) {
            if (version(file).compareTo(MigrationVersion.fromVersion(LAST_RELEASE)) > 0) {
                String statements =
                        Files.readString(file, StandardCharsets.UTF_8).replaceAll("--.*", "");
                assertThat(TAKES_AWAY.matcher(statements).results().map(found -> found.group()))
                        .as("what %s takes away or makes stricter", file.getFileName())
                        .isEmpty();
            }
        }
    }

    @Test
    void onH2() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:rolling-upgrade;DB_CLOSE_DELAY=-1");
        theLastReleaseGoesOn(database);
    }

    @Test
    void onPostgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setConnectConfig("connectTimeout", "20")
                .start()) {
            theLastReleaseGoesOn(server.getPostgresDatabase());
        }
    }

    private static void theLastReleaseGoesOn(DataSource database) throws Exception {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(LAST_RELEASE)
                .load()
                .migrate();
        List<String> statements = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            for (Table table : WholeTables.tables(connection)) {
                statements.addAll(lastStatements(connection, table));
            }
        }
        assertThat(statements).hasSizeGreaterThan(50);
        run(database, statements);
        Flyway newer = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load();
        while (newer.info().pending().length > 0) {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .target(newer.info().pending()[0].getVersion())
                    .load()
                    .migrate();
            run(database, statements);
        }
        assertThat(new TableVersion(database).isTooOld()).isFalse();
        run(database, List.of("update oldest_program set migration = 'V999_1__contract.sql'"));
        assertThat(new TableVersion(database).isTooOld()).isTrue();
    }

    /** For each table what the last release does with it: it names its columns, adds rows with all that must be there, changes and removes. */
    private static List<String> lastStatements(Connection connection, Table table) throws SQLException {
        String columns = String.join(", ", table.names());
        List<String> statements = new ArrayList<>(List.of(
                "select " + columns + " from " + table.name(),
                "update " + table.name() + " set "
                        + table.names().stream()
                                .map(column -> column + " = " + column)
                                .collect(Collectors.joining(", ")),
                "delete from " + table.name() + " where 1 = 0"));
        // adds nothing, but must be understood: with exactly the columns of the last release
        statements.add("insert into " + table.name() + " (" + columns + ") select " + columns + " from " + table.name()
                + " where 1 = 0");
        // what must be there now must have had to be there then
        statements.add("-- required " + table.name() + " " + String.join(" ", required(connection, table)));
        return statements;
    }

    private static TreeSet<String> required(Connection connection, Table table) throws SQLException {
        TreeSet<String> names = new TreeSet<>();
        for (String spelled : List.of(table.name(), table.name().toUpperCase(Locale.ROOT))) {
            try (ResultSet column = connection.getMetaData().getColumns(null, connection.getSchema(), spelled, "%")) {
                while (column.next()) {
                    if ("NO".equals(column.getString("IS_NULLABLE"))
                            && column.getString("COLUMN_DEF") == null
                            && !"YES".equals(column.getString("IS_AUTOINCREMENT"))) {
                        names.add(column.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return names;
    }

    private static void run(DataSource database, List<String> statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<Table> tables = WholeTables.tables(connection);
            for (String sql : statements) {
                if (sql.startsWith("-- required ")) {
                    List<String> words = List.of(sql.strip().split(" "));
                    Table table = tables.stream()
                            .filter(one -> one.name().equals(words.get(2)))
                            .findFirst()
                            .orElseThrow();
                    TreeSet<String> more = required(connection, table);
                    more.removeAll(words.size() > 3 ? words.subList(3, words.size()) : Collections.emptyList());
                    assertThat(more)
                            .as("columns of %s that the last release does not fill", table.name())
                            .isEmpty();
                } else {
                    statement.execute(sql);
                }
            }
        }
    }
}
