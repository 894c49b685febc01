package org.triageledger.work.advisory;

import static org.triageledger.work.ListRules.cell;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.advisory.AdvisoryViews.AdvisoryLine;

/** How the list of advisories is searched, filtered and sorted. */
public final class AdvisoryList {
    private static final List<String> SEVERITIES = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");

    public static final ListRules<AdvisoryLine> RULES = new ListRules<>(
            line -> Stream.of(
                            line.cve().stream(),
                            Stream.of(
                                    line.severity(),
                                    line.project(),
                                    line.member(),
                                    line.author(),
                                    line.record().state()),
                            line.findings().stream().map(AdvisoryViews.AdvisoryFindingLine::rule))
                    .flatMap(words -> words)
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("cve", "announced", "severity", "project", "author", "member", "record", "findings"),
            line -> List.of(
                    String.join(" ", line.cve()),
                    cell(line.announced()),
                    cell(line.severity()),
                    cell(line.project()),
                    cell(line.author()),
                    cell(line.member()),
                    line.record().state(),
                    String.join(
                            " ",
                            line.findings().stream()
                                    .map(AdvisoryViews.AdvisoryFindingLine::rule)
                                    .toList())));

    private AdvisoryList() {}

    private static Map<String, Predicate<AdvisoryLine>> filters() {
        Map<String, Predicate<AdvisoryLine>> filters = new LinkedHashMap<>();
        filters.put("with-findings", line -> !line.findings().isEmpty());
        filters.put("record-missing", line -> !line.record().state().equals("published"));
        for (String severity : SEVERITIES) {
            filters.put(severity.toLowerCase(java.util.Locale.ROOT), line -> severity.equals(line.severity()));
        }
        return filters;
    }

    private static Map<String, Comparator<AdvisoryLine>> sorts() {
        Comparator<AdvisoryLine> oldest = Comparator.comparing(
                AdvisoryLine::announced, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
        Map<String, Comparator<AdvisoryLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", oldest.reversed());
        sorts.put("oldest-first", oldest);
        sorts.put(
                "most-severe-first",
                Comparator.<AdvisoryLine>comparingInt(line -> SEVERITIES.indexOf(cell(line.severity())))
                        .reversed()
                        .thenComparing(oldest.reversed()));
        sorts.put(
                "most-findings-first",
                Comparator.<AdvisoryLine>comparingInt(line -> line.findings().size())
                        .reversed()
                        .thenComparing(oldest.reversed()));
        return sorts;
    }
}
