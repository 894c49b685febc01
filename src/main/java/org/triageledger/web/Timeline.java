package org.triageledger.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A year in a small drawing: a mark per day with evidence.
 *
 * @param marks and ticks: places from 0 to {@value #WIDTH}; a tick is the first day of a month
 * @param label the same in words, for those who cannot see it
 */
public record Timeline(List<Long> marks, List<Long> ticks, String label) {
    public static final int WIDTH = 240;

    static Timeline of(LocalDate asOf, List<LocalDate> days) {
        LocalDate from = asOf.minusYears(1);
        List<Long> ticks = new ArrayList<>();
        for (LocalDate month = from.withDayOfMonth(1).plusMonths(1);
                !month.isAfter(asOf);
                month = month.plusMonths(1)) {
            ticks.add(place(from, asOf, month));
        }
        String label = days.isEmpty()
                ? "no evidence within the year"
                : "evidence on " + days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
        return new Timeline(days.stream().map(day -> place(from, asOf, day)).toList(), ticks, label);
    }

    private static long place(LocalDate from, LocalDate to, LocalDate day) {
        return Math.round((double) WIDTH * ChronoUnit.DAYS.between(from, day) / ChronoUnit.DAYS.between(from, to));
    }
}
