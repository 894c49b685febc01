package org.triageledger.work.roster;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.roster.PeopleViews.ClaimLine;

/** How the list of claims and disputes is searched, filtered and sorted. What was said is sealed: neither searched nor exported. */
public final class ClaimList {
    public static final ListRules<ClaimLine> RULES = new ListRules<>(
            line -> Stream.of(
                            line.claim(),
                            line.what(),
                            line.member(),
                            line.name(),
                            line.kind(),
                            line.report(),
                            line.state(),
                            line.by(),
                            line.byName(),
                            line.decidedBy(),
                            line.decidedByName())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of(
                    "claim",
                    "what",
                    "member",
                    "kind",
                    "day",
                    "report",
                    "state",
                    "raised by",
                    "raised",
                    "decided by",
                    "decided"),
            line -> List.of(
                    line.claim(),
                    line.what(),
                    line.member(),
                    cell(line.kind()),
                    cell(line.day()),
                    cell(line.report()),
                    line.state(),
                    line.by(),
                    line.at().toString(),
                    cell(line.decidedBy()),
                    cell(line.decidedAt())));

    private ClaimList() {}

    private static Map<String, Predicate<ClaimLine>> filters() {
        Map<String, Predicate<ClaimLine>> filters = new LinkedHashMap<>();
        for (String state : List.of("open", "accepted", "rejected")) {
            filters.put(state, line -> line.state().equals(state));
        }
        for (String what : List.of("work", "dispute")) {
            filters.put(what, line -> line.what().equals(what));
        }
        return filters;
    }

    private static Map<String, Comparator<ClaimLine>> sorts() {
        Comparator<ClaimLine> oldest = Comparator.comparing(ClaimLine::at).thenComparing(ClaimLine::claim);
        Map<String, Comparator<ClaimLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", oldest.reversed());
        sorts.put("oldest-first", oldest);
        sorts.put(
                "name",
                Comparator.comparing(ClaimLine::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(oldest.reversed()));
        return sorts;
    }
}
