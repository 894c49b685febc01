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
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "What could not be read: where it is, and why.")
final class QuarantineCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    Answers answers;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        Views.Quarantine quarantine = answers.quarantine();
        List<List<@Nullable Object>> rows = quarantine.quarantine().stream()
                .map(line -> Lists.of(line.id(), line.source(), line.where(), line.why(), line.since()))
                .toList();
        List<String> headings = List.of("id", "source", "where", "why", "since");
        switch (format) {
            case json -> printer.json(quarantine);
            case csv -> printer.csv(headings, rows);
            case table, text -> {
                if (rows.isEmpty()) {
                    printer.line("Nothing is in quarantine: every message was read.");
                } else {
                    printer.table(headings, rows);
                }
            }
        }
        return 0;
    }
}
