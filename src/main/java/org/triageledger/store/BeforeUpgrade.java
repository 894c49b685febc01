package org.triageledger.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Makes an upgrade of an H2 file all or nothing. H2 cannot take back what a migration made before it was ended, so the whole file is kept
 * before the first migration, and put back at the next start if the upgrade did not come to its end. PostgreSQL takes back by itself.
 */
final class BeforeUpgrade implements Callback {
    private final Path file;

    /** The file as it was; empty where there was nothing before. */
    private final Path kept;

    private boolean begun;

    /** @param address of the file, as JDBC writes it */
    BeforeUpgrade(String address) {
        String path = address.replaceFirst("^jdbc:h2:(file:)?", "").replaceFirst(";.*", "");
        this.file = Path.of(path + ".mv.db");
        this.kept = Path.of(path + ".before-upgrade.zip");
    }

    /** Puts back what an upgrade left that was ended. To be called before the file is opened, when nobody else has it. */
    void restore() throws IOException {
        if (Files.notExists(kept)) {
            return;
        }
        if (Files.size(kept) == 0) {
            Files.deleteIfExists(file);
        } else {
            Path whole = file.resolveSibling(file.getFileName() + ".part");
            try (InputStream in = Files.newInputStream(kept);
                    ZipInputStream zip = new ZipInputStream(in)) {
                zip.getNextEntry();
                Files.copy(zip, whole, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(kept);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (event == Event.AFTER_MIGRATE) {
                Files.deleteIfExists(kept);
            } else if (!begun) {
                keep(context.getConnection());
                begun = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private void keep(Connection connection) throws IOException, SQLException {
        if (isNew(connection)) {
            Files.createFile(kept);
            return;
        }
        Path part = kept.resolveSibling(kept.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (Statement statement = connection.createStatement()) {
            statement.execute("backup to '" + part.toString().replace("'", "''") + "'");
        }
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isNew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from \"flyway_schema_history\" where \"version\" is not null")) {
            row.next();
            return row.getLong(1) == 0;
        }
    }

    @Override
    public String getCallbackName() {
        return "keep the file before an upgrade";
    }
}
