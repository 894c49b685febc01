package org.triageledger.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows may hold empty cells, which {@link List#of} does not take. */
final class Lists {
    private Lists() {}

    static List<@Nullable Object> of(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>(cells.length);
        for (@Nullable Object cell : cells) {
            row.add(cell);
        }
        return row;
    }
}
