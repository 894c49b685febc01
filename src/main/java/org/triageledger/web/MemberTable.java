package org.triageledger.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.document.Csv;
import org.triageledger.work.Refusal;
import org.triageledger.work.queries.VerdictViews.MemberLine;

/**
 * Which lines of the table of members are asked for, and in which order.
 *
 * @param name a part of the name or id; empty for all
 * @param sort a key of {@link #SORTS}
 */
record MemberTable(String name, String sort, String verdict) {
    private static final Comparator<MemberLine> BY_NAME = Comparator.comparing(
                    MemberLine::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(MemberLine::member);

    /** By the word in the address; the first is what is meant without one. */
    private static final Map<String, Comparator<MemberLine>> SORTS = sorts();

    private static Map<String, Comparator<MemberLine>> sorts() {
        Map<String, Comparator<MemberLine>> sorts = new LinkedHashMap<>();
        sorts.put("name", BY_NAME);
        sorts.put(
                "expiring",
                Comparator.comparing(MemberLine::until, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(BY_NAME));
        sorts.put(
                "last-credit",
                Comparator.comparing(MemberLine::lastCredit, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(BY_NAME));
        sorts.put(
                "reports",
                Comparator.comparingInt(MemberLine::credits).reversed().thenComparing(BY_NAME));
        sorts.put(
                "verdict",
                Comparator.<MemberLine>comparingInt(line -> Pages.VERDICTS.indexOf(line.verdict()))
                        .reversed()
                        .thenComparing(BY_NAME));
        return sorts;
    }

    /** What each order is called. */
    static Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("name", "Name");
        choices.put("expiring", "Expiring soon first");
        choices.put("last-credit", "Latest credit first");
        choices.put("reports", "Most reports first");
        choices.put("verdict", "Inactive first");
        return choices;
    }

    /** @throws Refusal where the order is none */
    static MemberTable of(@Nullable String name, @Nullable String sort, String verdict) {
        String order = sort == null || sort.isBlank() ? "name" : sort;
        if (!SORTS.containsKey(order)) {
            throw new Refusal("'sort' is none: choose " + String.join(", ", SORTS.keySet()));
        }
        return new MemberTable(Forms.text(name), order, verdict);
    }

    List<MemberLine> of(List<MemberLine> all) {
        String part = name.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(line -> verdict.isEmpty() || line.verdict().equals(verdict))
                .filter(line -> line.name().toLowerCase(Locale.ROOT).contains(part)
                        || line.member().toLowerCase(Locale.ROOT).contains(part))
                .sorted(SORTS.getOrDefault(sort, BY_NAME))
                .toList();
    }

    /** The lines as comma-separated values (RFC 4180), with a head. */
    static String csv(List<MemberLine> lines) {
        return Csv.of(Stream.concat(
                        Stream.of(List.of(
                                "member", "name", "verdict", "until", "last credit", "reports", "leave", "reasons")),
                        lines.stream()
                                .map(line -> List.of(
                                        line.member(),
                                        line.name(),
                                        line.verdict(),
                                        text(line.until()),
                                        text(line.lastCredit()),
                                        String.valueOf(line.credits()),
                                        text(line.leave()),
                                        String.join("; ", line.reasons()))))
                .toList());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
