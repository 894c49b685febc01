package org.triageledger.work.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Report;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.SignIns;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.review.FindingsBook;

/** Somebody can write to the database, and has neither the key nor the file of the head. */
@QuarkusTest
class AuditLogTest {
    @Inject
    LedgerConfig config;

    @Inject
    AuditLog audit;

    @Inject
    AuditWriter writer;

    @Inject
    DecisionStore store;

    @Inject
    SignIns signIns;

    @Inject
    FindingsBook findings;

    @Inject
    Decisions decisions;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void someEntries() {
        for (String name : List.of("ada", "bob", "cia", "dan")) {
            writer.note(new Entry.AccountCreated(name, "member", Optional.of(name)));
        }
        assertThat(audit.check().damage()).isEmpty();
    }

    @Test
    void whatIsDoneToTheDatabaseWithoutTheKeyIsFound() throws Exception {
        long count = store.head().count();
        String last = "(select max(id) from decision)";
        String cut = "The audit log once had " + count + " entries and has " + (count - 2)
                + ": its last entries were removed.";
        Map<String, Attack> attacks = Map.of(
                "a text is changed",
                new Attack(
                        List.of("update decision set payload = 'role=admin' where id = 2"),
                        "The audit log breaks at entry 2: it, or one before it, was changed or removed."),
                "it is said that somebody else was signed in",
                new Attack(
                        List.of("update decision set via = 'account ada' where id = 2"),
                        "The audit log breaks at entry 2: it, or one before it, was changed or removed."),
                "a row is taken out",
                new Attack(
                        List.of("delete from decision where id = 2"),
                        "The audit log breaks at entry 3: it, or one before it, was changed or removed."),
                "two rows are swapped",
                new Attack(
                        List.of(
                                "update decision set id = -2 where id = 2",
                                "update decision set id = 2 where id = 3",
                                "update decision set id = 3 where id = -2"),
                        "The audit log breaks at entry 2: it, or one before it, was changed or removed."),
                "the last two rows are taken away",
                new Attack(List.of("delete from decision where id > " + (count - 2)), cut),
                "all rows are taken away",
                new Attack(
                        List.of("delete from decision"),
                        "The audit log once had " + count + " entries and has 0: its last entries were removed."),
                "a row is added with a hash of any kind",
                new Attack(
                        List.of("insert into decision (id, kind, subject, payload, made_at, made_by, reason, hash,"
                                + " seal) values (" + (count + 1)
                                + ", 'link-address', 'mal', 'x@example.org', current_timestamp, 'ada', 'x', '"
                                + "a".repeat(64) + "', 'hmac')"),
                        "The audit log breaks at entry " + (count + 1)
                                + ": it, or one before it, was changed or removed."),
                "the last row is said to be one of an earlier version",
                new Attack(
                        List.of("update decision set seal = 'sha256' where id = " + last),
                        "The audit log breaks at entry " + count + ": it, or one before it, was changed or removed."),
                "a word that no version knows",
                new Attack(
                        List.of("update decision set seal = 'none'"),
                        "The audit log breaks at entry 1: it, or one before it, was changed or removed."));
        for (Map.Entry<String, Attack> attack : attacks.entrySet()) {
            attacked(
                    attack.getValue().statements,
                    () -> assertThat(audit.check().damage()).as(attack.getKey()).contains(attack.getValue().found));
        }
    }

    private record Attack(List<String> statements, String found) {}

