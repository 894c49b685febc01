package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Decisions;
import org.triageledger.work.Decisions.Proposal;
import org.triageledger.work.Mapped;
import org.triageledger.work.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Everything people decided, who, when and why, in a chain of hashes.",
        subcommands = {DecisionsCommand.Undo.class, DecisionsCommand.Verify.class})
final class DecisionsCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    Decisions decisions;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        List<Views.DecisionLine> all = decisions.all();
        List<String> headings = List.of("id", "kind", "one", "other", "from", "to", "at", "by", "reason", "undone");
        List<List<@Nullable Object>> rows = new Mapped<>(
                all,
                line -> Lists.of(
                        line.id(),
                        line.kind(),
                        line.one(),
                        line.other(),
                        line.from(),
                        line.to(),
                        line.at(),
                        line.by(),
                        line.reason(),
                        line.undone()));
        switch (format) {
            case json -> printer.json(java.util.Map.of("decisions", all));
            case csv -> printer.csv(headings, rows);
            case table, text -> {
                if (rows.isEmpty()) {
                    printer.line("Nobody decided anything yet.");
                } else {
                    printer.table(headings, rows);
                }
            }
        }
        return 0;
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = "Takes a decision back: everything is again as it would be without it.")
    static final class Undo extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "ID")
        long id;

        @Override
        Proposal proposal() {
            return new Proposal.Undo(id);
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Checks that no decision was changed or removed after it was made. Exit code 3 where one was.")
    static final class Verify implements Callable<Integer> {
        @Inject
        Decisions decisions;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            return decisions
                    .firstBroken()
                    .map(id -> {
                        printer.line("The chain breaks at decision " + id
                                + ": it, or one before it, was changed or removed.");
                        return 3;
                    })
                    .orElseGet(() -> {
                        printer.line("Every decision is as it was made.");
                        return 0;
                    });
        }
    }
}
