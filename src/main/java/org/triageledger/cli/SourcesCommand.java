package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Answers;
import org.triageledger.work.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "coverage",
        aliases = "sources",
        mixinStandardHelpOptions = true,
        description = "Every source: how it stands, and which stretches of time it covers completely.")
final class SourcesCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    Answers answers;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        Views.Watching watching = answers.watching();
        List<List<@Nullable Object>> rows = watching.sources().stream()
                .map(line -> Lists.of(
                        line.name(),
                        line.kind(),
                        line.state(),
                        line.lastGoodLook(),
                        line.messages(),
                        line.quarantined(),
                        line.covered().stream()
                                .map(gap -> gap.from() + "/" + gap.to())
                                .toList(),
                        line.trouble()))
                .toList();
        List<String> headings =
                List.of("source", "kind", "state", "lastGoodLook", "messages", "quarantined", "covered", "trouble");
        switch (format) {
            case json -> printer.json(watching);
            case csv -> printer.csv(headings, rows);
            case table, text -> printer.table(headings, rows);
        }
        return 0;
    }
}
