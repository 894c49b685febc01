package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.triageledger.work.Answers;
import org.triageledger.work.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "If nothing happens: who stops being active when, and what one act would keep them.")
final class ForecastCommand implements Callable<Integer> {
    @Mixin
    Question question = new Question();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    Answers answers;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        Views.Forecasts forecasts =
                answers.forecast(answers.dayOr(question.asOf), answers.policyOr(question.asked(answers)));
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
        format.write(printer, forecasts, headings, rows);
        return 0;
    }
}
