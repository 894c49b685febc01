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
        name = "messages",
        mixinStandardHelpOptions = true,
        description = "The facts kept of every message, in order of arrival.")
@ReadsOnly
final class MessagesCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        EvidenceViews.Messages messages = evidence.messages();
        List<List<@Nullable Object>> rows = new Mapped<>(
                messages.messages(),
                line -> Lists.of(
                        line.arrived(),
                        line.author() == null ? line.account() : line.author(),
                        line.how(),
                        line.automation(),
                        line.trust(),
                        line.linesUnclear() ? "unknown" : line.authoredLines(),
                        line.messageId()));
        List<String> headings = List.of("arrived", "author", "how", "automation", "trust", "lines", "messageId");
        format.write(printer, messages, headings, rows);
        return 0;
    }
}
