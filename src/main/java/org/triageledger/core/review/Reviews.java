package org.triageledger.core.review;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Outcome;
import org.triageledger.core.membership.Outcome.Why;

/** Plans reviews: one a year by itself, and others when somebody wants one, such as the first under a new policy. */
public final class Reviews {
    /** Around the time when the steering council is elected. */
    public static final MonthDay DEFAULT_DAY = MonthDay.of(12, 12);

    private Reviews() {}

    /**
     * The next day of a yearly review for which none is known: this year's, if its day has not passed, else the year after.
     *
     * @param yearly the 29 February is the 28th in other years
     */
    public static LocalDate next(List<Review> known, MonthDay yearly, LocalDate today) {
        return Stream.iterate(yearly.atYear(today.getYear()), day -> yearly.atYear(day.getYear() + 1))
                .filter(day -> !day.isBefore(today))
                .filter(day -> known.stream().noneMatch(review -> review.day().getYear() == day.getYear()))
                .findFirst()
                .orElseThrow();
    }

    /** Plans the only review of a year; see {@link #plan(List, Set, LocalDate, boolean, Act)}. */
    public static Outcome<Review.Planned> plan(List<Review> known, LocalDate day, Act act) {
        return plan(known, Set.of(), day, false, act);
    }

    /**
     * Plans a review, which gets the year as its id, or the year and a number where that is taken.
     *
     * @param cancelled ids of reviews that were cancelled: mails bear them, so no other review gets them
     * @param another whether it is wanted although there is one in that year
     */
    public static Outcome<Review.Planned> plan(
            List<Review> known, Set<String> cancelled, LocalDate day, boolean another, Act act) {
        return fit(known, day, act).then(fit -> {
            Optional<Review> inYear = known.stream()
                    .filter(review -> review.day().getYear() == day.getYear())
                    .findFirst();
            if (inYear.isPresent() && !another) {
                return Outcome.refused(
                        Why.YEAR_HAS_ONE,
                        "another",
                        "There is a review in " + day.getYear() + " already: "
                                + inYear.get().id() + ", on " + inYear.get().day()
                                + (inYear.get() instanceof Review.Planned
                                        ? ". Move or cancel it, or confirm that you want another one."
                                        : ". Confirm that you want another one."));
            }
            String year = String.valueOf(day.getYear());
            String id = Stream.iterate(1, number -> number + 1)
                    .map(number -> number == 1 ? year : year + "-" + number)
                    .filter(text -> !cancelled.contains(text)
                            && known.stream().noneMatch(review -> review.id().equals(text)))
                    .findFirst()
                    .orElseThrow();
            return Outcome.done(new Review.Planned(id, day, 0, act));
        });
    }

    /** Cancels a review that is not open yet; gives it as it was. */
    public static Outcome<Review.Planned> cancel(Review review, String reason, Act act) {
        if (!act.isOfAdminOrCouncil()) {
            return Outcome.refused(Why.NOT_ENTITLED, "Only admins and the steering council cancel a review.");
        }
        if (reason.isBlank()) {
            return Outcome.refused(Why.NO_REASON, "reason", "Cancelling a review needs a reason.");
        }
        return switch (review) {
            case Review.Planned planned -> Outcome.done(planned);
            case Review.Opened ignored ->
                Outcome.refused(Why.ALREADY_OPEN, "The review is open: decide in it and close it.");
            case Review.Damaged ignored ->
                Outcome.refused(Why.ALREADY_OPEN, "The review is open: decide in it and close it.");
            case Review.Closed ignored -> Outcome.refused(Why.ALREADY_CLOSED, "The review is closed.");
        };
    }

    /** Moves a review that is not open yet to another day. Steps of reminders that were sent are not sent again. */
    public static Outcome<Review.Planned> move(List<Review> known, Review review, LocalDate day, Act act) {
        return switch (review) {
            case Review.Planned planned -> {
                List<Review> others = known.stream()
                        .filter(other -> !other.id().equals(planned.id()))
                        .toList();
                yield fit(others, day, act)
                        .then(fit -> Outcome.done(new Review.Planned(planned.id(), day, planned.moves() + 1, act)));
            }
            case Review.Opened ignored ->
                Outcome.refused(Why.ALREADY_OPEN, "The review is open: its day is frozen with it.");
            case Review.Damaged ignored ->
                Outcome.refused(Why.ALREADY_OPEN, "The review is open: its day is frozen with it.");
            case Review.Closed ignored -> Outcome.refused(Why.ALREADY_CLOSED, "The review is closed.");
        };
    }

    /**
     * The day of the latest review before a day whose facts were frozen, and with it reported: what a policy that counts since
     * the last report counts from.
     */
    public static Optional<LocalDate> lastReport(List<Review> known, LocalDate before) {
        return known.stream()
                .filter(review -> !(review instanceof Review.Planned))
                .map(Review::day)
                .filter(day -> day.isBefore(before))
                .max(Comparator.naturalOrder());
    }

    private static Outcome<LocalDate> fit(List<Review> known, LocalDate day, Act act) {
        if (!act.isOfAdminOrCouncil()) {
            return Outcome.refused(Why.NOT_ENTITLED, "Only admins and the steering council plan a review.");
        }
        if (day.isBefore(act.day())) {
            return Outcome.refused(
                    Why.IN_THE_PAST, "day", "The day " + day + " has passed: plan the review for a day to come.");
        }
        Optional<Review> same =
                known.stream().filter(review -> review.day().equals(day)).findFirst();
        return same.isPresent()
                ? Outcome.refused(
                        Why.ALREADY_PLANNED, "day", "The review " + same.get().id() + " is on " + day + " already.")
                : Outcome.done(day);
    }
}
