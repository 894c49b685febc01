package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.facts.PolicyViews;
import org.triageledger.work.queries.DifferenceList;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the policies count, and for whom they differ. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "What the policies count, and for whom they differ.",
        subcommands = {PolicyCommand.Show.class, PolicyCommand.Diff.class})
final class PolicyCommand extends CommandGroup {
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "What a policy counts, its source, and the readings by which it can be read another way.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "POLICY",
                converter = PolicyWords.Name.class,
                description = "With + and a reading behind it or without; all of them without this.")
        @Nullable
        String policy;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
        Format format = Format.text;

        @Inject
        Policies policies;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            PolicyViews.Policies all = policies.described();
            PolicyViews.Policies shown =
                    policy == null ? all : new PolicyViews.Policies(all.inForce(), List.of(policies.described(policy)));
            switch (format) {
                case json -> printer.json(shown);
                case csv ->
                    printer.csv(
                            List.of("policy", "version", "source", "part", "name", "meaning"),
                            shown.policies().stream().flatMap(Show::rows).toList());
                case table, text ->
                    shown.policies().stream()
                            .flatMap(line -> text(line, line.policy().equals(shown.inForce())))
                            .forEach(printer::line);
            }
            return 0;
        }

        private static Stream<List<@Nullable Object>> rows(PolicyViews.PolicyLine line) {
            return Stream.concat(
                    line.rules().stream().map(rule -> row(line, "rule", rule.question(), rule.answer())),
                    line.readings().stream().map(reading -> row(line, "reading", reading.name(), reading.meaning())));
        }

        private static List<@Nullable Object> row(
                PolicyViews.PolicyLine line, String part, String name, String meaning) {
            return Lists.of(line.policy(), line.version(), line.source(), part, name, meaning);
        }

        private static Stream<String> text(PolicyViews.PolicyLine line, boolean inForce) {
            return Stream.of(
                            Stream.of(
                                    line.policy() + ", version " + line.version() + (inForce ? ", in force" : ""),
                                    line.source() + "."),
                            line.rules().stream().map(rule -> "  " + rule.question() + " " + rule.answer()),
                            Stream.of("Other readings, chosen as " + line.policy() + "+NAME:"),
                            line.readings().stream().map(reading -> "  " + reading.name() + ": " + reading.meaning()),
                            Stream.of(""))
                    .flatMap(part -> part);
        }
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "For whom two policies differ, or two readings of one: seed-2024 pep811-2025, or seed-2024"
                        + " seed-2024+since-last-report."
            })
    @ReadsOnly
    static final class Diff implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "POLICY", converter = PolicyWords.Name.class)
        String one = "";

        @Parameters(index = "1", paramLabel = "POLICY", converter = PolicyWords.Name.class)
        String other = "";

        @Option(names = "--as-of", paramLabel = "DATE", description = "The UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        Days days;

        @Inject
        VerdictAnswers verdicts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            VerdictViews.PolicyDifference all = verdicts.difference(one, other, days.or(asOf));
            VerdictViews.PolicyDifference difference = new VerdictViews.PolicyDifference(
                    all.one(), all.other(), all.asOf(), list.of(DifferenceList.RULES, all.members()));
            var rows = difference.members().stream()
                    .map(line -> Lists.of(line.member(), line.one(), line.other(), line.oneWhy(), line.otherWhy()))
                    .toList();
            List<String> headings = List.of("member", one, other, "why", "why");
            format.write(
                    printer,
                    difference,
                    headings,
                    rows,
                    list.none("On " + difference.asOf() + " they agree on everybody."));
            return 0;
        }
    }
}
