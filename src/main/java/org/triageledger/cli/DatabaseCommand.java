package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.upkeep.Answers;
import org.triageledger.work.upkeep.DatabaseCopies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = "The database of the ledger: an H2 file, or PostgreSQL.",
        subcommands = {DatabaseCommand.Copy.class, DatabaseCommand.Compare.class})
final class DatabaseCommand extends CommandGroup {
    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = {
                "Copies the whole ledger into an empty database, from H2 to PostgreSQL or back. Shows what would be copied;"
                        + " does it with --apply, while no service runs.",
                "Ended at any moment, it goes on when it is called again; nothing can use the other database before. At the end"
                        + " it compares every row, the audit log, and the answers of `active` for ten days. This ledger stays as it"
                        + " is."
            })
    static final class Copy extends ActCommand {
        @Option(
                names = "--to",
                paramLabel = "URL",
                required = true,
                description =
                        "jdbc:postgresql://HOST:PORT/DATABASE, or jdbc:h2:file:/DIRECTORY/ledger for the H2 file of a data"
                                + " directory.")
        @Nullable
        String to;

        @Option(
                names = "--user",
                paramLabel = "NAME",
                description = "The owner of that database; ledger.database.user without it.")
        @Nullable
        String user;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "A file whose first line is the password; ledger.database.password-file without it.")
        @Nullable
        Path passwordFile;

        @Option(names = "--apply", description = "Do it.")
        boolean apply;

        @Inject
        DatabaseCopies copies;

        @Override
        public Integer call() {
            DatabaseCopies.Copied copied = copies.copy(
                    Objects.requireNonNull(to),
                    Optional.ofNullable(user),
                    Optional.ofNullable(passwordFile),
                    apply,
                    line -> {
                        if (System.console() != null) {
                            System.err.println("ledger: " + line);
                        }
                    });
            if (!apply) {
                return say(
                        copied,
                        copied.rows() + " rows of " + copied.tables() + " tables would be copied to " + copied.to()
                                + (copied.already() > 0
                                        ? "; " + copied.already() + " of them are there already."
                                        : "."),
                        "Nothing was changed: add --apply.");
            }
            return say(
                    copied,
                    "Copied " + copied.rows() + " rows of " + copied.tables() + " tables to " + copied.to()
                            + (copied.already() > 0 ? " (" + copied.already() + " of them in an earlier run)." : "."),
                    "Compared: every row, the " + copied.entries() + " entries of the audit log, and the answers of "
                            + copied.answers() + " days are the same.",
                    "Next: " + copied.next() + ". Keep the former database until you are sure.");
        }
    }

    @Command(
            name = "answers",
            mixinStandardHelpOptions = true,
            description =
                    "Who is active on each of several days, a JSON object in a line for each: to compare two copies of a"
                            + " ledger.")
    @ReadsOnly
    static final class Compare implements Callable<Integer> {
        @Parameters(paramLabel = "DATE", arity = "0..*", description = "UTC days (YYYY-MM-DD).")
        List<LocalDate> days = List.of();

        @Option(names = "--none", hidden = true)
        boolean none;

        @Inject
        Answers answers;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            if (days.isEmpty() && !none) {
                throw new org.triageledger.work.Refusal("name at least one day: ledger database answers 2026-11-01");
            }
            printer.exactly(answers.on(days));
            return 0;
        }
    }
}
