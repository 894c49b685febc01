package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same packaged program on H2 and on PostgreSQL, and a ledger that moves from one to the other. */
class DatabaseIT {
    private static final String PASSWORD = "correct horse";

    private static final String ROSTER = """
            members:
              - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin, from: 2024-01-01}]}
              - {id: bob, name: Bob Ex€mple, joined: 2019-02-01, addresses: [bob@example.org]}
              - {id: cy, name: Cy Example, joined: 2026-06-01, addresses: [cy@example.org], roles: [{role: admin, from: 2024-01-01}]}
            """;

    private static final String MAIL = """
            From finder@example.net Mon Mar  2 10:00:00 2026
            From: Finder <finder@example.net>
            Message-ID: <report@example.net>
            Date: Mon, 02 Mar 2026 10:00:00 +0000
            Subject: overflow in the parser

            There is a hole.

            From ada@example.org Tue Mar  3 10:00:00 2026
            Authentication-Results: mx.example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org
            From: Ada Example <ada@example.org>
            Message-ID: <ada-1@example.org>
            In-Reply-To: <report@example.net>
            Date: Tue, 03 Mar 2026 10:00:00 +0000
            Subject: Re: overflow in the parser

            We look at it.

            From bob@example.org Wed Mar  4 10:00:00 2026
            From: =?utf-8?q?Bob_Ex=E2=82=ACmple?= <bob@example.org>
            Message-ID: <bob-1@example.org>
            In-Reply-To: <report@example.net>
            Date: Wed, 04 Mar 2026 10:00:00 +0000
            Subject: Re: overflow in the parser

            I have a patch.

            """;

    private static EmbeddedPostgres server;

    @TempDir
    Path folder;

    private LedgerProcess ledger;
    private Path settings;

