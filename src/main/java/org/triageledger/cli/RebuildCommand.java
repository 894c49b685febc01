package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.facts.Facts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@ReadsOnly
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description =
                "Derives threads, reports, credits and cases again, from all facts at once, and says whether anything differs from"
                        + " what was kept as mail came in. A service that runs goes on with what is new. Exit code 3 where"
                        + " something differs.")
final class RebuildCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    Facts facts;

    @Inject
    Printer printer;

    /** What is written as JSON. */
    record Rebuilding(List<Facts.Rebuilt> rebuilt) {}

    @Override
    public Integer call() {
        List<Facts.Rebuilt> rebuilt = facts.rebuild();
        List<List<@Nullable Object>> rows = new Mapped<>(
                rebuilt, line -> Lists.of(line.what(), line.kept(), line.anew(), line.same() ? "same" : "differs"));
        format.write(printer, new Rebuilding(rebuilt), List.of("what", "kept", "anew", "result"), rows);
        return rebuilt.stream().allMatch(Facts.Rebuilt::same) ? 0 : 3;
    }
}
