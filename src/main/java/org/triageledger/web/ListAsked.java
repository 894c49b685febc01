package org.triageledger.web;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.ListRules;

/** What of a list is asked for in an address: a text, a filter, an order and a page. */
public class ListAsked {
    @QueryParam("q")
    @Nullable
    String text;

    @QueryParam("filter")
    @Nullable
    String filter;

    @QueryParam("sort")
    @Nullable
    String sort;

    @QueryParam("page")
    @Nullable
    String page;

    /** @throws org.triageledger.work.Refusal where the filter or the order is none */
    ListForm of(String action, Optional<LocalDate> asOf, ListRules<?> rules) {
        return new ListForm(
                action,
                asOf,
                rules.query(text, filter, sort),
                List.copyOf(rules.filters().keySet()),
                List.copyOf(rules.sorts().keySet()));
    }

    /**
     * Those of these lines that are asked for, on all pages, as a file to be saved.
     *
     * @throws org.triageledger.work.Refusal where the filter or the order is none
     */
    <T> Response csv(ListRules<T> rules, List<T> lines, String name) {
        return ListForm.csv(rules, rules.of(lines, rules.query(text, filter, sort)), name);
    }

    /** The page of these lines that is asked for. */
    <T> Paged<T> paged(List<T> lines) {
        return Paged.of(lines, Paged.number(page), Paged.LINES);
    }
}
