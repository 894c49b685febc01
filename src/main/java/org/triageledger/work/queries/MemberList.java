package org.triageledger.work.queries;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.queries.VerdictViews.MemberLine;

/** How the list of members and their verdicts is searched, filtered and sorted. */
public final class MemberList {
    /** In the order in which they are counted and told. */
    public static final List<String> VERDICTS = List.of("active", "newcomer", "exempt", "unknown", "inactive");

    public static final ListRules<MemberLine> RULES = new ListRules<>(
            line -> Stream.of(line.member(), line.name()),
            filters(),
            sorts(),
            List.of("member", "name", "verdict", "until", "last credit", "reports", "leave", "reasons"),
            line -> List.of(
                    line.member(),
                    line.name(),
                    line.verdict(),
                    cell(line.until()),
                    cell(line.lastCredit()),
                    String.valueOf(line.credits()),
                    cell(line.leave()),
                    String.join("; ", line.reasons())));

    private MemberList() {}

    private static Map<String, Predicate<MemberLine>> filters() {
        Map<String, Predicate<MemberLine>> filters = new LinkedHashMap<>();
        for (String verdict : VERDICTS) {
            filters.put(verdict, line -> line.verdict().equals(verdict));
        }
        return filters;
    }

    private static Map<String, Comparator<MemberLine>> sorts() {
        Comparator<MemberLine> byName = Comparator.comparing(MemberLine::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(MemberLine::member);
        Map<String, Comparator<MemberLine>> sorts = new LinkedHashMap<>();
        sorts.put("name", byName);
        sorts.put(
                "expiring",
                Comparator.comparing(MemberLine::until, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(byName));
        sorts.put(
                "last-credit",
                Comparator.comparing(MemberLine::lastCredit, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(byName));
        sorts.put(
                "reports",
                Comparator.comparingInt(MemberLine::credits).reversed().thenComparing(byName));
        sorts.put(
                "verdict",
                Comparator.<MemberLine>comparingInt(line -> VERDICTS.indexOf(line.verdict()))
                        .reversed()
                        .thenComparing(byName));
        return sorts;
    }
}
