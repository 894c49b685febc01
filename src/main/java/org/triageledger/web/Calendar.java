package org.triageledger.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.triageledger.work.Views;

/**
 * This month and the twelve before it: what of them a source is known to have been read completely.
 *
 * @param label the same in words, for those who cannot see it
 */
public record Calendar(List<Scale.Bar> bars, List<Scale.Tick> ticks, String label) {
    static Calendar of(List<Views.Gap> covered, LocalDate today) {
        Scale scale = new Scale(
                today.withDayOfMonth(1).minusMonths(12),
                today.withDayOfMonth(1).plusMonths(1).minusDays(1));
        List<Views.Gap> shown = covered.stream()
                .filter(stretch -> scale.shows(stretch.from(), stretch.to()))
                .toList();
        String label = shown.isEmpty()
                ? "nothing of the last thirteen months is covered"
                : "covered: "
                        + shown.stream()
                                .map(stretch -> Written.utc(stretch.from()) + " to " + Written.utc(stretch.to()))
                                .collect(Collectors.joining("; "));
        return new Calendar(
                shown.stream()
                        .map(stretch -> scale.bar(stretch.from(), stretch.to()))
                        .toList(),
                scale.months(1),
                label);
    }
}
