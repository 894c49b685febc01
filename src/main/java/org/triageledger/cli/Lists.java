package org.triageledger.cli;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows may hold empty cells, which {@link List#of} does not take. */
final class Lists {
    private Lists() {}

    /** One list behind the other; nothing is copied. */
    static <T> List<T> joined(List<T> one, List<T> other) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return index < one.size() ? one.get(index) : other.get(index - one.size());
            }

            @Override
            public int size() {
                return one.size() + other.size();
            }
        };
    }

    static List<@Nullable Object> of(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>(cells.length);
        for (@Nullable Object cell : cells) {
            row.add(cell);
        }
        return row;
    }
}
