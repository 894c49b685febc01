package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;

/** A database with an audit log of an earlier version is taken over: every row says the same, and every hash still fits. */
class AuditLogMigrationTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    /** The last version in which the columns were called one and other. */
    private static final String BEFORE = "24.1";

    @Test
    void onH2() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:audit-log-migration;DB_CLOSE_DELAY=-1");
        takesOver(database);
    }

    @Test
    void onPostgres() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setConnectConfig("connectTimeout", "20")
                .start()) {
            takesOver(server.getPostgresDatabase());
        }
    }

    private static void takesOver(DataSource database) throws Exception {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(BEFORE)
                .load()
                .migrate();
        String previous = "0".repeat(64);
        List<OldEntries.Row> old = OldEntries.all();
        for (int id = 1; id <= old.size(); id++) {
            previous = insert(database, id, old.get(id - 1).text(), previous);
        }
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();

        DecisionStore store = new DecisionStore(database, new Key(), deaf());
        List<Entry> expected = old.stream().map(OldEntries.Row::entry).toList();
        DecisionStore.Head head = new DecisionStore.Head(old.size(), previous);
        assertThat(store.check(List.of())).isEqualTo(new DecisionStore.Check.Whole(head));
        assertThat(store.isUnsealed()).isTrue();
        assertThat(store.all().stream().map(LogEntry::entry)).isEqualTo(expected);

        expected.forEach(entry -> store.add(entry, NOON, "ada", "written once more"));
        DecisionStore.Loaded later = store.after(head);
        assertThat(later.whole()).isFalse();
        assertThat(later.entries().stream().map(LogEntry::entry)).isEqualTo(expected);
        assertThat(later.head()).isEqualTo(store.head());
        assertThat(store.check(List.of(head))).isInstanceOf(DecisionStore.Check.Whole.class);
        assertThat(store.after(new DecisionStore.Head(head.count(), "f".repeat(64)))
                        .whole())
                .as("a head that the chain does not hold")
                .isTrue();
    }

    /** As earlier versions did it: a bare SHA-256 over every text, the length before each. */
    private static String insert(DataSource database, long id, EntryText row, String previous) throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Stream.of(
                                        previous,
                                        String.valueOf(id),
                                        row.kind(),
                                        row.subject(),
                                        row.payload(),
                                        row.from().map(LocalDate::toString).orElse(""),
                                        row.to().map(LocalDate::toString).orElse(""),
                                        NOON.toString(),
                                        "ada",
                                        "because")
                                .map(part -> part.length() + ":" + part)
                                .collect(Collectors.joining("\n"))
                                .getBytes(StandardCharsets.UTF_8)));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into decision (id, kind, one, other, starts, ends, made_at, made_by, reason, hash) values"
                                + " (?, ?, ?, ?, ?, ?, timestamp with time zone '2026-03-04 12:00:00+00:00', 'ada',"
                                + " 'because', ?)")) {
            statement.setLong(1, id);
            statement.setString(2, row.kind());
            statement.setString(3, row.subject());
            statement.setString(4, row.payload());
            statement.setObject(5, row.from().orElse(null), Types.DATE);
            statement.setObject(6, row.to().orElse(null), Types.DATE);
            statement.setString(7, hash);
            statement.executeUpdate();
        }
        return hash;
    }

    /** Stands for the ledger's key: which HMAC it is does not matter here. */
    static final class Key implements DecisionStore.Key {
        @Override
        public String mac(String text) {
            return Integer.toHexString(text.hashCode()) + "-" + text.length();
        }

        @Override
        public String via() {
            return "system user test";
        }
    }

    /** Nobody listens. */
    @SuppressWarnings("unchecked")
    static Event<DecisionStore.Added> deaf() {
        return (Event<DecisionStore.Added>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    return null;
                });
    }
}
