package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.MemberList;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "active", mixinStandardHelpOptions = true, description = "Who is active, until when, and why.")
@ReadsOnly
final class ActiveCommand implements Callable<Integer> {
    @Mixin
    Question question = new Question();

    @Mixin
    ListOptions list = new ListOptions();

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
        VerdictViews.Active all = verdicts.active(days.or(question.asOf), policies.nameOr(question.asked(policies)));
        VerdictViews.Active active = new VerdictViews.Active(
                all.policy(), all.asOf(), list.of(MemberList.RULES, all.members()), all.lastCovered());
        switch (format) {
            case json -> printer.json(active);
            case csv ->
                printer.csv(
                        List.of("member", "name", "verdict", "until", "lastCredit", "credits", "reasons"),
                        rows(active));
            case table, text -> table(active);
        }
        return 0;
    }

    private void table(VerdictViews.Active active) {
        if (active.members().isEmpty()) {
            printer.line(list.none(
                    "Nobody is a member on " + active.asOf() + ". Load a roster: ledger roster load FILE.yaml"));
            return;
        }
        printer.line("On " + active.asOf() + " by policy " + active.policy() + ":");
        printer.table(
                List.of("MEMBER", "NAME", "VERDICT", "UNTIL", "LAST CREDIT", "REPORTS", "WHY"),
                active.members().stream()
                        .map(line -> Lists.of(
                                line.member(),
                                line.name(),
                                line.verdict(),
                                line.until(),
                                line.lastCredit(),
                                line.credits(),
                                line.reasons().stream().findFirst().orElse("")))
                        .toList());
        VerdictViews.LastCovered covered = active.lastCovered();
        if (covered != null) {
            printer.line("All mail was read up to " + covered.day() + ": " + covered.inactive()
                    + " inactive as of that day (ledger active --as-of " + covered.day() + ").");
        }
    }

    private static List<List<@Nullable Object>> rows(VerdictViews.Active active) {
        return active.members().stream()
                .map(line -> Lists.of(
                        line.member(),
                        line.name(),
                        line.verdict(),
                        line.until(),
                        line.lastCredit(),
                        line.credits(),
                        line.reasons()))
                .toList();
    }
}
