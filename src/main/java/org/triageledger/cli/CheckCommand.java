package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.Refusal;
import org.triageledger.work.upkeep.Checks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks that the ledger is sound: migrations, audit log, references between rows, key, answers, snapshots of"
                        + " reviews, outbox, leases. Changes nothing. Exit code 3 where something is wrong.")
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Try to open only about so many sealed texts of each kind; all without it.")
    @Nullable
    Long sample;

    @Inject
    Checks checks;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        if (sample != null && sample < 1) {
            throw new Refusal("--sample is a number of texts, 1 or more");
        }
        Checks.Checked checked = checks.run(sample == null ? OptionalLong.empty() : OptionalLong.of(sample));
        List<List<@Nullable Object>> rows =
                new Mapped<>(checked.checks(), line -> Lists.of(line.check(), line.state(), line.what()));
        format.write(printer, checked, List.of("check", "state", "what"), rows);
        return checked.checks().stream().anyMatch(Checks.Line::isFinding) ? 3 : 0;
    }
}
