package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.told;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Outcome;

class ReviewsTest {
    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({
        "2025-12-12, 2025-12-12",
        "2025-12-13, 2027-12-12",
        "2026-01-01, 2027-12-12",
        "2027-12-12, 2027-12-12",
        "2027-12-13, 2028-12-12"
    })
    void aNewOneEachYear(LocalDate today, LocalDate next) {
        assertThat(Reviews.next(List.of(Crew.planned()), Reviews.DEFAULT_DAY, today))
                .isEqualTo(next);
    }

    @Test
    void theLeapDayIsTheDayBeforeInOtherYears() {
        assertThat(Reviews.next(List.of(), MonthDay.of(2, 29), LocalDate.of(2027, 1, 1)))
                .isEqualTo(LocalDate.of(2027, 2, 28));
        assertThat(Reviews.next(List.of(), MonthDay.of(2, 29), LocalDate.of(2028, 2, 29)))
                .isEqualTo(LocalDate.of(2028, 2, 29));
    }

    @Test
    void theFirstApplicationOfAPolicyIsAReviewLikeAnyOther() {
        Act act = admin("ada", "2026-03-01");
        Review.Planned first = done(Reviews.plan(List.of(), LocalDate.of(2026, 3, 1), act));
        Review.Planned yearly = done(Reviews.plan(List.of(first), Set.of(), DAY, true, act));
        assertThat(List.of(first.id(), yearly.id())).containsExactly("2026", "2026-2");
        assertThat(told(Reviews.plan(List.of(first, yearly), DAY, act)))
                .isEqualTo("already-planned: The review 2026-2 is on 2026-12-12 already.");
        assertThat(told(Reviews.plan(List.of(), LocalDate.of(2026, 2, 28), act)))
                .isEqualTo("in-the-past: The day 2026-02-28 has passed: plan the review for a day to come.");
        assertThat(told(Reviews.plan(List.of(), DAY, Crew.member("cyd", "2026-03-01"))))
                .startsWith("not-entitled");
    }

    @Test
    void aSecondReviewOfAYearIsPlannedOnlyWhenThatIsConfirmed() {
        Act act = admin("ada", "2026-01-05");
        assertThat(Reviews.plan(List.of(Crew.planned()), DAY.plusDays(1), act))
                .isEqualTo(Outcome.refused(
                        Outcome.Why.YEAR_HAS_ONE,
                        "another",
                        "There is a review in 2026 already: 2026, on " + DAY
                                + ". Move or cancel it, or confirm that you want another one."));
        assertThat(told(Reviews.plan(List.of(Crew.mixed().opened()), DAY.plusDays(1), act)))
                .as("one that was opened can be neither moved nor cancelled")
                .endsWith("2026, on " + DAY + ". Confirm that you want another one.");
        assertThat(done(Reviews.plan(List.of(Crew.planned()), Set.of(), DAY.plusDays(1), true, act))
                        .id())
                .isEqualTo("2026-2");
    }

    @Test
    void aPlannedReviewIsCancelledByThoseWhoPlanItForAReasonAndItsIdIsNotUsedAgain() {
        Act act = admin("ada", "2026-01-05");
        assertThat(done(Reviews.cancel(Crew.planned(), "a typing error", act))).isEqualTo(Crew.planned());
        assertThat(Reviews.cancel(Crew.planned(), " ", act))
                .isEqualTo(Outcome.refused(Outcome.Why.NO_REASON, "reason", "Cancelling a review needs a reason."));
        assertThat(Reviews.cancel(
                        Crew.planned(), "why not", new Act(new Actor("bob", Actor.Capacity.MEMBER), act.at())))
                .isEqualTo(Outcome.refused(
                        Outcome.Why.NOT_ENTITLED, "Only admins and the steering council cancel a review."));
        assertThat(done(Reviews.plan(List.of(), Set.of("2026"), DAY, false, act))
                        .id())
                .isEqualTo("2026-2");
    }

    @Test
    void onlyAPlannedReviewMoves() {
        Act act = admin("ada", "2026-11-01");
        Review.Planned planned = Crew.planned();
        Review.Planned moved = done(Reviews.move(List.of(planned), planned, DAY.plusDays(2), act));
        assertThat(moved).isEqualTo(new Review.Planned("2026", DAY.plusDays(2), 1, act));
        assertThat(told(Reviews.move(List.of(planned), planned, LocalDate.of(2026, 10, 31), act)))
                .startsWith("in-the-past");
        Review.Opened opened = Crew.mixed().opened();
        assertThat(told(Reviews.move(List.of(opened), opened, DAY.plusDays(2), act)))
                .isEqualTo("already-open: The review is open: its day is frozen with it.");
    }
}
