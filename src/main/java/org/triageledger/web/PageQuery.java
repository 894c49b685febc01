package org.triageledger.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.Policies;

/**
 * What was asked in a query, or what is meant where nothing was.
 *
 * @param verdict the only one to show, or empty for all
 */
record PageQuery(LocalDate asOf, String policy, String verdict) {
    static PageQuery of(
            @Nullable String day, @Nullable String policy, @Nullable String verdict, Days days, Policies policies) {
        String only = verdict == null ? "" : verdict;
        if (!only.isEmpty() && !Pages.VERDICTS.contains(only)) {
            throw new Refusal("'verdict' has no such choice: choose " + String.join(", ", Pages.VERDICTS))
                    .at("verdict");
        }
        String name = policies.asked(policy == null || policy.isBlank() ? null : policy);
        return new PageQuery(day == null || day.isBlank() ? days.today() : Days.read("as-of", day), name, only);
    }
}
