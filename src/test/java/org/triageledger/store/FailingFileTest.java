package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 files on a disk that is full, that can only be read, of another version, and in the middle of an upgrade. */
class FailingFileTest {
    private static final String OWNER = "owner-password-for-tests";
    private static final String ROWS = "rows-password-for-the-tests";

    @TempDir
    Path folder;

    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void closed() {
        FaultyDisk.full(false);
        for (String address : opened) {
            try (Connection connection = DriverManager.getConnection(address, "LEDGER_OWNER", OWNER);
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown");
            } catch (SQLException e) {
                // closed already
            }
        }
    }

    private String file(String scheme) {
        String address = "jdbc:h2:" + scheme + ":" + folder.resolve("ledger");
        opened.add(address);
        return address;
    }

    private static void migrate(String address, boolean alone, String... locations) {
        FluentConfiguration configuration = new FluentConfiguration().locations(locations);
        new H2Migrations(address, Optional.of(OWNER), Optional.of(ROWS), alone).customize(configuration);
        configuration.load().migrate();
    }

    private static final String[] ALL = {"classpath:db/migration", "classpath:db/h2"};

    private static AgroalDataSource pool(String address) throws SQLException {
        AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(of -> of.maxSize(2)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.sqlValidator("select 1", 5))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(address)
                                .principal(new NamePrincipal("LEDGER"))
                                .credential(new SimplePassword(ROWS)))));
        pool.setPoolInterceptors(List.of(new ReopenedFile(address, Optional.of(OWNER), Optional.of(ROWS))));
        return pool;
    }

    /** What was said to be stored is there afterwards, what was refused is not, and work goes on with the same pool. */
    @Test
    void aFullDiskLosesNothingAndIsLeftByItself() throws Exception {
        FaultyDisk.use();
        String address = file("faulty");
        migrate(address, false, ALL);
        try (AgroalDataSource pool = pool(address)) {
            Sql rows = new Sql(pool);
            rows.update("insert into feed (name, place) values ('before', ?)", "x".repeat(900));
            FaultyDisk.full(true);
            List<Optional<DatabaseTrouble>> said = new ArrayList<>();
            List<String> stored = new ArrayList<>(List.of("before"));
            for (int attempt = 0; attempt < 8; attempt++) {
                String name = "full" + attempt;
                Throwable refused = catchThrowable(
                        () -> rows.update("insert into feed (name, place) values (?, ?)", name, "x".repeat(900)));
                if (refused == null) {
                    stored.add(name);
                } else {
                    said.add(DatabaseTrouble.of(refused));
                    assertThat(refused.getMessage()).doesNotContain("xxx").doesNotContain("insert");
                }
            }
            assertThat(said).hasSize(8).allMatch(trouble -> trouble.equals(Optional.of(DatabaseTrouble.FULL)));
            FaultyDisk.full(false);
            rows.update("insert into feed (name, place) values ('after', 'x')");
            stored.add("after");
            assertThat(rows.query("select name from feed order by name", row -> row.getString("name")))
                    .containsExactlyInAnyOrderElementsOf(stored);
        }
        assertThat(names()).noneMatch(name -> name.endsWith(".trace.db"));
        // and on the disk
        closed();
        try (Connection connection = DriverManager.getConnection(address, "LEDGER_OWNER", OWNER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from feed")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(2);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void aFileThatCanOnlyBeReadSaysSo() throws SQLException {
        String address = file("file");
        migrate(address, false, ALL);
        closed();
        String readOnly = address + ";ACCESS_MODE_DATA=r";
        opened.add(readOnly);
        migrate(readOnly, false, ALL);
        try (AgroalDataSource pool = pool(readOnly)) {
            Sql rows = new Sql(pool);
            assertThat(rows.query("select id from decision_lock", row -> row.getInt("id")))
                    .containsExactly(1);
            Throwable refused = catchThrowable(() -> rows.update("insert into feed (name, place) values ('a', 'b')"));
            assertThat(refused).hasMessage(DatabaseTrouble.READ_ONLY.line());
        }
    }

    @Test
    void aFileThatIsNoDatabaseAnyMoreSaysSo() throws Exception {
        String address = file("file");
        migrate(address, false, ALL);
        closed();
        Path data = folder.resolve("ledger.mv.db");
        byte[] bytes = Files.readAllBytes(data);
        Files.write(data, new byte[bytes.length]);
        Throwable refused = catchThrowable(() -> migrate(address, false, ALL));
        assertThat(DatabaseTrouble.of(refused)).contains(DatabaseTrouble.DAMAGED);
    }

    /** A newer version only adds to the tables, and says so where an older program cannot use them any more. */
    @Test
    void tablesOfAnotherBuildAreRefusedAndThoseOfANewerOneAreNot() throws Exception {
        String address = file("file");
        Path more = Files.createDirectories(folder.resolve("more"));
        Files.writeString(more.resolve("V999__newer.sql"), "create table newer (id int primary key);");
        migrate(address, false, ALL[0], ALL[1], "filesystem:" + more);
        migrate(address, false, ALL);
        Files.writeString(more.resolve("V999__newer.sql"), "create table other (id int primary key);");
        Throwable refused = catchThrowable(() -> migrate(address, false, ALL[0], ALL[1], "filesystem:" + more));
        assertThat(DatabaseTrouble.of(refused)).contains(DatabaseTrouble.OTHER_MIGRATIONS);
    }

    /** H2 commits each change of a table: the first statement is done, the second fails. */
    @Test
    void anUpgradeThatBrokeOffIsTakenBackAtTheNextStart() throws Exception {
        String address = file("file");
        migrate(address, true, ALL);
        assertThat(names()).containsExactly("ledger.mv.db");
        Path more = Files.createDirectories(folder.resolve("more"));
        Files.writeString(
                more.resolve("V999__newer.sql"), "create table newer (id int primary key); drop table not_there;");
        Throwable failed = catchThrowable(() -> migrate(address, true, ALL[0], ALL[1], "filesystem:" + more));
        assertThat(DatabaseTrouble.of(failed)).contains(DatabaseTrouble.UPGRADE_FAILED);
        assertThat(names()).contains("ledger.before-upgrade.zip");
        // a version without this copy would find the half of it
        Throwable half = catchThrowable(() -> migrate(address, false, ALL[0], ALL[1], "filesystem:" + more));
        assertThat(DatabaseTrouble.of(half)).contains(DatabaseTrouble.HALF_UPGRADED);

        closed();
        migrate(address, true, ALL);
        assertThat(names()).doesNotContain("ledger.before-upgrade.zip", "ledger.mv.db.part");
        Files.writeString(more.resolve("V999__newer.sql"), "create table newer (id int primary key);");
        migrate(address, true, ALL[0], ALL[1], "filesystem:" + more);
        try (Connection connection = DriverManager.getConnection(address, "LEDGER_OWNER", OWNER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from newer")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }
}
