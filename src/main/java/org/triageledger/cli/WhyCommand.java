package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "One member's verdict with every criterion, credit and message behind it.")
@ReadsOnly
final class WhyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MEMBER", description = "The id in the roster.")
    String member = "";

    @Mixin
    Question question = new Question();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
    Reply.Form form = Reply.Form.text;

    @Inject
    Days days;

    @Inject
    Policies policies;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        VerdictViews.Why why = verdicts.why(member, days.or(question.asOf), policies.nameOr(question.asked(policies)));
        if (form == Reply.Form.json) {
            printer.json(why);
        } else {
            text(why);
        }
        return 0;
    }

    private void text(VerdictViews.Why why) {
        VerdictViews.MemberLine line = why.member();
        printer.line(line.name() + " (" + line.member() + ") on " + why.asOf() + " by " + why.policy() + ": "
                + line.verdict() + (line.until() == null ? "" : " until " + line.until()));
        line.reasons().forEach(reason -> printer.line("  " + reason));
        printer.line("");
        printer.line("Criteria (window from " + why.windowFrom() + " to " + why.asOf() + ", both days inclusive):");
        for (VerdictViews.CriterionLine criterion : why.criteria()) {
            printer.line("  " + criterion.result() + "  " + criterion.name() + ": " + criterion.why()
                    + (criterion.until() == null ? "" : " (until " + criterion.until() + ")"));
        }
        printer.line("");
        printer.line(why.credits().isEmpty() ? "No credits." : "Credits:");
        why.credits().forEach(this::evidence);
        if (!why.pending().isEmpty()) {
            printer.line("");
            printer.line("Needs review; these do not count:");
            why.pending().forEach(this::evidence);
        }
        why.gaps()
                .forEach(gap ->
                        printer.line("Mail is missing from " + gap.from() + " to " + gap.to() + ": " + gap.cause()));
    }

    private void evidence(EvidenceViews.ReportEvidence report) {
        printer.line("  " + report.report() + "  " + String.join(", ", report.kinds()) + "  (rule " + report.rule()
                + ")" + (report.why() == null ? "" : "  " + report.why()));
        for (EvidenceViews.EvidenceLine message : report.messages()) {
            printer.line("    " + message.arrived() + "  " + message.trust() + "  <" + message.messageId() + ">"
                    + (message.archivedAt() == null ? "" : "  " + message.archivedAt()));
        }
    }
}
