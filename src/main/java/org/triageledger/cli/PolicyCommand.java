package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Answers;
import org.triageledger.work.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Policies side by side. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Policies side by side.",
        subcommands = PolicyCommand.Diff.class)
final class PolicyCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "say what to do: diff");
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "For whom two policies differ, or two readings of one: seed-2024 pep811-2025, or seed-2024"
                        + " seed-2024+since-last-report."
            })
    static final class Diff implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "POLICY", converter = PolicyWords.Name.class)
        String one = "";

        @Parameters(index = "1", paramLabel = "POLICY", converter = PolicyWords.Name.class)
        String other = "";

        @Option(names = "--as-of", paramLabel = "DATE", description = "The UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        Answers answers;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            Views.PolicyDifference difference = answers.difference(one, other, answers.dayOr(asOf));
            var rows = difference.members().stream()
                    .map(line -> Lists.of(line.member(), line.one(), line.other(), line.oneWhy(), line.otherWhy()))
                    .toList();
            List<String> headings = List.of("member", one, other, "why", "why");
            format.write(printer, difference, headings, rows, "On " + difference.asOf() + " they agree on everybody.");
            return 0;
        }
    }
}
