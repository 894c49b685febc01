package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.council;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.reminder.Reminder;
import org.triageledger.core.reminder.Reminders;
import org.triageledger.core.snapshot.ReviewInput;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.core.snapshot.Verification;

/**
 * When the policy takes effect it is applied at once: of thirty members those remain who triaged or coordinated a report in the
 * past year, were added within it, manage or know a living branch, or sit on the steering council. The others are removed by
 * people, and may be added again by the normal process.
 */
class FirstReviewTest {
    private static Crew thirty() {
        Crew crew = Crew.of()
                .branch("3.14", "2030-10", "Rita Example")
                .with(member("ada").role("admin"))
                .with(member("bob").role("admin"));
        for (int i = 0; i < 8; i++) {
            crew.with(member("active" + i)).worked("active" + i, "r" + i % 3, "2026-0" + (i + 1) + "-15");
        }
        crew.with(member("new1").joined("2025-12-12")).with(member("new2").joined("2026-11-30"));
        crew.with(member("rita")).with(member("xena").role("expert 3.14"));
        crew.with(member("steve").role("steering-council", "2025-12-10", ""));
        for (int i = 0; i < 15; i++) {
            crew.with(member("silent" + (char) ('a' + i)));
        }
        return crew.worked("ada", "r1", "2026-10-01")
                .worked("bob", "r1", "2026-10-02")
                .worked("silenta", "r1", "2025-12-11");
    }

    @Test
    void ofThirtyMembersFifteenRemain() {
        ReviewInput basis = thirty().basis();
        Review.Planned planned = done(Reviews.plan(List.of(), DAY, admin("ada", "2026-10-01")));
        assertThat(Reminders.of(planned, basis, Crew.OFFICE).due(LocalDate.of(2026, 12, 5), Set.of()).stream()
                        .filter(reminder -> reminder.key().kind() == Reminder.Kind.MEMBER))
                .hasSize(15);

        Review.Opened review = done(planned.open(basis, admin("ada", "2026-12-12")));
        String frozen = review.snapshot().sha256();
        for (Snapshot.Line line : review.undecided()) {
            review = done(review.decide(
                    line.member(), Decision.Kind.REMOVE, "no work in the past year", admin("bob", "2026-12-13")));
        }
        Review.Closed closed = done(review.close(DAY, review.snapshot(), admin("ada", "2026-12-14")));
        Roster after = new Roster(
                basis.roster().people().stream()
                        .map(person -> after(person, closed))
                        .toList(),
                basis.roster().branches());

        assertThat(after.members(DAY)).hasSize(30);
        assertThat(after.members(DAY.plusDays(1)))
                .extracting(Person::id)
                .containsExactlyInAnyOrder(
                        "ada", "bob", "active0", "active1", "active2", "active3", "active4", "active5", "active6",
                        "active7", "new1", "new2", "rita", "xena", "steve");
        assertThat(closed.tasks()).hasSize(15 * 4);

        ReviewInput now = new ReviewInput(
                basis.policy(), after, basis.activity(), basis.coverage(), basis.knownUntil(), List.of(), List.of(), 0);
        assertThat(Verification.verify(review.snapshot().bytes(), frozen, now))
                .as("what the review did is no fact of the day it was made of")
                .isEqualTo(new Verification.Same(frozen));
    }

    @Test
    void whoWasRemovedIsAddedAgainByTheNormalProcess() {
        Roster roster = Crew.mixed().with(member("hal").left("2025-12-12")).roster();
        Nomination nomination = done(Nomination.of(
                "n1",
                new Nomination.Candidate(java.util.Optional.of("hal"), "Hal Example", java.util.Optional.empty()),
                "is back",
                Governance.of(Policy.SEED_2024),
                roster,
                List.of(),
                Crew.member("ada", "2026-03-01")));
        nomination = done(nomination.vote(true, java.util.Optional.empty(), roster, Crew.member("bob", "2026-03-02")));
        nomination = done(nomination.settle("hal", LocalDate.of(2026, 3, 9), admin("ada", "2026-03-09")));
        Person hal = Effect.apply(
                roster.withId("hal").orElseThrow(), nomination.joined().orElseThrow());
        assertThat(hal.isMember(LocalDate.of(2026, 3, 8))).isFalse();
        assertThat(hal.isMember(LocalDate.of(2026, 3, 9))).isTrue();
        assertThat(hal.memberships()).hasSize(2);
    }

    @Test
    void whatCountsSinceTheLastReportCountsFromTheLastReview() {
        Review.Opened review = Crew.mixed().opened();
        Review.Planned next = new Review.Planned("2027", DAY.plusYears(1), 0, council("fay", "2026-12-20"));
        List<Review> known = List.of(review, next);
        assertThat(Reviews.lastReport(known, next.day())).contains(DAY);
        assertThat(Reviews.lastReport(known, DAY)).isEmpty();
        assertThat(Reviews.lastReport(List.of(next), DAY.plusYears(2))).isEmpty();
    }

    private static Person after(Person person, Review.Closed closed) {
        return closed.effects().stream()
                .filter(effect -> effect.person().equals(person.id()))
                .findFirst()
                .map(effect -> Effect.apply(person, effect))
                .orElse(person);
    }
}
