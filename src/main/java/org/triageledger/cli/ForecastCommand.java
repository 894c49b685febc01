package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.ForecastList;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "If nothing happens: who stops being active when, and what one act would keep them.")
@ReadsOnly
final class ForecastCommand implements Callable<Integer> {
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
        VerdictViews.Forecasts all =
                verdicts.forecast(days.or(question.asOf), policies.nameOr(question.asked(policies)));
        VerdictViews.Forecasts forecasts =
                new VerdictViews.Forecasts(all.policy(), all.asOf(), list.of(ForecastList.RULES, all.members()));
        var rows = forecasts.members().stream()
                .map(line -> Lists.of(
                        line.member(),
                        line.now(),
                        line.lastDay(),
                        line.turns().stream()
                                .map(turn -> turn.day() + " " + turn.verdict())
                                .toList(),
                        line.keep()))
                .toList();
        List<String> headings = List.of("member", "now", "lastDay", "turns", "keep");
        format.write(printer, forecasts, headings, rows, list.none("Nobody is a member on " + forecasts.asOf() + "."));
        return 0;
    }
}
