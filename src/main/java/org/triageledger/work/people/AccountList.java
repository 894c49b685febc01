package org.triageledger.work.people;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.people.AccountViews.UserAccount;

/** How the list of accounts is searched, filtered and sorted. */
public final class AccountList {
    public static final ListRules<UserAccount> RULES = new ListRules<>(
            line -> Stream.of(line.username(), line.member(), line.role()).filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of(
                    "account",
                    "role",
                    "member",
                    "last sign-in",
                    "wrong passwords",
                    "paused until",
                    "sessions",
                    "tokens",
                    "left",
                    "keeps rights"),
            line -> List.of(
                    line.username(),
                    line.role(),
                    cell(line.member()),
                    cell(line.lastSignIn()),
                    cell(line.wrongPasswords()),
                    cell(line.pausedUntil()),
                    cell(line.sessions()),
                    cell(line.tokens()),
                    cell(line.left()),
                    cell(line.keepsRights())));

    private AccountList() {}

    private static Map<String, Predicate<UserAccount>> filters() {
        Map<String, Predicate<UserAccount>> filters = new LinkedHashMap<>();
        for (String role : List.of("admin", "member", "council", "auditor")) {
            filters.put(role, line -> line.role().equals(role));
        }
        filters.put("linked-to-nobody", line -> line.member() == null);
        filters.put("never-signed-in", line -> line.lastSignIn() == null);
        filters.put("paused", line -> line.pausedUntil() != null);
        filters.put("left", line -> line.left() != null);
        filters.put("left-with-rights", UserAccount::keepsRights);
        return filters;
    }

    private static Map<String, Comparator<UserAccount>> sorts() {
        Comparator<UserAccount> byName = Comparator.comparing(UserAccount::username, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(UserAccount::username);
        Map<String, Comparator<UserAccount>> sorts = new LinkedHashMap<>();
        sorts.put("name", byName);
        sorts.put(
                "longest-away-first",
                Comparator.comparing(UserAccount::lastSignIn, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(byName));
        return sorts;
    }
}
