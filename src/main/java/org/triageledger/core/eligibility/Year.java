package org.triageledger.core.eligibility;

import java.time.LocalDate;

/** The year of a policy: a day {@code d} counts on {@code asOf} when {@code asOf.minusYears(1) <= d <= asOf}. */
final class Year {
    private Year() {}

    static boolean counts(LocalDate day, LocalDate asOf) {
        return !day.isBefore(asOf.minusYears(1)) && !day.isAfter(asOf);
    }

    /**
     * The last day on which a day still counts: a year later. From a 28 February before a leap year it is the 29th, from which
     * a year back is the 28th again.
     */
    static LocalDate end(LocalDate day) {
        LocalDate next = day.plusYears(1).plusDays(1);
        return next.minusYears(1).isAfter(day) ? day.plusYears(1) : next;
    }
}
