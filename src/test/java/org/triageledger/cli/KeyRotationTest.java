package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.vault.Vault;
import org.triageledger.work.EmptyLedger;
import org.triageledger.work.config.LedgerConfig;
import picocli.CommandLine;

/** A new key seals everything again, and nobody sees a difference; checks find what does not open. */
@QuarkusTest
class KeyRotationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    CommandLine.IFactory factory;

    @Inject
    LedgerConfig config;

    @Inject
    DataSource dataSource;

    @TempDir
    Path folder;

    private Path key;
    private String before;

    @BeforeEach
    void aLedgerWithSealedTexts() throws IOException {
        new EmptyLedger().beforeClass(KeyRotationTest.class);
        key = config.data().resolve("ledger.key");
        Path roster = Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """);
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            mail.append("From finder@example.net Mon Mar  2 10:00:00 2026\nFrom: Finder <finder@example.net>\n"
                    + "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <report" + i + "@example.net>\n"
                    + "Subject: overflow in the parser, CVE-2026-" + (1000 + i) + "\n\nThere is a hole.\n\n");
        }
        Path box = Files.writeString(folder.resolve("mail.mbox"), mail);
        done("roster", "load", roster.toString());
        done("import", "--source", "archive", "--trust", "archive", box.toString());
        done("claim", "coordination", "--day", "2026-04-01", "--by", "bob", "--reason", "by phone");
        done("claim", "coordination", "--day", "2026-04-02", "--by", "bob", "--reason", "by letter");
        done("leave", "bob", "--by", "bob", "--from", "2026-05-01", "--to", "2026-05-31", "--reason", "away");
        before = Files.readString(key);
    }

    @AfterEach
    void theKeyOfTheOtherTests() throws IOException {
        try (Stream<Path> files = Files.list(config.data())) {
            for (Path file : files.filter(one -> one.getFileName().toString().matches("ledger\\.key\\..*"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(key, before);
        new EmptyLedger().beforeClass(KeyRotationTest.class);
    }

    private InProcess.Result run(String... args) {
        return InProcess.run(factory, args);
    }

    private String done(String... args) {
        InProcess.Result result = run(args);
        assertThat(result.exit())
                .as(String.join(" ", args) + ": " + result.err())
                .isIn(0, 3);
        return result.out();
    }

    private List<String> answers() {
        return Stream.of(
                        "claims --format json --all",
                        "leaves --format json",
                        "cases list --format json",
                        "threads --format json",
                        "queue --format json")
                .map(question -> done(question.split(" ")))
                .toList();
    }

    private String check(String name) throws IOException {
        InProcess.Result result = run("check", "--format", "json");
        for (JsonNode line : JSON.readTree(result.out()).path("checks")) {
            if (line.path("check").asText().equals(name)) {
                boolean fine = line.path("state").asText().equals("ok");
                assertThat(result.exit()).isEqualTo(fine ? 0 : 3);
                return line.path("what").asText();
            }
        }
        throw new AssertionError(result.out() + result.err());
    }

    private void sql(String... all) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : all) {
                statement.execute(one);
            }
        }
    }

    private JsonNode show() throws IOException {
        return JSON.readTree(done("key", "show", "--format", "json"));
    }

    @Test
    void sealsEverythingAgainAndIsNoted() throws Exception {
        List<String> answers = answers();
        JsonNode first = show();
        assertThat(first.path("step").asText()).isEqualTo("NONE");
        assertThat(first.path("texts").asLong()).isGreaterThanOrEqualTo(2_403);
        assertThat(done("key", "rotate")).contains("Nothing was changed: add --apply.");
        assertThat(Files.readString(key)).isEqualTo(before);

        assertThat(done("key", "rotate", "--apply")).contains("Everything is sealed with the new key.");

        JsonNode then = show();
        assertThat(then.path("keys")).hasSize(1);
        assertThat(then.path("keys")).isNotEqualTo(first.path("keys"));
        assertThat(then.path("fingerprint")).isEqualTo(first.path("fingerprint"));
        assertThat(then.path("former").asLong()).isZero();
        assertThat(then.path("unreadable").asLong()).isZero();
        assertThat(then.path("texts")).isEqualTo(first.path("texts"));
        assertThat(answers()).isEqualTo(answers);
        assertThat(answers.getFirst()).contains("by phone").contains("by letter");
        assertThat(run("decisions", "verify").exit()).isZero();
        assertThat(done("decisions", "--all"))
                .contains("texts are sealed with the key "
                        + then.path("keys").get(0).asText())
                .contains("sealed with the key " + first.path("keys").get(0).asText() + " is sealed with a newer one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Path former = key.resolveSibling(
                "ledger.key.former-" + first.path("keys").get(0).asText());
        assertThat(Files.readString(former)).isEqualTo(before);
        assertThat(Vault.of(Files.readString(former)).sealingKeys())
                .containsExactly(first.path("keys").get(0).asText());
        // and once more
        done("key", "rotate", "--apply");
        assertThat(answers()).isEqualTo(answers);
        assertThat(check("key")).startsWith("The key opens each of");
    }

    /** The states in which a kill can leave it: the key added, in use, half of the texts sealed again. */
    @Test
    void goesOnWhereItWasEnded() throws Exception {
        List<String> answers = answers();
        done("key", "rotate", "--apply", "--only-add");
        assertThat(show().path("step").asText()).isEqualTo("ADDED");
        assertThat(show().path("former").asLong()).isZero();
        assertThat(answers()).isEqualTo(answers);
        String added = Files.readString(key);
        Files.writeString(key, Vault.of(added).sealingWithTheLast());
        assertThat(show().path("step").asText()).isEqualTo("SEALING");
        done("claim", "coordination", "--day", "2026-04-03", "--by", "bob", "--reason", "in between");
        assertThat(show().path("former").asLong())
                .isEqualTo(show().path("texts").asLong() - 1);
        List<String> more = answers();
        done("key", "rotate", "--apply");
        assertThat(show().path("step").asText()).isEqualTo("NONE");
        assertThat(show().path("former").asLong()).isZero();
        assertThat(answers()).isEqualTo(more);
        // ended after the last text was sealed and before the file was written
        Files.writeString(key, Files.readString(key)); // no change
        assertThat(done("decisions", "--all", "--format", "csv").lines().filter(line -> line.contains("sealing-key")))
                .hasSize(2);
    }

    @Test
    void isNotDoneTwiceAtOnce() throws Exception {
        try (FileChannel channel = FileChannel.open(
                key.resolveSibling("ledger.key.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            InProcess.Result result = run("key", "rotate", "--apply");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("ledger: the key is being rotated by another command: wait for it to end\n");
        }
        assertThat(Files.readString(key)).isEqualTo(before);
    }

    /** With write access to the database and without a key nobody puts one text in the place of another. */
    @Test
    void aTextOpensInItsOwnPlaceAlone() throws Exception {
        for (boolean rotated : new boolean[] {false, true}) {
            if (rotated) {
                done("key", "rotate", "--apply");
            }
            assertThat(done("claims", "--all")).contains("by phone").contains("by letter");
            sql(
                    "create table kept as select * from sealed_text",
                    "update sealed_text set sealed = (select sealed from kept k where k.sha256 <> sealed_text.sha256"
                            + " order by k.sha256 limit 1)");
            assertThat(done("claims", "--all", "--format", "json"))
                    .doesNotContain("by phone")
                    .doesNotContain("by letter");
            assertThat(check("key")).startsWith("The key does not open: 3 of texts of people. Put back");
            sql(
                    "update sealed_text set sealed = (select sealed from kept k where k.sha256 = sealed_text.sha256)",
                    "drop table kept");
        }
    }

    @Test
    void aSoundLedgerIsFoundSoundLineByLine() {
        InProcess.Result result = run("check", "--format", "csv");
        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out().lines().map(line -> line.split(",")[0] + " " + line.split(",")[1]))
                .containsExactly(
                        "check state",
                        "migrations ok",
                        "audit-log ok",
                        "references ok",
                        "key ok",
                        "answers ok",
                        "snapshots ok",
                        "outbox ok",
                        "leases ok");
        assertThat(run("check", "--sample", "10").out()).contains("sealed texts that were tried");
        assertThat(run("check", "--sample", "0").exit()).isEqualTo(1);
    }

    @Test
    void whatIsNotSoundIsFound() throws Exception {
        List<List<String>> damages = List.of(
                List.of(
                        "audit-log",
                        "update decision set reason = 'x' where id = 1",
                        "The audit log breaks at entry 1"),
                List.of(
                        "references",
                        "delete from sighting_key where seq = (select min(seq) from sighting_key)",
                        "Rows refer to others that are missing: sighting without sighting_key, 1. Restore a backup."),
                List.of(
                        "migrations",
                        "update \"flyway_schema_history\" set \"success\" = false where \"version\" = '60.1'",
                        "Migrations did not run or failed: 60.1."),
                List.of(
                        "leases",
                        "update source set leased_to = 'x', leased_until = timestamp with time zone '2099-01-01 00:00:00Z'",
                        "1 leases on mailboxes reach too far: set the clocks of all nodes by NTP"),
                List.of(
                        "outbox",
                        "insert into outbox (unique_key, kind, recipient, about, created_at, next_at, message_id) values"
                                + " ('k', 'x', 'ada', '', current_timestamp, timestamp with time zone '2020-01-01"
                                + " 00:00:00Z', 'm')",
                        "1 letters are overdue by more than a day"),
                List.of(
                        "snapshots",
                        "insert into review_snapshot (sha256, bytes) values ('" + "0".repeat(64) + "', X'00')",
                        "1 snapshots of reviews were changed"));
        List<String> wrong = new ArrayList<>();
        for (List<String> damage : damages) {
            sql(damage.get(1));
            String what = check(damage.get(0));
            if (!what.startsWith(damage.get(2))) {
                wrong.add(damage.get(0) + ": " + what);
            }
            sql("update \"flyway_schema_history\" set \"success\" = true");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theKeyOfAnotherLedgerIsFound() throws Exception {
        Vault.at(folder.resolve("other.key"));
        Files.writeString(key, Files.readString(folder.resolve("other.key")));
        for (var bean : Arrays.asList(org.triageledger.work.config.Keys.class)) {
            io.quarkus.arc.Arc.container()
                    .getActiveContext(jakarta.enterprise.context.ApplicationScoped.class)
                    .destroy(io.quarkus.arc.Arc.container().instance(bean).getBean());
        }
        String other = "the key here (" + Vault.of(Files.readString(key)).fingerprint()
                + ") is that of another ledger, and nothing is written with it: put the ledger.key of this ledger in its"
                + " place";
        assertThat(check("key")).isEqualTo(other);
        assertThat(check("audit-log")).isEqualTo(other);
        InProcess.Result act = run("claim", "coordination", "--day", "2026-04-03", "--by", "bob", "--reason", "x");
        assertThat(act.exit()).isEqualTo(1);
        assertThat(act.err()).isEqualTo("ledger: " + other + "\n");
        // and where there is none, none is made
        Files.delete(key);
        assertThat(run("claim", "coordination", "--day", "2026-04-03", "--by", "bob", "--reason", "x")
                        .err())
                .startsWith("ledger: the key of this ledger is missing: put its ledger.key at " + key.toAbsolutePath());
        assertThat(key).doesNotExist();
    }
}
