package org.triageledger.work.queries;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.queries.VerdictViews.DifferenceLine;

/** How the members on whom two policies differ are searched, filtered and sorted. */
public final class DifferenceList {
    public static final ListRules<DifferenceLine> RULES = new ListRules<>(
            line -> Stream.of(line.member(), line.name(), line.one(), line.other()),
            filters(),
            sorts(),
            List.of("member", "name", "one", "other", "why one", "why other"),
            line -> List.of(line.member(), line.name(), line.one(), line.other(), line.oneWhy(), line.otherWhy()));

    private DifferenceList() {}

    /** By the verdict of either. */
    private static Map<String, Predicate<DifferenceLine>> filters() {
        Map<String, Predicate<DifferenceLine>> filters = new LinkedHashMap<>();
        for (String verdict : MemberList.VERDICTS) {
            filters.put(
                    verdict, line -> line.one().equals(verdict) || line.other().equals(verdict));
        }
        return filters;
    }

    private static Map<String, Comparator<DifferenceLine>> sorts() {
        Comparator<DifferenceLine> byName = Comparator.comparing(DifferenceLine::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(DifferenceLine::member);
        Map<String, Comparator<DifferenceLine>> sorts = new LinkedHashMap<>();
        sorts.put("name", byName);
        sorts.put("one", Comparator.comparing(DifferenceLine::one).thenComparing(byName));
        sorts.put("other", Comparator.comparing(DifferenceLine::other).thenComparing(byName));
        return sorts;
    }
}
