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
import org.triageledger.work.roster.PeopleViews.NominationLine;

/** How the list of nominations is searched, filtered and sorted. */
public final class NominationList {
    public static final ListRules<NominationLine> RULES = new ListRules<>(
            line -> Stream.of(
                            line.nomination(),
                            line.name(),
                            line.person(),
                            line.github(),
                            line.kind(),
                            line.by(),
                            line.byName(),
                            line.state())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("nomination", "name", "github", "kind", "by", "opened", "state", "for", "against", "joined"),
            line -> List.of(
                    line.nomination(),
                    line.name(),
                    cell(line.github()),
                    line.kind(),
                    cell(line.byName()),
                    line.opened().toString(),
                    line.state(),
                    String.valueOf(line.favour()),
                    String.valueOf(line.against()),
                    cell(line.joined())));

    private NominationList() {}

    private static Map<String, Predicate<NominationLine>> filters() {
        Map<String, Predicate<NominationLine>> filters = new LinkedHashMap<>();
        filters.put("open", line -> NominationBook.isRunning(line.state()));
        for (String state : List.of("voting", "awaits-council", "accepted", "declined", "joined")) {
            filters.put(state, line -> line.state().equals(state));
        }
        return filters;
    }

    private static Map<String, Comparator<NominationLine>> sorts() {
        Comparator<NominationLine> oldest =
                Comparator.comparing(NominationLine::opened).thenComparing(NominationLine::nomination);
        Map<String, Comparator<NominationLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", oldest.reversed());
        sorts.put("oldest-first", oldest);
        sorts.put(
                "name",
                Comparator.comparing(NominationLine::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(oldest.reversed()));
        return sorts;
    }
}