    /** The bare hash of earlier versions needs no key: whoever writes the whole log anew with it is found by the head. */
    @Test
    void aLogWrittenAnewWithTheBareHashOfEarlierVersionsIsFound() throws Exception {
        String at = "2026-01-01T00:00:00Z";
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Stream.of("0".repeat(64), "1", "reject-author", "key", "", "", "", at, "ada", "x")
                                .map(part -> part.length() + ":" + part)
                                .collect(Collectors.joining("\n"))
                                .getBytes(StandardCharsets.UTF_8)));
        List<String> forged = List.of(
                "delete from decision",
                "insert into decision (id, kind, subject, payload, made_at, made_by, reason, hash, seal) values (1,"
                        + " 'reject-author', 'key', '', timestamp with time zone '2026-01-01 00:00:00+00:00', 'ada', 'x',"
                        + " '"
                        + hash + "', 'sha256')");
        attacked(forged, () -> {
            assertThat(store.check(List.of())).isInstanceOf(DecisionStore.Check.Whole.class);
            assertThat(audit.check().damage())
                    .hasValueSatisfying(damage -> assertThat(damage).startsWith("The audit log once had "));
            assertThat(audit.state().damage()).isPresent();
        });
        assertThat(audit.check().damage()).isEmpty();
    }

    /** What was made since a check is no part of what it found. */
    @Test
    void entriesThatWereMadeSinceTheCheckAreNotSaidToBeChecked() {
        AuditLog.State checked = audit.state();
        assertThat(checked.since()).isZero();
        writer.note(new Entry.AccountCreated("eve", "member", Optional.of("eve")));
        assertThat(audit.state().since()).isEqualTo(1);
        assertThat(audit.state().head().count()).isEqualTo(checked.head().count() + 1);
        assertThat(audit.state().checked()).isEqualTo(checked.head().count());
        assertThat(audit.check().since()).isZero();
        assertThat(audit.state().since()).isZero();
    }

    private Path head() {
        return config.headFile().orElseThrow();
    }

    @Test
    void theFileOfTheHeadIsWrittenWithEachEntryAndCannotBeMadeUp() throws Exception {
        Path head = head();
        String last = Files.readString(head);
        assertThat(last).startsWith(store.head().count() + " " + store.head().hash() + "\n");
        try {
            Files.writeString(head, last.replaceFirst("^\\d+", "1"));
            assertThat(audit.check().damage())
                    .contains("The file that holds the head of the audit log was changed or cannot be read.");
        } finally {
            Files.writeString(head, last);
        }
    }

    @Test
    void aFileOfTheHeadThatIsMissingIsAFindingUntilSomebodyWritesItAgain() throws Exception {
        String missing = "The file that holds the head of the audit log is missing: restore it from a backup.";
        Path head = head();
        Files.delete(head);
        assertThat(audit.check().damage())
                .hasValueSatisfying(damage -> assertThat(damage).startsWith(missing));
        writer.note(new Entry.AccountCreated("eve", "member", Optional.of("eve")));
        assertThat(head).doesNotExist();
        assertThat(audit.check().damage()).isPresent();
        assertThat(audit.state().damage()).isPresent();
        assertThat(audit.writeHead().damage()).isEmpty();
        assertThat(store.all().getLast().entry()).isEqualTo(new Entry.HeadWritten());
        assertThat(Files.readString(head))
                .startsWith(store.head().count() + " " + store.head().hash() + "\n");
        assertThatThrownBy(audit::writeHead).isInstanceOf(Refusal.class);
    }

    @Test
    void aNewNodeTakesTheHeadOnceAndMissesItFromThenOn() throws Exception {
        Path fresh = Files.createFile(config.data().resolve(HeadFile.NEW));
        Files.delete(head());
        assertThat(audit.check().damage()).isEmpty();

        audit.begin(new io.quarkus.runtime.StartupEvent());

        assertThat(fresh).doesNotExist();
        assertThat(store.all().getLast().entry()).isEqualTo(new Entry.HeadWritten());
        assertThat(Files.readString(head()))
                .startsWith(store.head().count() + " " + store.head().hash() + "\n");
        long count = store.head().count();
        attacked(
                List.of("delete from decision where id = " + count),
                () -> assertThat(audit.check().damage())
                        .hasValueSatisfying(
                                damage -> assertThat(damage).startsWith("The audit log once had " + count)));
        Files.delete(head());
        audit.begin(new io.quarkus.runtime.StartupEvent());
        assertThat(audit.check().damage()).isPresent();
        audit.writeHead();
    }

    @Test
    void aNewNodeTakesNoHeadOfALogThatWasChangedAndANodeWithAHeadKeepsIt() throws Exception {
        Path fresh = Files.createFile(config.data().resolve(HeadFile.NEW));
        Path head = head();
        String kept = Files.readString(head);
        try {
            Files.delete(head);
            attacked(List.of("update decision set payload = 'role=admin' where id = 2"), () -> {
                audit.begin(new io.quarkus.runtime.StartupEvent());
                assertThat(head).doesNotExist();
                assertThat(audit.check().damage())
                        .contains("The audit log breaks at entry 2: it, or one before it, was changed or removed.");
            });
            assertThat(fresh).exists();
            Files.writeString(head, kept);
            long count = store.head().count();
            attacked(List.of("delete from decision where id = " + count), () -> {
                audit.begin(new io.quarkus.runtime.StartupEvent());
                assertThat(head).hasContent(kept);
                assertThat(audit.check().damage()).isPresent();
            });
            assertThat(fresh).doesNotExist();
        } finally {
            Files.writeString(head, kept);
            Files.deleteIfExists(fresh);
        }
        assertThat(audit.check().damage()).isEmpty();
    }

    @Test
    void aNewNodeOnAnEmptyDatabaseBeginsWithTheHeadOfNothing() throws Exception {
        Path fresh = Files.createFile(config.data().resolve(HeadFile.NEW));
        Path head = head();
        String kept = Files.readString(head);
        try {
            Files.delete(head);
            attacked(List.of("delete from decision"), () -> {
                audit.begin(new io.quarkus.runtime.StartupEvent());
                assertThat(head).exists();
                assertThat(audit.check().damage()).isEmpty();
                assertThat(store.head().count()).isZero();
            });
            assertThat(fresh).doesNotExist();
            // as another node wrote all of them meanwhile
            assertThat(audit.check().damage()).isEmpty();
            assertThat(Files.readString(head)).startsWith(store.head().count() + " ");
        } finally {
            Files.deleteIfExists(fresh);
            Files.writeString(head, kept);
        }
    }

    @Test
    void signInsAreNotedOnceADayAndFailuresAsANumber() {
        signIns.write();
        long before = store.head().count();
        for (int i = 0; i < 1000; i++) {
            signIns.succeeded("grace", Optional.of("192.0.2.77"));
            signIns.failed();
        }
        signIns.write();
        signIns.write();
        assertThat(store.all().subList((int) before, (int) store.head().count()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.entry()).isEqualTo(new Entry.SignedIn("grace"));
                    assertThat(row.address())
                            .hasValueSatisfying(from -> assertThat(from).startsWith("192.0.2."));
                });
        signIns.stop(new io.quarkus.runtime.ShutdownEvent());
        assertThat(store.all().getLast().entry())
                .isInstanceOfSatisfying(
                        Entry.SignInsFailed.class,
                        failed -> assertThat(failed.count()).isEqualTo(1000));
    }

    @Test
    void anEntryThatCannotBeReadHasNoEffectAndIsAFinding() {
        long id = store.add(
                        new Entry.Unreadable(
                                "decide-claim", "c1", "verdict=accepted as=king", Optional.empty(), Optional.empty()),
                        Instant.parse("2026-01-01T12:00:00Z"),
                        "ada",
                        "because")
                .id();
        assertThat(findings.waiting())
                .contains("Entry " + id + " of the audit log cannot be read by this version: it has no effect."
                        + " Run the version that wrote it, or a newer one.");
        assertThat(decisions.all())
                .filteredOn(line -> line.id() == id)
                .extracting(
                        DecisionViews.DecisionLine::kind,
                        line -> String.valueOf(line.fields().get("payload")),
                        DecisionViews.DecisionLine::undoable)
                .containsExactly(tuple("decide-claim", "verdict=accepted as=king", false));
        assertThat(audit.check().damage()).isEmpty();
    }

    @Test
    void rulingsOfEarlierVersionsGoIntoTheLogAsTheyWere() throws Exception {
        run(List.of("insert into ruling (message_key, status, ruled_at, ruled_by, reason) values ('key', 'spam',"
                + " timestamp with time zone '2026-01-01 12:00:00+00:00', 'ada', 'advertising')"));
        writer.adopt(new io.quarkus.runtime.StartupEvent());
        writer.adopt(new io.quarkus.runtime.StartupEvent());
        LogEntry row = store.all().getLast();
        assertThat(row.entry()).isEqualTo(new Entry.ReportStatusSet("key", Report.Status.SPAM));
        assertThat(List.of(row.by(), row.reason(), row.at().toString()))
                .containsExactly("ada", "advertising", "2026-01-01T12:00:00Z");
        assertThat(store.all().stream().filter(entry -> entry.entry() instanceof Entry.ReportStatusSet))
                .hasSize(1);
        assertThat(audit.check().damage()).isEmpty();
    }

    /** Does it, looks, and puts everything back. */
    private void attacked(List<String> statements, Runnable look) throws SQLException {
        run(List.of("create table saved as select * from decision"));
        try {
            run(statements);
            look.run();
        } finally {
            run(List.of("delete from decision", "insert into decision select * from saved", "drop table saved"));
        }
    }

    private void run(List<String> statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }
}
