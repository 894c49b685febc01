package org.triageledger.work.record;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;

/**
 * Which entries of the audit log are asked for.
 *
 * @param by who acted, by the id in the roster or by the account; empty for everybody
 * @param group one of {@link #GROUPS}; empty for all
 * @param from the first UTC day
 * @param to the last UTC day, inclusive
 */
public record AuditFilter(
        String by,
        String group,
        @Nullable LocalDate from,
        @Nullable LocalDate to) implements Predicate<DecisionViews.DecisionLine> {
    /** The kinds of entries that can be told apart. */
    public static final List<String> GROUPS = List.of("decision", "account", "roster", "sign-in", "subject", "erasure");

    /** Every entry. */
    public static final AuditFilter NONE = new AuditFilter("", "", null, null);

    /**
     * Reads what somebody asked for; what is missing or blank asks for nothing.
     *
     * @throws Refusal where a day or a kind is none; its line names the question, not what was sent
     */
    public static AuditFilter of(
            @Nullable String by, @Nullable String group, @Nullable String from, @Nullable String to) {
        String kind = text(group);
        if (!kind.isEmpty() && !GROUPS.contains(kind)) {
            throw new Refusal("'kind' has no such choice: choose " + String.join(", ", GROUPS)).at("kind");
        }
        return new AuditFilter(text(by), kind, day("from", from), day("to", to));
    }

    /**
     * In which order entries are asked for.
     *
     * @param usually what is meant where no order is asked for
     * @throws Refusal where the order is none
     */
    public static boolean oldestFirst(@Nullable String sort, boolean usually) {
        return switch (text(sort)) {
            case "" -> usually;
            case "newest-first" -> false;
            case "oldest-first" -> true;
            default -> throw new Refusal("'sort' has no such choice: choose newest-first, oldest-first").at("sort");
        };
    }

    private static String text(@Nullable String asked) {
        return asked == null ? "" : asked.strip();
    }

    private static @Nullable LocalDate day(String name, @Nullable String asked) {
        return text(asked).isEmpty() ? null : Days.read(name, text(asked));
    }

    @Override
    public boolean test(DecisionViews.DecisionLine line) {
        LocalDate day = LocalDate.ofInstant(line.at(), ZoneOffset.UTC);
        return (by.isEmpty() || by.equals(line.by()) || by.equals(line.via()))
                && (group.isEmpty() || group.equals(line.group()))
                && (from == null || !day.isBefore(from))
                && (to == null || !day.isAfter(to));
    }
}
