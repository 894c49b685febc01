package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.upkeep.BackupFile;
import org.triageledger.work.upkeep.Restores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a backup into an empty ledger: a new data directory, or an empty database. All of it or nothing.",
            "Put the ledger.key of that ledger into the data directory first, unless the backup was made --with-key."
        })
final class RestoreCommand extends ActCommand {
    @Parameters(paramLabel = "FILE", description = "A file that `ledger backup` made.")
    @Nullable
    Path file;

    @Inject
    Restores restores;

    /** Whether the file is whole: before anything is made for it. */
    void check() {
        BackupFile.checked(Objects.requireNonNull(file)).close();
    }

    @Override
    public Integer call() {
        Restores.Restored restored = restores.restore(Objects.requireNonNull(file));
        return say(
                restored,
                "Restored " + restored.rows() + " rows from the backup of " + restored.madeAt() + ".",
                restored.keyWritten() ? "The key came out of the backup." : "The key that was here fits.",
                "The audit log has " + restored.entries() + " entries and is as it was written. Next: ledger check");
    }
}
