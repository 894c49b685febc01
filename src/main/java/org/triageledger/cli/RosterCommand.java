package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.RosterBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** People, their addresses and roles, and the release branches. */
@Command(
        name = "roster",
        mixinStandardHelpOptions = true,
        description = "People, their addresses and roles, and the release branches.",
        subcommands = {
            RosterCommand.Load.class,
            RosterCommand.ReleaseCycle.class,
            RosterCommand.Findings.class,
            ListCommands.Import.class,
            ListCommands.Export.class,
            ListCommands.Drift.class
        })
final class RosterCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "say what to do: load, release-cycle, findings, import-csv, export-csv or drift");
    }

    @Command(
            name = "load",
            mixinStandardHelpOptions = true,
            description =
                    "Takes the roster from a YAML file; what it says replaces what was known. A faulty file changes nothing.")
    static final class Load implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        Path file = Path.of("");

        @Inject
        RosterBook roster;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            RosterBook.Outcome outcome = roster.load(file);
            return report(printer, outcome);
        }
    }

    @Command(
            name = "release-cycle",
            mixinStandardHelpOptions = true,
            description = "Takes the release branches and their managers from the published release cycle.")
    static final class ReleaseCycle implements Callable<Integer> {
        @Parameters(paramLabel = "FILE|URL")
        String place = "";

        @Inject
        RosterBook roster;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            RosterBook.Outcome outcome = roster.releaseCycle(place);
            return report(printer, outcome);
        }
    }

    @Command(
            name = "findings",
            mixinStandardHelpOptions = true,
            description = "What is odd about the roster today. Exit code 3 where there is something.")
    static final class Findings implements Callable<Integer> {
        @Inject
        RosterBook roster;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            List<String> findings = roster.findings();
            findings.forEach(printer::line);
            return findings.isEmpty() ? 0 : 3;
        }
    }

    private static int report(Printer printer, RosterBook.Outcome outcome) {
        outcome.faults().forEach(fault -> System.err.println("ledger: " + fault));
        if (!outcome.faults().isEmpty()) {
            return 1;
        }
        printer.line(outcome.summary());
        outcome.notes().forEach(note -> System.err.println("ledger: " + note));
        return 0;
    }
}
