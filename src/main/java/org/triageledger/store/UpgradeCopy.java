package org.triageledger.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * A copy of an H2 file from before its tables are upgraded. H2 ends a transaction with each change of a table, so an upgrade that is
 * killed or fails leaves half of it; the next start puts the copy back and begins again. On PostgreSQL each upgrade is a transaction.
 */
final class UpgradeCopy implements Callback {
    private final Path file;
    private final Path copy;
    private final Source owner;

    private boolean made;

    /** @param file the H2 file, with its ending */
    UpgradeCopy(Path file, Source owner) {
        this.file = file;
        this.copy = file.resolveSibling("ledger.before-upgrade.zip");
        this.owner = owner;
    }

    /** Opens the database as its owner. */
    interface Source {
        Connection open() throws SQLException;
    }

    /** The file behind an address; empty where the database is in memory. */
    static Optional<Path> file(String address) {
        String start = "jdbc:h2:file:";
        return address.startsWith(start)
                ? Optional.of(Path.of(address.substring(start.length()).replaceFirst(";.*", "") + ".mv.db"))
                : Optional.empty();
    }

    /** Puts the copy back where an upgrade did not come to its end. Call it while nobody has the file open. */
    void putBack() {
        if (Files.notExists(copy)) {
            return;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = Files.newInputStream(copy);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(String.valueOf(file.getFileName()))) {
                    Files.copy(zip, draft, StandardCopyOption.REPLACE_EXISTING);
                    moved(draft, file);
                    return;
                }
            }
            throw new IOException("the copy holds no database");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
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
                Files.deleteIfExists(copy);
            } else if (!made && Files.notExists(copy)) {
                make();
            }
            made = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Under another name until it is whole. */
    private void make() throws IOException, SQLException {
        Path part = copy.resolveSibling(copy.getFileName() + ".part");
        try (Connection connection = owner.open();
                Statement statement = connection.createStatement()) {
            statement.execute("backup to '" + part.toString().replace("'", "''") + "'");
        }
        moved(part, copy);
    }

    @Override
    public String getCallbackName() {
        return "copy before an upgrade";
    }
}
