package org.triageledger.core.review;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When reminders go out.
 *
 * @param daysBefore the review, from far to near; none at all sends nothing
 */
public record Cadence(List<Integer> daysBefore) {
    public static final Cadence DEFAULT = new Cadence(List.of(60, 30, 14, 7));

    private static final int A_YEAR = 365;

    public Cadence {
        if (daysBefore.stream().anyMatch(days -> days < 1 || days > A_YEAR)) {
            throw new IllegalArgumentException("a reminder goes out 1 to " + A_YEAR + " days before the review");
        }
        daysBefore =
                daysBefore.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    }

    /**
     * The step that is due on a day: the latest whose day has come. It stays due until the next one's, however long nobody
     * looked; one that was missed altogether is not made up for, so that nobody gets two mails on one day.
     */
    public Optional<Integer> step(LocalDate review, LocalDate today) {
        return today.isBefore(review)
                ? daysBefore.stream()
                        .filter(days -> !review.minusDays(days).isAfter(today))
                        .reduce((earlier, later) -> later)
                : Optional.empty();
    }
}
