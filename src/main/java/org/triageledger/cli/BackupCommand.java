package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.upkeep.Backups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the whole ledger, as it is at one moment, into a file; also while the service runs.",
            "The file is for its owner alone. What is sealed stays sealed in it, and the key is not in it: keep a copy of"
                    + " ledger.key elsewhere."
        })
final class BackupCommand extends ActCommand {
    @Parameters(paramLabel = "FILE", description = "The file to write; none may be there yet.")
    @Nullable
    Path file;

    @Option(names = "--replace", description = "Replace a file that is there already, once the new one is whole.")
    boolean replace;

    @Option(
            names = "--with-key",
            description = "Put the key into the file too. Who has the file can then read everything that is sealed.")
    boolean withKey;

    @Inject
    Backups backups;

    @Override
    public Integer call() {
        Backups.Made made = backups.make(java.util.Objects.requireNonNull(file), replace, withKey);
        return say(
                made,
                "Backed up " + made.rows() + " rows of " + made.tables() + " tables to " + made.file() + ".",
                withKey
                        ? "The key is in it: who has this file can read everything."
                        : "It opens with the key " + made.key() + " alone: keep a copy of ledger.key elsewhere.");
    }
}
