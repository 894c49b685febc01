package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Signed;
import org.triageledger.work.review.FindingList;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReviewViews;
import org.triageledger.work.roster.RosterBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** People, their addresses and roles, and the release branches. */
@Command(
        name = "roster",
        mixinStandardHelpOptions = true,
        description = "People, their addresses and roles, and the release branches.",
        subcommands = {
            RosterCommand.Load.class,
            RosterCommand.ReleaseCycle.class,
            RosterCommand.Findings.class,
            RosterCommand.Settle.class,
            ListCommands.Import.class,
            ListCommands.Export.class,
            ListCommands.Drift.class
        })
final class RosterCommand extends CommandGroup {
    @Command(
            name = "load",
            mixinStandardHelpOptions = true,
            description =
                    "Imports the roster from a YAML file; it replaces the roster that is stored. A faulty file changes nothing.")
    static final class Load implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        Path file = Path.of("");

        @Option(
                names = "--by",
                paramLabel = "ID",
                description =
                        "Who loads it, by the id in the roster, for the audit log; the user of the operating system"
                                + " without it.")
        @Nullable
        String by;

        @Mixin
        Reply reply = new Reply();

        @Inject
        RosterBook roster;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            RosterBook.Outcome outcome = roster.load(file, Optional.ofNullable(by));
            return report(reply, printer, outcome);
        }
    }

    @Command(
            name = "release-cycle",
            mixinStandardHelpOptions = true,
            description = "Imports the release branches and their managers from the published release cycle.")
    static final class ReleaseCycle implements Callable<Integer> {
        @Parameters(paramLabel = "FILE|URL")
        String place = "";

        @Mixin
        Reply reply = new Reply();

        @Inject
        RosterBook roster;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            RosterBook.Outcome outcome = roster.releaseCycle(place);
            return report(reply, printer, outcome);
        }
    }

    @Command(
            name = "findings",
            mixinStandardHelpOptions = true,
            description =
                    "Issues with roster, release cycle and lists today, of --search and --filter alone. Exit code 3 where one of them is"
                            + " open.")
    @ReadsOnly
    static final class Findings implements Callable<Integer> {
        @Mixin
        ListOptions list = new ListOptions();

        @Option(
                names = "--format",
                description = "text, table, json or csv; text without it. The others show the keys by which to settle.")
        Format format = Format.text;

        @Inject
        FindingsBook book;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            ReviewViews.Findings all = book.all();
            ReviewViews.Findings findings = new ReviewViews.Findings(
                    list.of(FindingList.RULES, all.waiting()), list.of(FindingList.RULES, all.settled()));
            List<String> headings = List.of("key", "code", "what", "settled until", "by", "reason");
            List<List<@Nullable Object>> rows = Stream.concat(findings.waiting().stream(), findings.settled().stream())
                    .map(line -> Lists.of(
                            line.key(),
                            line.code(),
                            line.sentence(),
                            line.decision() != 0 && line.settledUntil() == null ? "permanently" : line.settledUntil(),
                            line.settledBy(),
                            line.reason()))
                    .toList();
            switch (format) {
                case text ->
                    (list.narrow()
                                    ? Stream.concat(findings.waiting().stream(), findings.settled().stream())
                                    : findings.waiting().stream())
                            .forEach(line -> printer.line(line.sentence()));
                case json -> printer.json(findings);
                case csv -> printer.csv(headings, rows);
                case table -> {
                    if (rows.isEmpty()) {
                        printer.line(list.none("There are no findings today."));
                    } else {
                        printer.table(headings, rows);
                    }
                }
            }
            return findings.waiting().isEmpty() ? 0 : 3;
        }
    }

    @Command(
            name = "settle",
            mixinStandardHelpOptions = true,
            description = "Settles a finding: it is shown no more until it says something else. `ledger decisions undo`"
                    + " takes it up again.")
    @Decides
    static final class Settle implements Callable<Integer> {
        @Parameters(paramLabel = "KEY", description = "As `ledger roster findings --format table` shows it.")
        String key = "";

        @Option(
                names = "--by",
                required = true,
                paramLabel = "WHO",
                description = "Who decides, by the id in the roster.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Option(names = "--until", paramLabel = "DATE", description = "The last UTC day; permanently without it.")
        @Nullable
        LocalDate until;

        @Inject
        FindingsBook book;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            OptionalLong waiting = book.settle(key, Optional.ofNullable(until), new Signed(by, reason));
            printer.line(
                    waiting.isPresent()
                            ? "this finding is about " + by + ": awaiting approval by another admin, as entry "
                                    + waiting.getAsLong() + " of the audit log"
                            : "settled");
            return 0;
        }
    }

    record Loaded(String summary, List<String> notes) {}

    private static int report(Reply reply, Printer printer, RosterBook.Outcome outcome) {
        outcome.faults().forEach(fault -> System.err.println("ledger: " + fault));
        if (!outcome.faults().isEmpty()) {
            return 1;
        }
        reply.say(printer, new Loaded(outcome.summary(), outcome.notes()), outcome.summary());
        outcome.notes().forEach(note -> System.err.println("ledger: " + note));
        return 0;
    }
}
