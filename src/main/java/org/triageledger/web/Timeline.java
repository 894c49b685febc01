package org.triageledger.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.queries.SourceViews;

/**
 * The window of a year in a small drawing, with a mark per day with evidence.
 *
 * @param marks the first and the last of days with evidence that stand so close that their marks overlap, as a path of SVG
 * @param runs what lies between these, as a path
 * @param months the firsts of months, as a path
 * @param ticks those of the months that are named
 * @param missing the stretches of the window of which mail is missing
 * @param today the place of the day asked for; the right edge unless the drawing goes on into the future
 * @param holds the stretch after that day for which the verdict holds
 * @param label the same in words, for those who cannot see it
 */
public record Timeline(
        String marks,
        String runs,
        String months,
        List<Scale.Tick> ticks,
        List<Scale.Bar> missing,
        String today,
        Scale.@Nullable Bar holds,
        String label) {

    /** A mark is four pixels wide, and a day no wider than one and a half. */
    private static final int DAYS_OVERLAPPING = 2;

    /** Ten high, in the middle of twenty; the round ends come to it. */
    private static final String MARK = " 5v10";

    /** More days are counted: nobody listens to hundreds. */
    private static final int DAYS_NAMED = 12;

    /** Whether the drawing goes on into the future. */
    public boolean outlook() {
        return !today.equals("100.00%");
    }

    /** The year up to a day. */
    static Timeline year(LocalDate asOf, List<LocalDate> days, List<SourceViews.Gap> missing) {
        return of(new Scale(asOf.minusYears(1), asOf), 2, asOf, days, missing, null);
    }

    /** The year up to a day, and the year after it where the verdict holds: how long what was done lasts. */
    static Timeline around(
            LocalDate asOf, List<LocalDate> days, List<SourceViews.Gap> missing, @Nullable LocalDate until) {
        return until == null
                ? of(new Scale(asOf.minusYears(1), asOf), 1, asOf, days, missing, null)
                : of(new Scale(asOf.minusYears(1), asOf.plusYears(1)), 3, asOf, days, missing, until);
    }

    private static Timeline of(
            Scale scale,
            int namedEvery,
            LocalDate asOf,
            List<LocalDate> days,
            List<SourceViews.Gap> missing,
            @Nullable LocalDate until) {
        StringBuilder marks = new StringBuilder();
        StringBuilder runs = new StringBuilder();
        for (int first = 0; first < days.size(); ) {
            int last = first;
            while (last + 1 < days.size()
                    && days.get(last + 1).toEpochDay() - days.get(last).toEpochDay() <= DAYS_OVERLAPPING) {
                last++;
            }
            int from = scale.at(days.get(first));
            marks.append('M').append(from).append(MARK);
            if (last > first) {
                int to = scale.at(days.get(last));
                runs.append('M').append(from).append(" 10H").append(to);
                marks.append('M').append(to).append(MARK);
            }
            first = last + 1;
        }
        String gaps = missing.isEmpty()
                ? ""
                : "; mail is missing " + missing.stream().map(Formats::days).collect(Collectors.joining(", "));
        LocalDate tomorrow = asOf.plusDays(1);
        List<Scale.Tick> ticks = scale.months(namedEvery);
        return new Timeline(
                marks.toString(),
                runs.toString(),
                ticks.stream().map(tick -> "M" + tick.at() + " 0V20").collect(Collectors.joining()),
                ticks.stream().filter(tick -> !tick.name().isEmpty()).toList(),
                missing.stream().map(gap -> scale.gap(gap.from(), gap.to())).toList(),
                scale.edge(tomorrow),
                until == null || until.isBefore(tomorrow)
                        ? null
                        : scale.bar(
                                tomorrow.atStartOfDay(ZoneOffset.UTC).toInstant(),
                                until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()),
                evidence(asOf, days) + gaps + (until == null ? "" : "; eligible until " + until));
    }

    /** The days, sorted, in words. */
    private static String evidence(LocalDate asOf, List<LocalDate> days) {
        if (days.isEmpty()) {
            return "no evidence from " + asOf.minusYears(1) + " to " + asOf;
        }
        return days.size() > DAYS_NAMED
                ? "evidence on " + days.size() + " days from " + days.getFirst() + " to " + days.getLast()
                : "evidence on " + days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }
}
