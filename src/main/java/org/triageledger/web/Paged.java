package org.triageledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;

/**
 * One page of a list.
 *
 * @param count how many elements the whole list has
 * @param number from 1 on
 */
record Paged<T>(List<T> lines, int count, int number, int pages) {
    /** How many lines of a table stand on a page. */
    static final int LINES = 50;

    /** The last page where the number is beyond it. */
    static <T> Paged<T> of(List<T> all, int number, int size) {
        int pages = Math.max(1, (all.size() + size - 1) / size);
        int page = Math.clamp(number, 1, pages);
        return new Paged<>(
                List.copyOf(all.subList((page - 1) * size, Math.min(all.size(), page * size))),
                all.size(),
                page,
                pages);
    }

    /**
     * The number of a page as it was asked for; the first where none was.
     *
     * @throws Refusal where it is none
     */
    static int number(@Nullable String page) {
        if (page == null || page.isBlank()) {
            return 1;
        }
        if (!page.strip().matches("[1-9][0-9]{0,5}")) {
            throw new Refusal("'page' is not a number from 1 on").at("page");
        }
        return Integer.parseInt(page.strip());
    }
}
