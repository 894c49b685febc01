package org.triageledger.work.people;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.people.AccountViews.TokenLine;

/** How the list of the tokens of all accounts is searched, filtered and sorted. */
public final class TokenList {
    public static final ListRules<TokenLine> RULES = new ListRules<>(
            line -> Stream.of(String.valueOf(line.id()), line.username(), line.label(), line.scope(), line.state()),
            filters(),
            sorts(),
            List.of("id", "account", "label", "scope", "state", "created", "last day", "last used"),
            line -> List.of(
                    cell(line.id()),
                    line.username(),
                    line.label(),
                    line.scope(),
                    line.state(),
                    cell(line.created()),
                    cell(line.lastDay()),
                    cell(line.lastUsed())));

    private TokenList() {}

    private static Map<String, Predicate<TokenLine>> filters() {
        Map<String, Predicate<TokenLine>> filters = new LinkedHashMap<>();
        for (String state : List.of("valid", "expired", "revoked")) {
            filters.put(state, line -> line.state().equals(state));
        }
        for (TokenScope scope : TokenScope.values()) {
            filters.put(scope.word(), line -> line.scope().equals(scope.word()));
        }
        filters.put("never-used", line -> line.lastUsed() == null);
        return filters;
    }

    private static Map<String, Comparator<TokenLine>> sorts() {
        Comparator<TokenLine> byNumber = Comparator.comparing(TokenLine::id);
        Map<String, Comparator<TokenLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", byNumber.reversed());
        sorts.put("oldest-first", byNumber);
        sorts.put(
                "expiring-soon-first", Comparator.comparing(TokenLine::lastDay).thenComparing(byNumber));
        sorts.put(
                "longest-unused-first",
                Comparator.comparing(TokenLine::lastUsed, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(byNumber));
        return sorts;
    }
}
