package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore.Head;
import org.triageledger.store.WholeTables.Filled;

/** Rows go from one database into the other and back, and are the same. */
class WholeTablesTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00.123456Z");

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder()
                .setConnectConfig("connectTimeout", "20")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** An empty database with its tables. */
    private record Place(DataSource database, WholeTables tables, DecisionStore decisions) {}

    private static Place h2() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return place(database);
    }

    private static Place postgres() throws Exception {
        String name = "p" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return place(server.getDatabase("postgres", name));
    }

    private static Place place(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        DecisionStore decisions = new DecisionStore(database, new Key(), new Deaf());
        return new Place(
                database,
                new WholeTables(database, decisions, "jdbc:other", Optional.empty(), Optional.empty()),
                decisions);
    }

    /** Something in tables of every kind: numbers that the database gives, keys of texts and of two columns, bytes, days, nothing. */
    private static Place filled(Place place) throws Exception {
        run(
                place,
                "insert into source (name, kind) values ('team', 'imap')",
                "insert into source (name, kind, last_good_look, leased_to, leased_until) values ('Ä\"b\n',"
                        + " 'import', timestamp with time zone '2026-11-28 12:00:00.123456+02:00', null, null)",
                "delete from source where name = 'team'",
                "insert into coverage (source_id, covers_from, covers_to) values (2, timestamp with time zone"
                        + " '2026-01-01 00:00:00+00:00', timestamp with time zone '2026-01-02 00:00:00+00:00')",
                "insert into person (id, name) values ('Zoe', 'Zoe'), ('ada', 'Ada'), ('äda', 'Äda'), ('b', 'B')",
                "insert into person_alias values ('ada', 'a'), ('ada', 'B'), ('b', 'a'), ('Zoe', 'x')",
                "insert into membership (person_id, position, starts) values ('ada', 0, date '2024-02-29')",
                "insert into membership (person_id, position, ends) values ('ada', 1, date '0999-01-01')");
        try (Connection connection = place.database().getConnection();
                var insert = connection.prepareStatement("insert into sealed_text (sha256, sealed) values (?, ?)")) {
            for (int i = 0; i < 2_500; i++) {
                insert.setString(1, Sha256.hex("text " + i));
                insert.setBytes(2, ("text " + i).repeat(i % 17).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        for (String name : List.of("ada", "bob")) {
            place.decisions().add(new Entry.AccountRemoved(name), NOON, name, "");
        }
        return place;
    }

    private static void run(Place place, String... sql) throws Exception {
        try (Connection connection = place.database().getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private record Content(Map<String, List<List<Object>>> rows, Map<String, Long> next, Head head) {
        List<List<Object>> of(String table) {
            return Objects.requireNonNull(rows.get(table));
        }
    }

    private static Content content(Place place) {
        return place.tables().<Content, RuntimeException>read(moment -> {
            Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
            Map<String, Long> next = new HashMap<>();
            for (WholeTables.Table table : moment.tables()) {
                List<List<Object>> all = new ArrayList<>();
                moment.<RuntimeException>rows(table, row -> all.add(new ArrayList<>(row)));
                rows.put(table.name(), all);
                moment.next(table).ifPresent(number -> next.put(table.name(), number));
            }
            return new Content(rows, next, moment.head());
        });
    }

    private static String words(Content content) {
        return content.rows().entrySet().stream()
                .map(entry -> entry.getKey() + "\n"
                        + entry.getValue().stream()
                                .map(row ->
                                        row.stream().map(WholeTablesTest::word).collect(Collectors.joining(" | ")))
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private static String word(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? Sha256.hex(bytes)
                : value + (value == null ? "" : value.getClass().getSimpleName());
    }

    private static Filled copy(Content from, Place to) {
        return to.tables()
                .<RuntimeException>fill(
                        from.next(),
                        from.head(),
                        (table, sink) -> from.of(table.name()).forEach(row -> sink.row(row)));
    }

    @Test
    void goFromH2ToPostgresAndBackUnchanged() throws Exception {
        Place first = filled(h2());
        Content content = content(first);
        assertThat(content.rows().get("sealed_text")).hasSize(2_500);
        assertThat(content.rows().get("person_alias")).hasSize(4);
        Place second = postgres();
        long rows = content.rows().values().stream().mapToLong(List::size).sum();
        assertThat(copy(content, second)).isEqualTo(new Filled.Done(rows));
        Content there = content(second);
        assertThat(words(there)).isEqualTo(words(content));
        assertThat(there.next()).isEqualTo(content.next());
        Place third = h2();
        assertThat(copy(there, third)).isInstanceOf(Filled.Done.class);
        assertThat(words(content(third))).isEqualTo(words(content));
        for (Place place : List.of(second, third)) {
            run(place, "insert into source (name, kind) values ('next', 'import')");
            assertThat(place.decisions().check(List.of(content.head())))
                    .isEqualTo(new DecisionStore.Check.Whole(content.head()));
            assertThat(content(place).of("source").getLast().getFirst()).isEqualTo(3L);
        }
    }

    @Test
    void areReadAsTheyWereAtOneMoment() throws Exception {
        for (Place place : List.of(filled(h2()), filled(postgres()))) {
            place.tables().<Object, RuntimeException>read(moment -> {
                List<WholeTables.Table> tables = moment.tables();
                Head head = moment.head();
                place.decisions().add(new Entry.AccountRemoved("cia"), NOON, "cia", "");
                try {
                    run(place, "insert into person (id, name) values ('new', 'New')", "delete from sealed_text");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                Map<String, Integer> rows = new HashMap<>();
                tables.forEach(table ->
                        moment.<RuntimeException>rows(table, row -> rows.merge(table.name(), 1, Integer::sum)));
                assertThat(moment.head()).isEqualTo(head);
                assertThat(rows)
                        .containsEntry("person", 4)
                        .containsEntry("sealed_text", 2_500)
                        .containsEntry("decision", 2);
                return rows;
            });
            assertThat(content(place).rows().get("person")).hasSize(5);
        }
    }

    @Test
    void areWrittenAllOrNotAtAll() throws Exception {
        Content content = content(filled(h2()));
        for (Place place : List.of(h2(), postgres())) {
            String empty = words(content(place));
            assertThatThrownBy(() -> place.tables()
                            .<RuntimeException>fill(content.next(), content.head(), (table, sink) -> {
                                if (table.name().equals("sealed_text")) {
                                    throw new IllegalArgumentException("the file ends");
                                }
                                content.of(table.name()).forEach(row -> sink.row(row));
                            }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(words(content(place))).isEqualTo(empty);
            Head other = new Head(2, "0".repeat(64));
            assertThat(copy(new Content(content.rows(), content.next(), other), place))
                    .isEqualTo(new Filled.LogDamaged());
            assertThat(words(content(place))).isEqualTo(empty);
            run(place, "insert into person (id, name) values ('ada', 'Ada')");
            assertThat(copy(content, place)).isEqualTo(new Filled.NotEmpty("person"));
        }
    }

    private static final class Key implements DecisionStore.Key {
        @Override
        public String mac(String text) {
            return Sha256.hex("key " + text);
        }

        @Override
        public String via() {
            return "system user test";
        }
    }

    /** Tells nobody. */
    private static final class Deaf implements Event<DecisionStore.Added> {
        @Override
        public void fire(DecisionStore.Added event) {}

        @Override
        public <U extends DecisionStore.Added> CompletionStage<U> fireAsync(U event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends DecisionStore.Added> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<DecisionStore.Added> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends DecisionStore.Added> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends DecisionStore.Added> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
