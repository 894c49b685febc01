package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "threads",
        mixinStandardHelpOptions = true,
        description = "All threads with their messages, in order of arrival.")
@ReadsOnly
final class ThreadsCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        EvidenceViews.Threads threads = evidence.threads();
        List<List<@Nullable Object>> rows = new Mapped<>(
                threads.threads(),
                line -> Lists.of(
                        line.report(),
                        line.status(),
                        line.messageIds().size(),
                        line.messageIds().getFirst()));
        List<String> headings = List.of("report", "status", "messages", "first");
        format.write(printer, threads, headings, rows);
        return 0;
    }
}
