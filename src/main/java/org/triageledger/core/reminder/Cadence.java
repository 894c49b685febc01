package org.triageledger.core.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
     * The step that is due on a day: the latest whose day has come, as long as it is the nearest one. What was missed is caught up with
     * until the next step is nearer, and not after that: a mail for 30 days before, sent 15 days before, would be followed by the one for
     * 14 days before on the day after.
     */
    public Optional<Integer> step(LocalDate review, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, review);
        if (left < 1) {
            return Optional.empty();
        }
        Optional<Integer> latest =
                daysBefore.stream().filter(days -> days >= left).reduce((earlier, later) -> later);
        Optional<Integer> next = daysBefore.stream().filter(days -> days < left).findFirst();
        return latest.filter(
                step -> next.map(days -> step - left <= left - days).orElse(true));
    }
}
