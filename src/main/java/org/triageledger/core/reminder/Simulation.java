package org.triageledger.core.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every mail that would be sent if nothing else happened: to whom, when, with its full text. */
public final class Simulation {
    private Simulation() {}

    /** @param day the UTC day on which it would go out */
    public record Sent(LocalDate day, Reminder reminder) {}

    /**
     * Goes day by day.
     *
     * @param reviews those to come, with the facts as they are known now
     * @param from the first day, included
     * @param to the last day, included
     * @param sent what was sent before
     */
    public static List<Sent> of(List<Reminders> reviews, LocalDate from, LocalDate to, Set<Reminder.Key> sent) {
        Set<Reminder.Key> keys = new HashSet<>(sent);
        List<Sent> simulated = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            for (Reminders review : reviews) {
                for (Reminder reminder : review.due(day, keys)) {
                    keys.add(reminder.key());
                    simulated.add(new Sent(day, reminder));
                }
            }
        }
        return simulated;
    }
}
