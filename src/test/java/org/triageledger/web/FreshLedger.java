package org.triageledger.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A ledger of its own in a database file, and everything it logs in another. */
public final class FreshLedger implements QuarkusTestProfile {
    static final Path FOLDER = Path.of("target", "fresh-ledger").toAbsolutePath();
    static final Path LOG = FOLDER.resolve("log").resolve("ledger.log");
    static final Path DATA = FOLDER.resolve("data");

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            if (Files.exists(FOLDER)) {
                try (Stream<Path> files = Files.walk(FOLDER)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(DATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.ofEntries(
                Map.entry("ledger.data", DATA.toString()),
                Map.entry("ledger.mailboxes.team.host", "127.0.0.1"),
                Map.entry("ledger.mailboxes.team.user", "team"),
                Map.entry("store.jdbc-url", "jdbc:h2:file:" + DATA.resolve("ledger")),
                Map.entry("quarkus.log.level", "DEBUG"),
                Map.entry("quarkus.log.category.\"org.hibernate\".level", "DEBUG"),
                Map.entry("quarkus.log.file.enabled", "true"),
                Map.entry("quarkus.log.file.level", "ALL"),
                Map.entry("quarkus.log.file.path", LOG.toString()),
                // a file that is rotated away would be searched by nobody
                Map.entry("quarkus.log.file.rotation.max-file-size", "1G"),
                Map.entry("quarkus.log.console.level", "WARN"));
    }
}
