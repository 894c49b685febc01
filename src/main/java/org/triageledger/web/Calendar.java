package org.triageledger.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.triageledger.store.SourceOrigin;
import org.triageledger.work.queries.SourceViews;

/**
 * The twelve months before this one, and this one up to today: what of them a source is known to have been read completely.
 *
 * @param covered what was read
 * @param missing what was not
 * @param label the same in words, for those who cannot see it
 */
public record Calendar(List<Scale.Bar> covered, List<Scale.Bar> missing, List<Scale.Tick> ticks, String label) {
    /** The first day shown. */
    static LocalDate begin(LocalDate today) {
        return today.withDayOfMonth(1).minusMonths(12);
    }

    /** An import is not expected to hold more than it claims, so it misses nothing. */
    static Calendar of(SourceViews.SourceLine source, LocalDate today) {
        return of(source.covered(), SourceOrigin.IMPORT.is(source.kind()) ? List.of() : source.missing(), today);
    }

    static Calendar of(List<SourceViews.Covered> covered, List<SourceViews.Gap> missing, LocalDate today) {
        Scale scale = new Scale(begin(today), today);
        List<SourceViews.Covered> shown = covered.stream()
                .filter(stretch -> scale.shows(stretch.from(), stretch.to()))
                .toList();
        return new Calendar(
                shown.stream()
                        .map(stretch -> scale.bar(stretch.from(), stretch.to()))
                        .toList(),
                missing.stream().map(gap -> scale.gap(gap.from(), gap.to())).toList(),
                scale.months(1),
                shown.isEmpty()
                        ? "nothing since " + scale.from() + " is covered"
                        : "covered " + shown.stream().map(Formats::days).collect(Collectors.joining(", ")));
    }
}
