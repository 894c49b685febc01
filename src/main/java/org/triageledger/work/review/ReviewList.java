package org.triageledger.work.review;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.review.ReviewViews.ReviewLine;

/** How the list of reviews is searched, filtered and sorted. */
public final class ReviewList {
    public static final ListRules<ReviewLine> RULES = new ListRules<>(
            line -> Stream.of(line.review(), line.day().toString(), line.state(), line.policy())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("review", "state", "day", "policy", "last day", "decided", "to decide", "sha256"),
            line -> List.of(
                    line.review(),
                    line.state(),
                    line.day().toString(),
                    cell(line.policy()),
                    cell(line.lastDay()),
                    String.valueOf(line.decided()),
                    String.valueOf(line.toDecide()),
                    cell(line.sha256())));

    private ReviewList() {}

    private static Map<String, Predicate<ReviewLine>> filters() {
        Map<String, Predicate<ReviewLine>> filters = new LinkedHashMap<>();
        for (String state : List.of("planned", "open", "closed")) {
            filters.put(state, line -> line.state().equals(state));
        }
        return filters;
    }

    private static Map<String, Comparator<ReviewLine>> sorts() {
        Comparator<ReviewLine> byDay = Comparator.comparing(ReviewLine::day).thenComparing(ReviewLine::review);
        Map<String, Comparator<ReviewLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", byDay.reversed());
        sorts.put("oldest-first", byDay);
        return sorts;
    }
}
