package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "credits",
        mixinStandardHelpOptions = true,
        description = "Who did what on which report, and what needs review.")
@ReadsOnly
final class CreditsCommand implements Callable<Integer> {
    @Option(names = "--member", paramLabel = "ID", description = "Only this member's.")
    @Nullable
    String member;

    @Option(names = "--from", paramLabel = "D", description = "Only evidence that arrived on this UTC day or later.")
    @Nullable
    LocalDate from;

    @Option(names = "--to", paramLabel = "D", description = "Only evidence that arrived on this UTC day or earlier.")
    @Nullable
    LocalDate to;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Spec
    @Nullable
    CommandSpec spec;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        if (from != null && to != null && to.isBefore(from)) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--to is before --from: write the earlier day as --from");
        }
        EvidenceViews.Credits credits =
                evidence.credits(Optional.ofNullable(member), Optional.ofNullable(from), Optional.ofNullable(to));
        List<List<@Nullable Object>> rows = new Mapped<>(
                Lists.joined(credits.credits(), credits.pending()),
                line -> Lists.of(
                        line.member(),
                        line.kind(),
                        line.report(),
                        line.first(),
                        line.last(),
                        line.messageIds().size(),
                        line.trust(),
                        line.why() == null ? "" : "pending: " + line.why(),
                        line.source(),
                        line.evidence()));
        List<String> headings =
                List.of("member", "kind", "report", "first", "last", "messages", "trust", "note", "source", "evidence");
        format.write(printer, credits, headings, rows);
        return 0;
    }
}
