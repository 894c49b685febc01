package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.queries.CoverageCalendar;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceList;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.VerdictAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "coverage",
        aliases = "sources",
        mixinStandardHelpOptions = true,
        description = {
            "Every source: how it stands, and which stretches of time it covers completely.",
            "The table is followed by a calendar of days read completely, by what no source has read, and why, and by whether"
                    + " each list's host checks who posts."
        })
@ReadsOnly
final class SourcesCommand implements Callable<Integer> {
    @Mixin
    ListOptions list = new ListOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    Days days;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    SourceAnswers sources;

    @Inject
    CoverageCalendar calendar;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        SourceViews.Watching all = sources.watching();
        SourceViews.Watching watching = new SourceViews.Watching(list.of(SourceList.RULES, all.sources()), all.lists());
        List<List<@Nullable Object>> rows = watching.sources().stream()
                .map(line -> Lists.of(
                        line.name(),
                        line.kind(),
                        line.state(),
                        line.lastGoodLook(),
                        line.messages(),
                        line.backlog(),
                        line.quarantined(),
                        line.covered().stream()
                                .map(gap -> gap.from() + "/" + gap.to())
                                .toList(),
                        line.trouble()))
                .toList();
        List<String> headings = List.of(
                "source", "kind", "state", "lastGoodLook", "messages", "unread", "quarantined", "covered", "trouble");
        switch (format) {
            case json -> printer.json(watching);
            case csv -> printer.csv(headings, rows);
            case table, text -> {
                if (rows.isEmpty() && list.narrow()) {
                    printer.line(list.none(""));
                } else {
                    printer.table(headings, rows);
                }
                if (!rows.isEmpty()) {
                    calendar();
                }
                if (!watching.lists().isEmpty()) {
                    printer.line("");
                    printer.table(
                            List.of("list", "posters"),
                            watching.lists().stream()
                                    .map(line -> Lists.of(line.list(), line.what()))
                                    .toList());
                }
            }
        }
        return 0;
    }

    private void calendar() {
        LocalDate today = days.today();
        SourceViews.CoverageCalendar year = calendar.until(today);
        printer.line("");
        printer.table(
                Stream.concat(
                                Stream.of("days read completely"),
                                year.months().stream().map(YearMonth::toString))
                        .toList(),
                year.rows().stream()
                        .map(row -> Stream.concat(Stream.of(row.name()), row.cells().stream())
                                .toList())
                        .toList());
        List<SourceViews.Gap> missing =
                verdicts.missing(year.months().getFirst().atDay(1), today);
        if (!missing.isEmpty()) {
            printer.line("");
            printer.table(
                    List.of("read by no source", "to", "why"),
                    missing.stream()
                            .map(gap -> Lists.of(gap.from(), gap.to(), gap.cause()))
                            .toList());
        }
    }
}
