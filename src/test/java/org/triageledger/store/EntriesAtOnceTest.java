package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;

/** Several transactions add entries to the audit log at the same moment. */
class EntriesAtOnceTest {
    private static final int WRITERS = 4;
    private static final int EACH = 15;
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void onH2() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:entries-at-once;DB_CLOSE_DELAY=-1");
        followOnEachOther(database);
    }

    @Test
    void onPostgres() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setConnectConfig("connectTimeout", "20")
                .start()) {
            followOnEachOther(server.getPostgresDatabase());
        }
    }

    private static void followOnEachOther(DataSource database) throws Exception {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        CountDownLatch begin = new CountDownLatch(1);
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String by = "writer" + writer;
                all.add(writers.submit(() -> {
                    begin.await();
                    for (int i = 0; i < EACH; i++) {
                        add(database, by);
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> future : all) {
                future.get();
            }
        }
        DecisionStore store =
                new DecisionStore(database, new AuditLogMigrationTest.Key(), AuditLogMigrationTest.deaf());
        assertThat(store.all().stream().map(LogEntry::id))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
        assertThat(store.check(List.of())).isEqualTo(new DecisionStore.Check.Whole(store.head()));
    }

    /** One entry in a transaction of its own. */
    private static void add(DataSource database, String by) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            DecisionStore store = new DecisionStore(
                    joined(connection), new AuditLogMigrationTest.Key(), AuditLogMigrationTest.deaf());
            store.add(new Entry.SignedIn(by), NOON, by, "");
            connection.commit();
        }
    }

    /** Gives the one connection of a transaction, which closing leaves open. */
    private static DataSource joined(Connection connection) {
        Connection open = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return open;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
