package org.triageledger.work.cases;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.cases.CaseViews.CaseLine;

/** How the list of cases is searched, filtered and sorted. */
public final class CaseList {
    private static final Comparator<CaseLine> BY_BEGIN = Comparator.comparing(CaseLine::begun);

    public static final ListRules<CaseLine> RULES = new ListRules<>(
            line -> Stream.of(
                            Stream.of(line.id(), line.outcome(), line.severity(), line.coordinator(), line.step()),
                            line.reports().stream(),
                            line.ghsa().stream(),
                            line.cve().stream(),
                            line.findings().stream().map(CaseViews.CaseFindingLine::rule))
                    .flatMap(words -> words)
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of(
                    "case",
                    "reports",
                    "ghsa",
                    "cve",
                    "outcome",
                    "severity",
                    "begun",
                    "closed",
                    "days",
                    "coordinator",
                    "last step",
                    "findings"),
            line -> List.of(
                    line.id(),
                    String.join(" ", line.reports()),
                    String.join(" ", line.ghsa()),
                    String.join(" ", line.cve()),
                    line.outcome(),
                    cell(line.severity()),
                    line.begun().toString(),
                    cell(line.closed()),
                    String.valueOf(line.days()),
                    cell(line.coordinator()),
                    cell(line.step()),
                    String.join(
                            " ",
                            line.findings().stream()
                                    .map(CaseViews.CaseFindingLine::rule)
                                    .toList())));

    private CaseList() {}

    /** Whether something of it is late or missing now, beyond doubt. */
    public static boolean isLate(CaseLine line) {
        return line.findings().stream().anyMatch(finding -> finding.state().equals("open"));
    }

    private static Map<String, Predicate<CaseLine>> filters() {
        Map<String, Predicate<CaseLine>> filters = new LinkedHashMap<>();
        filters.put("open", line -> line.closed() == null);
        filters.put("closed", line -> line.closed() != null);
        filters.put("late-or-missing", CaseList::isLate);
        filters.put("with-findings", line -> !line.findings().isEmpty());
        filters.put("without-coordinator", line -> line.coordinator() == null);
        for (String outcome : List.of(
                "undecided", "vulnerability", "not-a-vulnerability", "duplicate", "spam", "internal", "rejected")) {
            filters.put(outcome, line -> line.outcome().equals(outcome));
        }
        return filters;
    }

    private static Map<String, Comparator<CaseLine>> sorts() {
        Map<String, Comparator<CaseLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", BY_BEGIN.reversed());
        sorts.put("oldest-first", BY_BEGIN);
        sorts.put("most-days-first", Comparator.comparingLong(CaseLine::days).reversed());
        sorts.put(
                "most-findings-first",
                Comparator.<CaseLine>comparingInt(line -> line.findings().size())
                        .reversed());
        sorts.put(
                "coordinator",
                Comparator.comparing(CaseLine::coordinator, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER)));
        return sorts;
    }
}
