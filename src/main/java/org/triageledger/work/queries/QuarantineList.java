package org.triageledger.work.queries;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.queries.SourceViews.QuarantineLine;

/** How the mail that could not be parsed is searched, filtered and sorted. */
public final class QuarantineList {
    public static final ListRules<QuarantineLine> RULES = new ListRules<>(
            line -> Stream.of(line.source(), line.where(), line.why()),
            filters(),
            sorts(),
            List.of("entry", "source", "where", "why", "since", "kept"),
            line -> List.of(
                    String.valueOf(line.id()),
                    line.source(),
                    line.where(),
                    line.why(),
                    line.since().toString(),
                    line.kept() ? "yes" : "no"));

    private QuarantineList() {}

    private static Map<String, Predicate<QuarantineLine>> filters() {
        Map<String, Predicate<QuarantineLine>> filters = new LinkedHashMap<>();
        filters.put("kept", QuarantineLine::kept);
        filters.put("not-kept", line -> !line.kept());
        return filters;
    }

    private static Map<String, Comparator<QuarantineLine>> sorts() {
        Comparator<QuarantineLine> byAge =
                Comparator.comparing(QuarantineLine::since).thenComparingLong(QuarantineLine::id);
        Map<String, Comparator<QuarantineLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", byAge.reversed());
        sorts.put("oldest-first", byAge);
        sorts.put(
                "source",
                Comparator.comparing(QuarantineLine::source, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(byAge));
        return sorts;
    }
}
