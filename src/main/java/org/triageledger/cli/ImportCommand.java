package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.Importer.DayRange;
import org.triageledger.work.intake.IntakeViews;
import org.triageledger.work.intake.SourceKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Backfills from archives: mbox, mbox.gz, Maildir, an .eml or .emlx file, or a folder of them; also what a list publishes"
                    + " (HyperKitty's export, Mailman's monthly files) by its address.",
            "Either all of it is stored or, after an error, nothing. Importing again stores nothing twice.",
            "Exit code 3 where files of a folder were passed over, for nothing says that they are mail: they are named, and"
                    + " --covers claims nothing."
        })
final class ImportCommand implements Callable<Integer> {
    /** What could change how a terminal shows a line. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    @Option(names = "--source", required = true, paramLabel = "NAME", description = "What to call this source.")
    String source = "";

    @Option(
            names = "--trust",
            paramLabel = "archive|mailbox",
            description =
                    "archive: you vouch for it (default). mailbox: judged by the Authentication-Results of --authserv-id.")
    Trust trust = Trust.archive;

    @Option(
            names = "--kind",
            paramLabel = "mail|announcements",
            description =
                    "mail: of the team (default). announcements: of the announce list; without --list-id, that of the"
                            + " settings (ledger.announcements.list).")
    String kind = "mail";

    @Mixin
    SourceOptions options = new SourceOptions();

    @Option(
            names = "--covers",
            paramLabel = "FROM..TO",
            description =
                    "The days (inclusive) for which this is all of the team's mail. Without it, no claim is made.")
    @Nullable
    String covers;

    @Option(names = "--dry-run", description = "Reads everything, says what would be stored, and stores nothing.")
    boolean dryRun;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
    Reply.Form form = Reply.Form.text;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "A file, a folder, or the https address of a file.")
    List<String> paths = List.of();

    @Spec
    @Nullable
    CommandSpec spec;

    @Inject
    Importer importer;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        Importer.Order order = new Importer.Order(source, kind(), options.rules(trust), days(), paths);
        boolean terminal = System.console() != null && System.console().isTerminal();
        IntakeViews.Imported done = importer.run(
                order,
                read -> {
                    if (terminal) {
                        System.err.printf("\r%,d messages read", read);
                    }
                },
                dryRun);
        if (terminal) {
            System.err.print("\r\u001b[K");
        }
        if (!done.passedOver().isEmpty()) {
            complain(done.passedOver());
        }
        if (form == Reply.Form.json) {
            printer.json(done);
        } else {
            printer.line(String.format(
                    "%,d read: %,d stored, %,d duplicates, %,d quarantined, in %.1f seconds",
                    done.read(), done.stored(), done.duplicates(), done.quarantined(), done.seconds()));
            if (dryRun) {
                printer.line("nothing was stored: leave out --dry-run to store it");
            } else if (done.quarantined() > 0) {
                printer.line("See what could not be parsed, and why: ledger quarantine");
            }
            if (trust == Trust.mailbox && options.authservIds.isEmpty()) {
                printer.line(
                        "Nobody vouches for its authors, so they earn nothing: name your server with --authserv-id");
            }
        }
        return done.passedOver().isEmpty() ? 0 : 3;
    }

    private void complain(List<String> files) {
        files.forEach(file -> System.err.println(
                "ledger: passed over: " + UNSAFE.matcher(file).replaceAll("?")));
        System.err.printf(
                Locale.ROOT,
                "ledger: %,d file(s) passed over, for nothing says that they are mail%s: import each by itself if it is mail,"
                        + " give it the ending .eml or .mbox, or take it out of the folder%s%n",
                files.size(),
                covers == null ? "" : ", so that the days are not claimed",
                covers == null ? "" : "; then import again");
    }

    private SourceKind kind() {
        try {
            return SourceKind.asked("--kind", kind);
        } catch (Refusal refusal) {
            throw wrong(String.valueOf(refusal.getMessage()));
        }
    }

    private @Nullable DayRange days() {
        if (covers == null) {
            return null;
        }
        int dots = covers.indexOf("..");
        if (dots < 0) {
            throw wrong("--covers is a pair of days: write --covers 2025-01-01..2025-12-31");
        }
        try {
            LocalDate from = Usage.day(covers.substring(0, dots));
            LocalDate to = Usage.day(covers.substring(dots + 2));
            if (to.isBefore(from)) {
                throw wrong("--covers ends before it begins: write the earlier day first");
            }
            return new DayRange(from, to);
        } catch (CommandLine.TypeConversionException e) {
            throw wrong("--covers: " + e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        CommandSpec known = java.util.Objects.requireNonNull(spec);
        return new CommandLine.ParameterException(known.commandLine(), message);
    }
}
