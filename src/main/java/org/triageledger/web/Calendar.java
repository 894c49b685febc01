package org.triageledger.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.triageledger.work.Views;

/**
 * The twelve months before this one, and this one up to today: what of them a source is known to have been read completely.
 *
 * @param covered what was read
 * @param missing what was not
 * @param label the same in words, for those who cannot see it
 */
public record Calendar(List<Scale.Bar> covered, List<Scale.Bar> missing, List<Scale.Tick> ticks, String label) {
    static Calendar of(Views.SourceLine source, LocalDate today) {
        Scale scale = new Scale(today.withDayOfMonth(1).minusMonths(12), today);
        List<Views.Gap> covered = source.covered().stream()
                .filter(stretch -> scale.shows(stretch.from(), stretch.to()))
                .toList();
        return new Calendar(
                covered.stream()
                        .map(stretch -> scale.bar(stretch.from(), stretch.to()))
                        .toList(),
                source.missing().stream()
                        .map(gap -> scale.bar(gap.from(), gap.to()))
                        .toList(),
                scale.months(1),
                covered.isEmpty()
                        ? "nothing since " + scale.from() + " is covered"
                        : "covered " + covered.stream().map(Written::days).collect(Collectors.joining(", ")));
    }
}
