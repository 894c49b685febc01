package org.triageledger.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Days drawn to scale. Places are percentages, so that a drawing grows with the page and the writing in it does not.
 *
 * @param from the first day, at the left edge
 * @param to the last day, which ends at the right edge
 */
record Scale(LocalDate from, LocalDate to) {
    /** Of the whole; some pixels. */
    private static final double LEAST_GAP = 0.006;

    private static final long SECONDS_A_DAY = 86_400;

    /** How wide a drawing is in its own units, whatever its width on the page. */
    static final int WIDTH = 10_000;

    /** The place of the first of a month, as a share and in the units of a drawing. */
    record Tick(String x, int at, String name) {}

    record Bar(String x, String width) {}

    /** The middle of a day, in the units of a drawing. */
    int at(LocalDate day) {
        return units(share(day.toEpochDay() * SECONDS_A_DAY + SECONDS_A_DAY / 2));
    }

    String edge(LocalDate day) {
        return percent(share(start(day)));
    }

    /** What of a stretch of time lies on the scale. */
    Bar bar(Instant begin, Instant end) {
        double left = Math.clamp(share(begin), 0, 1);
        double right = Math.clamp(share(end), 0, 1);
        return new Bar(percent(left), percent(right - left));
    }

    /** A stretch of which something is missing: however short, it is to be seen. */
    Bar gap(Instant begin, Instant end) {
        double left = Math.clamp(share(begin), 0, 1 - LEAST_GAP);
        double right = Math.clamp(share(end), 0, 1);
        return new Bar(percent(left), percent(Math.max(LEAST_GAP, right - left)));
    }

    /** The firsts of months, named where there is room for a name. */
    List<Tick> months(int namedEvery) {
        List<Tick> ticks = new ArrayList<>();
        LocalDate month =
                from.getDayOfMonth() == 1 ? from : from.withDayOfMonth(1).plusMonths(1);
        for (; !month.isAfter(to); month = month.plusMonths(1)) {
            double share = share(start(month));
            boolean named = month.getMonthValue() % namedEvery == 1 % namedEvery && share < 0.94;
            ticks.add(new Tick(percent(share), units(share), named ? name(month, namedEvery) : ""));
        }
        return ticks;
    }

    boolean shows(Instant begin, Instant end) {
        return begin.isBefore(start(to.plusDays(1))) && end.isAfter(start(from));
    }

    /** Where few months are named, January is named by its year. */
    private static String name(LocalDate month, int namedEvery) {
        return month.getMonthValue() == 1 && namedEvery > 2
                ? Integer.toString(month.getYear())
                : month.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private double share(Instant instant) {
        return share(instant.getEpochSecond());
    }

    private double share(long second) {
        long first = from.toEpochDay();
        return (second - first * SECONDS_A_DAY) / (double) ((to.toEpochDay() + 1 - first) * SECONDS_A_DAY);
    }

    private static int units(double share) {
        return (int) Math.round(WIDTH * share);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String percent(double share) {
        long hundredths = Math.round(10_000 * share);
        long left = Math.abs(hundredths % 100);
        return (hundredths < 0 ? "-" : "") + Math.abs(hundredths / 100) + (left < 10 ? ".0" : ".") + left + "%";
    }
}
