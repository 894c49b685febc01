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
import org.triageledger.work.review.ReviewViews.FindingLine;

/** How the list of findings is searched, filtered and sorted. */
public final class FindingList {
    public static final ListRules<FindingLine> RULES = new ListRules<>(
            line -> Stream.of(line.code(), line.sentence(), line.reason(), line.settledBy())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("key", "kind", "finding", "dismissed by", "dismissed at", "until", "reason"),
            line -> List.of(
                    line.key(),
                    line.code(),
                    line.sentence(),
                    cell(line.settledBy()),
                    cell(line.settledAt()),
                    cell(line.settledUntil()),
                    cell(line.reason())));

    private FindingList() {}

    private static Map<String, Predicate<FindingLine>> filters() {
        Map<String, Predicate<FindingLine>> filters = new LinkedHashMap<>();
        filters.put("open", line -> line.decision() == 0);
        filters.put("dismissed", line -> line.decision() != 0);
        return filters;
    }

    private static Map<String, Comparator<FindingLine>> sorts() {
        Comparator<FindingLine> bySentence = Comparator.comparing(FindingLine::sentence, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(FindingLine::key);
        Map<String, Comparator<FindingLine>> sorts = new LinkedHashMap<>();
        Comparator<FindingLine> openFirst = Comparator.comparing(line -> line.decision() != 0);
        sorts.put("kind", openFirst.thenComparing(FindingLine::code).thenComparing(bySentence));
        sorts.put("finding", openFirst.thenComparing(bySentence));
        return sorts;
    }
}
