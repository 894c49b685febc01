package org.triageledger.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs tests on a real PostgreSQL on a free loopback port instead of H2. */
public final class Postgres implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    /** What chooses the database {@code postgres} on a port of this machine, as the main program sets it. */
    public static Map<String, String> settings(int port) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        return Map.of(
                "store.jdbc-url", url,
                "store.user", "postgres",
                "store.password", "postgres",
                "ledger.database.url", url,
                "ledger.database.user", "postgres",
                "ledger.database.password", "postgres");
    }

    /** The server, started before the application and stopped after it. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {
        private @Nullable EmbeddedPostgres server;

        @Override
        public Map<String, String> start() {
            try {
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setConnectConfig("connectTimeout", "20")
                        .start();
                server = started;
                return Postgres.settings(started.getPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            if (server != null) {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
