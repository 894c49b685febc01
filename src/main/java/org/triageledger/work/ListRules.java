package org.triageledger.work;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a list is searched, filtered, sorted and written as a table; the same for pages, API and command line.
 *
 * @param words what is searched of a line: ids, names and states, nothing that is sealed
 * @param filters by their words, in the order in which they are offered
 * @param sorts by their words; the first is what is meant where none is asked for
 * @param heads the columns of the table
 * @param cells the texts of a line under them
 */
public record ListRules<T>(
        Function<T, Stream<String>> words,
        Map<String, Predicate<T>> filters,
        Map<String, Comparator<T>> sorts,
        List<String> heads,
        Function<T, List<String>> cells) {
    /** How many characters somebody can search for. */
    public static final int LONGEST_TEXT = 200;

    /** @throws Refusal where the filter or the order is none, or the text is too long */
    public ListQuery query(@Nullable String text, @Nullable String filter, @Nullable String sort) {
        String only = strip(filter);
        if (!only.isEmpty() && !filters.containsKey(only)) {
            throw new Refusal("'filter' has no such choice: choose " + String.join(", ", filters.keySet()))
                    .at("filter");
        }
        String order = strip(sort);
        if (!order.isEmpty() && !sorts.containsKey(order)) {
            throw new Refusal("'sort' has no such choice: choose " + String.join(", ", sorts.keySet())).at("sort");
        }
        String searched = strip(text);
        if (searched.length() > LONGEST_TEXT) {
            throw new Refusal("search for up to " + LONGEST_TEXT + " characters").at("q");
        }
        return new ListQuery(
                searched, only, order.isEmpty() ? sorts.keySet().iterator().next() : order);
    }

    /** The lines that are asked for, in the order that is asked for. */
    public List<T> of(List<T> all, ListQuery asked) {
        String part = asked.text().toLowerCase(Locale.ROOT);
        Predicate<T> filter = filters.getOrDefault(asked.filter(), line -> true);
        Comparator<T> order = sorts.getOrDefault(asked.sort(), (one, other) -> 0);
        return all.stream()
                .filter(filter)
                .filter(line -> part.isEmpty()
                        || words.apply(line)
                                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(part)))
                .sorted(order)
                .toList();
    }

    /** The lines as a table with its heads. */
    public List<List<String>> table(List<T> lines) {
        return Stream.concat(Stream.of(heads), lines.stream().map(cells)).toList();
    }

    /** A cell of a table; empty for what is not there. */
    public static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String strip(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
