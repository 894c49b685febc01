package org.triageledger.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that the test stops and starts. */
public final class OwnPostgres implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    /** One data directory and one port, through all its lives. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {
        private static @Nullable Path folder;
        private static int port;
        private static @Nullable EmbeddedPostgres running;

        @Override
        public Map<String, String> start() {
            try {
                folder = Files.createTempDirectory("outage");
                up();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Postgres.settings(port);
        }

        public static synchronized void up() {
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setConnectConfig("connectTimeout", "20");
                EmbeddedPostgres started = (port == 0 ? builder : builder.setPort(port)).start();
                port = started.getPort();
                running = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public static synchronized void down() {
            if (running != null) {
                try {
                    running.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                running = null;
            }
        }

        @Override
        public void stop() {
            down();
            if (folder != null) {
                FileUtils.deleteQuietly(folder.toFile());
            }
        }
    }
}
