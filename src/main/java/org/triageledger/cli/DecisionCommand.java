package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.record.DecisionViews;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that shows what it would change, and changes it only when told. */
@Decides
abstract class DecisionCommand implements Callable<Integer> {
    @Option(
            names = "--apply",
            description = "Makes the decision. Without it, only what would change is shown; --by and --reason are then"
                    + " not needed.")
    boolean apply;

    @Option(names = "--by", paramLabel = "WHO", description = "Who decides, by the id in the roster.")
    @Nullable
    String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; without report content.")
    @Nullable
    String reason;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
    Reply.Form form = Reply.Form.text;

    @Spec
    @Nullable
    CommandSpec spec;

    @Inject
    Decisions decisions;

    @Inject
    Printer printer;

    abstract Proposal proposal();

    /** One, unless the command decides several in one act. */
    List<Proposal> proposals() {
        return List.of(proposal());
    }

    private DecisionViews.Effect effect(List<Proposal> all) {
        if (by == null || reason == null || !apply) {
            return all.size() == 1 ? decisions.preview(all.getFirst()) : decisions.previewAll(all);
        }
        Signed signed = new Signed(by, reason);
        return all.size() == 1 ? decisions.decide(all.getFirst(), signed) : decisions.decideAll(all, signed);
    }

    @Override
    public Integer call() {
        if (apply && (by == null || reason == null)) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--apply needs --by and --reason");
        }
        DecisionViews.Effect effect = effect(proposals());
        if (form == Reply.Form.json) {
            printer.json(effect);
            return 0;
        }
        effect.changes().forEach(printer::line);
        printer.line(
                effect.waits()
                        ? "nothing was changed yet: it awaits approval"
                        : apply
                                ? "decided"
                                : "nothing was changed: add --apply, --by and --reason to confirm the decision");
        return 0;
    }
}
