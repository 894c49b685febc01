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
import org.triageledger.work.people.AccountViews.InvitationLine;

/** How the list of invitations and links for a new password is searched, filtered and sorted. */
public final class InvitationList {
    public static final ListRules<InvitationLine> RULES = new ListRules<>(
            line -> Stream.of(
                            String.valueOf(line.id()),
                            line.role(),
                            line.member(),
                            line.username(),
                            line.madeBy(),
                            line.state())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("id", "state", "role", "member", "account", "made by", "made", "expires"),
            line -> List.of(
                    cell(line.id()),
                    line.state(),
                    line.role(),
                    cell(line.member()),
                    cell(line.username()),
                    line.madeBy(),
                    cell(line.made()),
                    cell(line.expires())));

    private InvitationList() {}

    private static Map<String, Predicate<InvitationLine>> filters() {
        Map<String, Predicate<InvitationLine>> filters = new LinkedHashMap<>();
        for (String state : List.of("open", "used", "revoked", "expired")) {
            filters.put(state, line -> line.state().equals(state));
        }
        filters.put("new-account", line -> line.username() == null);
        filters.put("new-password", line -> line.username() != null);
        return filters;
    }

    private static Map<String, Comparator<InvitationLine>> sorts() {
        Comparator<InvitationLine> byNumber = Comparator.comparing(InvitationLine::id);
        Map<String, Comparator<InvitationLine>> sorts = new LinkedHashMap<>();
        sorts.put("newest-first", byNumber.reversed());
        sorts.put("oldest-first", byNumber);
        sorts.put(
                "expiring-soon-first",
                Comparator.comparing(InvitationLine::expires).thenComparing(byNumber));
        return sorts;
    }
}
