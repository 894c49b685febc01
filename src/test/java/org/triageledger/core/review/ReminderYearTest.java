package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.OFFICE;
import static org.triageledger.core.review.Crew.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.core.reminder.Reminder;
import org.triageledger.core.reminder.Reminder.Key;
import org.triageledger.core.reminder.Reminder.Kind;
import org.triageledger.core.reminder.Reminders;

/**
 * A year in steps of a day. The service is down on some days and looks more than once on others; it dies between two mails, or
 * between sending one and noting it down; a second node acts on what it saw before; the mail server fails. Members work on days
 * nobody foresaw.
 */
class ReminderYearTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final int MEMBERS = 6;

    @Property(tries = 25)
    void eachReminderThatIsDueIsSentExactlyOnce(@ForAll Random random) {
        Map<String, List<LocalDate>> work = work(random);
        Year year = new Year(random);
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            year.on(day, known(work, day));
        }

        assertThat(year.sentOn).hasSameSizeAs(year.sent);
        assertThat(new HashSet<>(year.ids.values())).as("ids are unique").hasSameSizeAs(year.ids.keySet());
        for (String member : work.keySet()) {
            for (int step : Cadence.DEFAULT.daysBefore()) {
                Key key = new Key(Kind.MEMBER, "2026", step, member);
                List<LocalDate> due = days(step).stream()
                        .filter(day -> isInactive(work.get(member), day))
                        .toList();
                if (year.sentOn.containsKey(key)) {
                    assertThat(due).as("%s was due when it was sent", key).contains(year.sentOn.get(key));
                } else {
                    assertThat(due)
                            .as("%s was due and nobody looked in earnest", key)
                            .doesNotContainAnyElementsOf(year.whole);
                }
            }
        }
        for (int step : Cadence.DEFAULT.daysBefore()) {
            if (days(step).stream().anyMatch(year.whole::contains)) {
                assertThat(year.sent)
                        .contains(
                                new Key(Kind.SUMMARY, "2026", step, "ada"), new Key(Kind.SUMMARY, "2026", step, "bob"));
            }
        }
    }

    /** What the service does and remembers. */
    private static final class Year {
        private final Random random;
        private final Set<Key> sent = new HashSet<>();
        private final Map<Key, LocalDate> sentOn = new HashMap<>();
        private final Map<Key, MessageId> ids = new HashMap<>();
        private final Set<LocalDate> whole = new HashSet<>();

        Year(Random random) {
            this.random = random;
        }

        void on(LocalDate day, Crew crew) {
            for (int run = random.nextInt(3); run > 0; run--) {
                Reminders one = Reminders.of(Crew.planned(), crew.basis(), OFFICE);
                Reminders other = Reminders.of(Crew.planned(), crew.basis(), OFFICE);
                List<Reminder> planned = new ArrayList<>(one.due(day, sent));
                planned.addAll(other.due(day, sent));
                if (sendAll(one, planned, day)) {
                    whole.add(day);
                }
            }
        }

        /** Whether the run came to its end and every mail went out. */
        private boolean sendAll(Reminders reminders, List<Reminder> planned, LocalDate day) {
            boolean all = true;
            for (Reminder reminder : planned) {
                Key key = reminder.key();
                if (!(reminders.stillDue(key, day, sent) instanceof Reminders.Standing.Due due)) {
                    assertThat(sent)
                            .as("what was planned on the same facts is due until it is sent")
                            .contains(key);
                    continue;
                }
                switch (random.nextInt(6)) {
                    case 0 -> {
                        return false;
                    }
                    case 1 -> all = false;
                    case 2 -> {
                        deliver(due.reminder());
                        return false;
                    }
                    default -> {
                        deliver(due.reminder());
                        assertThat(sent.add(key)).isTrue();
                        sentOn.put(key, day);
                    }
                }
            }
            return all;
        }

        /** A mail that is sent again carries the id it had, by which whoever gets it sees it once. */
        private void deliver(Reminder reminder) {
            MessageId id = reminder.key().messageId("ledger.example.org");
            assertThat(ids.getOrDefault(reminder.key(), id)).isEqualTo(id);
            ids.put(reminder.key(), id);
        }
    }

    /** Days of work, some of them before the year and some in its midst. */
    private static Map<String, List<LocalDate>> work(Random random) {
        Map<String, List<LocalDate>> work = new HashMap<>();
        for (int i = 0; i < MEMBERS; i++) {
            work.put(
                    "m" + i,
                    IntStream.range(0, random.nextInt(3))
                            .mapToObj(n -> FIRST.minusDays(120).plusDays(random.nextInt(460)))
                            .toList());
        }
        return work;
    }

    private static Crew known(Map<String, List<LocalDate>> work, LocalDate day) {
        Crew crew = Crew.of()
                .with(member("ada").role("admin").role("steering-council"))
                .with(member("bob").role("admin").role("steering-council"));
        work.forEach((id, days) -> {
            crew.with(member(id));
            days.stream()
                    .filter(eachDay -> !eachDay.isAfter(day))
                    .forEach(eachDay -> crew.worked(id, "r" + eachDay, eachDay.toString()));
        });
        return crew;
    }

    /** Worked out by hand: no work known on the day that is within a year of the review. */
    private static boolean isInactive(List<LocalDate> work, LocalDate today) {
        return work.stream()
                .noneMatch(day -> !day.isAfter(today) && !day.isBefore(DAY.minusYears(1)) && !day.isAfter(DAY));
    }

    /** The days on which a step is due. */
    private static List<LocalDate> days(int step) {
        LocalDate end = Cadence.DEFAULT.daysBefore().stream()
                .filter(other -> other < step)
                .findFirst()
                // until the next step is nearer
                .map(next -> DAY.minusDays((step + next + 1) / 2).plusDays(1))
                .orElse(DAY);
        return DAY.minusDays(step).datesUntil(end).toList();
    }
}