    @BeforeAll
    static void startServer() throws Exception {
        Path data = Files.createTempDirectory(Path.of("target"), "database-it-").toAbsolutePath();
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setConnectConfig("connectTimeout", "20")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role ledger login password '" + PASSWORD + "'");
            Files.writeString(data.resolve("pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
            statement.execute("select pg_reload_conf()");
        }
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void start() throws IOException {
        ledger = new LedgerProcess(folder.resolve("data"));
        settings = Files.createDirectories(folder.resolve("config")).resolve("application.properties");
        Files.writeString(folder.resolve("roster.yaml"), ROSTER);
        Files.writeString(folder.resolve("inbox.mbox"), MAIL);
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    /** A database of its own for the user of the ledger. */
    private static String database() throws SQLException {
        String name = "p" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner ledger");
        }
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
    }

    private static String asAdmin(String url) {
        return url + "?user=postgres";
    }

    private void use(String url) throws IOException {
        Files.writeString(
                settings,
                url.isEmpty() ? "" : "ledger.database.url=" + url + "\nledger.database.password-file=password\n");
    }

    private String ok(String... args) {
        LedgerProcess.Result result = ledger.run(args);
        assertThat(result.exit())
                .as(String.join(" ", args) + ": " + result.err())
                .isZero();
        return result.out();
    }

    private String line(String... args) {
        LedgerProcess.Result result = ledger.run(args);
        assertThat(result.exit()).as(result.out()).isEqualTo(1);
        assertThat(result.err().strip().lines()).as(result.err()).hasSize(1);
        return result.err().strip();
    }

    /** Import, account, a question in the queue and its answer, a review; gives what was answered on the way. */
    private String journey() {
        List<String> answers = new ArrayList<>();
        answers.add(ok(
                "import",
                "--source",
                "inbox",
                "--trust",
                "mailbox",
                "--authserv-id",
                "mx.example.org",
                "--covers",
                "2025-01-01..2026-11-01",
                "--format",
                "json",
                folder.resolve("inbox.mbox").toString()));
        ok("roster", "load", folder.resolve("roster.yaml").toString());
        ok("account", "create", "ada", "--role", "admin", "--member", "ada");
        answers.add(ok("active", "--as-of", "2026-11-01", "--format", "json"));
        ok(
                "queue",
                "confirm",
                "bob-1@example.org",
                "--author",
                "bob",
                "--apply",
                "--by",
                "ada",
                "--reason",
                "asked him");
        ok("review", "plan", LocalDate.now(ZoneOffset.UTC).plusDays(20).toString(), "--by", "ada");
        answers.add(ok("credits", "--format", "json"));
        answers.add(ok("active", "--as-of", "2026-11-01", "--format", "json"));
        ok("backup", folder.resolve(UUID.randomUUID() + ".zip").toString());
        ok("check");
        // how long the import took is its own matter
        return String.join("\n", answers).replaceFirst("\"seconds\" : [0-9.]+", "");
    }

    @Test
    void theSameJarAnswersTheSameOnBothDatabases() throws Exception {
        use("");
        String h2 = journey();
        assertThat(h2).contains("\"bob\"", "bob-1@example.org");
        assertThat(folder.resolve("data/ledger.mv.db")).exists();

        ledger = new LedgerProcess(folder.resolve("other/data"));
        settings = Files.createDirectories(folder.resolve("other/config")).resolve("application.properties");
        Files.copy(folder.resolve("password"), folder.resolve("other/password"));
        use(database());
        assertThat(journey()).isEqualTo(h2);
        assertThat(folder.resolve("other/data/ledger.mv.db")).doesNotExist();
    }

    @Test
    void aLedgerMovesToPostgresqlAndBackAlsoWhenItIsKilledOnTheWay() throws Exception {
        use("");
        ok(
                "import",
                "--source",
                "list",
                "--covers",
                "2025-01-01..2026-11-01",
                folder.resolve("inbox.mbox").toString());
        ok("roster", "load", folder.resolve("roster.yaml").toString());
        String answer = ok("active", "--as-of", "2026-11-01", "--format", "json");
        String url = database();
        String[] copy = {
            "database",
            "copy",
            "--to",
            url,
            "--password-file",
            folder.resolve("password").toString()
        };
        assertThat(ok(copy)).contains("rows of", "Nothing was changed: add --apply.");
        assertThat(count(url, "select count(*) from information_schema.tables where table_schema = 'public'"))
                .isZero();

        String[] apply = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(copy), java.util.stream.Stream.of("--apply"))
                .toArray(String[]::new);
        Process killed = ledger.begin(folder.resolve("killed.log"), apply);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> count(url, "select count(*) from copy_state, decision") > 0);
        List<ProcessHandle> begun = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        begun.forEach(ProcessHandle::destroyForcibly);
        // as if it had been killed a little sooner
        sql(
                url,
                "delete from person_alias",
                "delete from address",
                "delete from role",
                "delete from membership",
                "delete from person where id > 'ada'",
                "delete from decision where id > 1");

        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/config"));
        Files.writeString(
                elsewhere.resolve("application.properties"),
                "ledger.database.url=" + url + "\nledger.database.password-file=" + folder.resolve("password") + "\n");
        assertThat(new LedgerProcess(folder.resolve("elsewhere/data"))
                        .run("init")
                        .err())
                .contains("a ledger was copied into this database only in part: run `ledger database copy`");

        JsonNode copied = ledger.run(java.util.stream.Stream.concat(
                                java.util.Arrays.stream(apply), java.util.stream.Stream.of("--format", "json"))
                        .toArray(String[]::new))
                .json();
        assertThat(copied.path("applied").asBoolean()).isTrue();
        assertThat(copied.path("already").asLong())
                .isPositive()
                .isLessThan(copied.path("rows").asLong());
        assertThat(copied.path("answers").asInt()).isEqualTo(10);
        assertThat(line(apply)).contains("holds this ledger already").contains("nothing was copied");

        use(url);
        assertThat(ok("active", "--as-of", "2026-11-01", "--format", "json")).isEqualTo(answer);
        ok("check");
        String there = ok("database", "answers", "2026-11-01", "2026-03-03");

        Path back = folder.resolve("back/data");
        assertThat(ok("database", "copy", "--to", "jdbc:h2:file:" + back.resolve("ledger"), "--apply"))
                .contains("Compared: every row", "take ledger.database.url out of the settings");
        ledger = new LedgerProcess(back);
        assertThat(ok("active", "--as-of", "2026-11-01", "--format", "json")).isEqualTo(answer);
        assertThat(ok("database", "answers", "2026-11-01", "2026-03-03")).isEqualTo(there);
        ok("check");
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws Exception {
        use("");
        ok("init");
        String taken = database();
        sql(taken, "create table cats (name text)");
        assertThat(line(
                        "database",
                        "copy",
                        "--to",
                        taken,
                        "--password-file",
                        folder.resolve("password").toString(),
                        "--apply"))
                .contains("is not empty (there is a table cats), and nothing was copied: name an empty database");
        assertThat(count(taken, "select count(*) from information_schema.tables where table_schema = 'public'"))
                .isEqualTo(1);
        Process service = ledger.serve(folder.resolve("service.log"), "-Dquarkus.http.port=0");
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(folder.resolve("data/ledger.service")));
            assertThat(line(
                            "database",
                            "copy",
                            "--to",
                            database(),
                            "--password-file",
                            folder.resolve("password").toString(),
                            "--apply"))
                    .contains("the ledger is in use");
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ledger.database.url=jdbc:mysql://127.0.0.1/ledger         | neither H2 nor PostgreSQL
            ledger.database.url=postgresql://127.0.0.1/ledger         | names no driver
            ledger.database.url=jdbc:postgresql://127.0.0.1:FREE/x    | no PostgreSQL answers at 127.0.0.1:FREE/x: start it
            ledger.database.url=jdbc:postgresql://127.0.0.1:PORT/none | there is no database none
            ledger.database.url=jdbc:postgresql://127.0.0.1:PORT/none?password=s3cret | a password stands in ledger.database.url
            quarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1/x | is not used any more: name the database in ledger.database.url
            ledger.database.password-file=nowhere                     | ledger.database.password-file names it
            ledger.database.password=wrong                            | does not let the user ledger in
            """)
    void whatCannotBeUsedIsOneLine(String setting, String expected) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String port = String.valueOf(server.getPort());
        String lines = setting.startsWith("ledger.database.url") || setting.startsWith("quarkus")
                ? setting
                : "ledger.database.url=" + database() + "\n" + setting;
        String password = setting.contains("password") ? "" : "\nledger.database.password-file=password";
        Files.writeString(
                settings, lines.replace("PORT", port).replace("FREE", String.valueOf(free)) + password + "\n");
        assertThat(line("init"))
                .startsWith("ledger: ")
                .contains(expected.replace("FREE", String.valueOf(free)))
                .doesNotContain("s3cret");
        assertThat(folder.resolve("data/ledger.mv.db")).doesNotExist();
    }

    private static long count(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(asAdmin(url));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void sql(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(asAdmin(url));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
