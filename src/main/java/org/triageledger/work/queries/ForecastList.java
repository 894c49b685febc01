package org.triageledger.work.queries;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.queries.VerdictViews.ForecastLine;

/** How the forecast is searched, filtered and sorted. */
public final class ForecastList {
    public static final ListRules<ForecastLine> RULES = new ListRules<>(
            line -> Stream.of(line.member(), line.name(), line.now(), line.keep())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("member", "name", "now", "last day", "then", "keep"),
            line -> List.of(
                    line.member(),
                    line.name(),
                    line.now(),
                    cell(line.lastDay()),
                    String.join(
                            "; ",
                            line.turns().stream()
                                    .map(turn -> turn.day() + " " + turn.verdict())
                                    .toList()),
                    cell(line.keep())));

    private ForecastList() {}

    private static Map<String, Predicate<ForecastLine>> filters() {
        Map<String, Predicate<ForecastLine>> filters = new LinkedHashMap<>();
        filters.put("ends-within-a-year", line -> line.lastDay() != null);
        for (String verdict : List.of("active", "newcomer", "exempt", "inactive", "unknown")) {
            filters.put(verdict, line -> line.now().equals(verdict));
        }
        return filters;
    }

    private static Map<String, Comparator<ForecastLine>> sorts() {
        Comparator<ForecastLine> byName = Comparator.comparing(ForecastLine::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(ForecastLine::member);
        Map<String, Comparator<ForecastLine>> sorts = new LinkedHashMap<>();
        sorts.put(
                "earliest-end-first",
                Comparator.comparing(ForecastLine::lastDay, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(byName));
        sorts.put("name", byName);
        return sorts;
    }
}
