package org.triageledger.work.draft;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.draft.DraftViews.DraftLine;

/** How the list of drafts is searched, filtered and sorted. Titles are sealed: they are neither searched nor exported. */
public final class DraftList {
    public static final ListRules<DraftLine> RULES = new ListRules<>(
            line -> Stream.of(line.draft(), line.report(), line.coordinator(), line.state(), line.cve(), line.savedBy())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("draft", "report", "coordinator", "state", "cve", "saved", "by", "deleted from"),
            line -> List.of(
                    line.draft(),
                    cell(line.report()),
                    line.coordinator(),
                    line.state(),
                    cell(line.cve()),
                    line.savedAt().toString(),
                    line.savedBy(),
                    cell(line.deletedFrom())));

    private DraftList() {}

    private static Map<String, Predicate<DraftLine>> filters() {
        Map<String, Predicate<DraftLine>> filters = new LinkedHashMap<>();
        for (String state : List.of("draft", "public", "deleted")) {
            filters.put(state, line -> line.state().equals(state));
        }
        return filters;
    }

    private static Map<String, Comparator<DraftLine>> sorts() {
        Comparator<DraftLine> oldest = Comparator.comparing(DraftLine::savedAt);
        Map<String, Comparator<DraftLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", oldest.reversed());
        sorts.put("oldest-first", oldest);
        sorts.put("coordinator", Comparator.comparing(DraftLine::coordinator).thenComparing(oldest.reversed()));
        return sorts;
    }
}
