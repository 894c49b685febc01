package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Every member with the eligibility details of each criterion.")
@ReadsOnly
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    Question question = new Question();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

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
        VerdictViews.Evaluated evaluated =
                verdicts.evaluate(days.or(question.asOf), policies.nameOr(question.asked(policies)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (VerdictViews.EvaluatedMember member : evaluated.members()) {
            for (VerdictViews.CriterionLine criterion : member.criteria()) {
                rows.add(Lists.of(
                        member.member().member(),
                        member.member().verdict(),
                        criterion.name(),
                        criterion.result(),
                        criterion.until(),
                        criterion.why()));
            }
        }
        List<String> headings = List.of("member", "verdict", "criterion", "result", "until", "why");
        format.write(printer, evaluated, headings, rows);
        return 0;
    }
}
