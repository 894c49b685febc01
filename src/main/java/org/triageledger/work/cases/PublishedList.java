package org.triageledger.work.cases;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.core.advisory.Severity;
import org.triageledger.work.ListRules;
import org.triageledger.work.cases.CaseViews.PublishedLine;

/** How the public list of advisories is searched, filtered and sorted. */
public final class PublishedList {
    public static final ListRules<PublishedLine> RULES = new ListRules<>(
            line -> Stream.of(line.cve(), line.severity()).filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("cve", "published", "severity"),
            line -> List.of(line.cve(), line.published().toString(), cell(line.severity())));

    private PublishedList() {}

    private static Map<String, Predicate<PublishedLine>> filters() {
        Map<String, Predicate<PublishedLine>> filters = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            filters.put(
                    severity.name().toLowerCase(Locale.ROOT),
                    line -> severity.name().equals(line.severity()));
        }
        filters.put("no-severity", line -> line.severity() == null);
        return filters;
    }

    private static Map<String, Comparator<PublishedLine>> sorts() {
        Comparator<PublishedLine> byId = Comparator.comparing(PublishedLine::cve);
        Comparator<PublishedLine> byDay = Comparator.comparing(PublishedLine::published);
        Map<String, Comparator<PublishedLine>> sorts = new LinkedHashMap<>();
        sorts.put("latest-first", byDay.reversed().thenComparing(byId));
        sorts.put("oldest-first", byDay.thenComparing(byId));
        sorts.put("id", byId);
        return sorts;
    }
}
