package org.triageledger.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.document.Csv;
import org.triageledger.work.ListQuery;
import org.triageledger.work.ListRules;

/**
 * The form above a list by which it is searched, filtered and sorted.
 *
 * @param action the path of the page
 * @param asOf the day it is about, where it is about one
 * @param filters the words of all filters
 * @param sorts the words of all orders
 */
record ListForm(String action, Optional<LocalDate> asOf, ListQuery asked, List<String> filters, List<String> sorts) {
    /** Whether not all lines are asked for. */
    public boolean narrowed() {
        return !asked.text().isEmpty() || !asked.filter().isEmpty();
    }

    /** What was asked, for the addresses of other pages and files of the same list. */
    public String query() {
        UriBuilder query = UriBuilder.fromPath("");
        asOf.ifPresent(day -> query.queryParam("as-of", day));
        return String.valueOf(query.queryParam("q", "{text}")
                .queryParam("filter", asked.filter())
                .queryParam("sort", asked.sort())
                .build(asked.text())
                .getRawQuery());
    }

    /** Lines as a file to be saved. */
    static <T> Response csv(ListRules<T> rules, List<T> lines, String name) {
        return Downloads.csv(Csv.of(rules.table(lines)), name + ".csv");
    }
}
