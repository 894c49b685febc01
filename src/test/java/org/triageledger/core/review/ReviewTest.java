package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.council;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.told;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.review.Decision.Kind;
import org.triageledger.core.snapshot.ReviewInput;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.core.snapshot.Verification;

class ReviewTest {
    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2026, 12, 31);

    @Test
    void aReviewFromOpeningToTheLastTick() {
        Review.Opened review = Crew.mixed().opened();
        assertThat(review.undecided()).extracting(Snapshot.Line::member).containsExactly("cyd", "dee");

        review = done(review.decide("cyd", Kind.ASK, "has moved house", admin("ada", "2026-12-13")));
        assertThat(review.undecided()).extracting(Snapshot.Line::member).containsExactly("cyd", "dee");

        review = done(review.decide("cyd", Kind.REMOVE, "wants to leave", admin("ada", "2026-12-14")));
        review = done(review.decide("dee", Kind.KEEP, " builds the installers ", admin("bob", "2026-12-14")));
        Review.Closed closed = done(review.close(NEW_YEARS_EVE, review.snapshot(), admin("bob", "2026-12-20")));

        assertThat(closed.effects())
                .containsExactly(new Effect.Leaves(
                        "cyd", Effect.How.REMOVED, NEW_YEARS_EVE, "wants to leave", admin("ada", "2026-12-14")));
        assertThat(closed.opened().decisions()).hasSize(3);
        assertThat(closed.tasks())
                .extracting(OffboardingTask::sentence)
                .containsExactly(
                        "Remove Cyd Example from the team on GitHub.",
                        "Unsubscribe Cyd Example from the mailing list.",
                        "Remove Cyd Example from the chat.",
                        "Move Cyd Example to the former members in the public list.");

        Review.Closed ticked = done(closed.tick("cyd", OffboardingTask.Venue.CHAT, admin("ada", "2027-01-02")));
        assertThat(ticked.tasks().stream().filter(task -> task.done().isPresent()))
                .extracting(OffboardingTask::venue)
                .containsExactly(OffboardingTask.Venue.CHAT);
        assertThat(told(ticked.tick("cyd", OffboardingTask.Venue.CHAT, admin("bob", "2027-01-03"))))
                .isEqualTo("already-ticked: That was done already, on 2027-01-02.");
        assertThat(told(ticked.tick("dee", OffboardingTask.Venue.CHAT, admin("bob", "2027-01-03"))))
                .isEqualTo("no-such-task: Nothing of that kind is to be done for 'dee'.");
        assertThat(told(ticked.tick("cyd", OffboardingTask.Venue.CHAT, Crew.member("cyd", "2027-01-03"))))
                .startsWith("not-entitled");
    }

    @Test
    void whatAStateDoesNotAllowIsRefused() {
        ReviewInput basis = Crew.mixed().basis();
        Review planned = Crew.planned();
        Review opened = Crew.mixed().opened();
        Review closed = closed();

        assertThat(told(planned.open(basis, Crew.member("cyd", "2026-12-12")))).startsWith("not-entitled");
        assertThat(told(planned.open(basis, admin("ada", "2026-12-11"))))
                .isEqualTo("too-early: The review is planned for 2026-12-12: open it then, or move it to today.");
        assertThat(told(opened.open(basis, admin("bob", "2026-12-13"))))
                .isEqualTo("already-open: The review was opened already, on 2026-12-12.");
        assertThat(told(closed.open(basis, admin("bob", "2026-12-30"))))
                .isEqualTo("already-closed: The review was closed on 2026-12-20.");
        assertThat(told(planned.decide("cyd", Kind.KEEP, "yes", admin("ada", "2026-12-13"))))
                .isEqualTo("not-open: The review is planned for 2026-12-12 and not open yet.");
        assertThat(told(closed.decide("cyd", Kind.KEEP, "yes", admin("ada", "2026-12-30"))))
                .startsWith("already-closed");
        assertThat(told(closed.close(DAY, Crew.mixed().opened().snapshot(), admin("ada", "2026-12-30"))))
                .startsWith("already-closed");
    }

    @Test
    void nobodyElseIsDecidedOn() {
        Review.Opened review = Crew.mixed().opened();
        for (String member : List.of("ada", "eve", "fay", "gus", "stranger")) {
            assertThat(told(review.decide(member, Kind.REMOVE, "why not", council("fay", "2026-12-13"))))
                    .isEqualTo("nobody-to-decide-on: '" + member
                            + "' is neither inactive nor unknown in this review: there is nothing to decide.");
        }
    }

    @Test
    void theUnknownCanNeverBeRemoved() {
        Review.Opened review = Crew.mixed().read("2025-01-01", "2026-10-31").opened();
        assertThat(review.snapshot().counts()).containsEntry("unknown", 2).containsEntry("inactive", 0);
        assertThat(told(review.decide("dee", Kind.REMOVE, "silent", council("fay", "2026-12-13"))))
                .isEqualTo("unknown-stays: Nobody can tell whether Dee Example is inactive: keep, defer or ask.");
        for (Kind kind : List.of(Kind.KEEP, Kind.DEFER, Kind.ASK)) {
            assertThat(told(review.decide("dee", kind, "mail is missing", admin("ada", "2026-12-13"))))
                    .isEqualTo("done");
        }
    }

    @Test
    void theCouncilOverrulesAdminsAndNotTheOtherWayRound() {
        Review.Opened review =
                done(Crew.mixed().opened().decide("dee", Kind.REMOVE, "silent", admin("ada", "2026-12-13")));
        review = done(review.decide("dee", Kind.KEEP, "has a plan", council("fay", "2026-12-14")));
        assertThat(told(review.decide("dee", Kind.REMOVE, "silent", admin("ada", "2026-12-15"))))
                .isEqualTo("overruled: The steering council has decided about Dee Example.");
        assertThat(review.decision("dee").map(Decision::kind)).contains(Kind.KEEP);
        assertThat(review.decisions()).extracting(Decision::kind).containsExactly(Kind.REMOVE, Kind.KEEP);
    }

    @Test
    void underPep811TheCouncilAloneDecides() {
        Review.Opened review = Crew.mixed().under(Policy.PEP811_2025).opened();
        assertThat(review.undecided()).extracting(Snapshot.Line::member).containsExactly("cyd", "dee", "gus");
        assertThat(told(review.decide("dee", Kind.REMOVE, "silent", admin("ada", "2026-12-13"))))
                .isEqualTo("not-entitled: Only the steering council decides about members under this policy.");
        assertThat(told(review.decide("dee", Kind.REMOVE, "silent", council("fay", "2026-12-13"))))
                .isEqualTo("done");
    }

    @Test
    void membersDoNotDecideAndAReasonIsNeeded() {
        Review.Opened review = Crew.mixed().opened();
        assertThat(told(review.decide("dee", Kind.KEEP, "me", Crew.member("dee", "2026-12-13"))))
                .isEqualTo("not-entitled: Only admins and the steering council decide about members.");
        assertThat(told(review.decide("dee", Kind.KEEP, " \n", admin("ada", "2026-12-13"))))
                .isEqualTo("no-reason: A decision about a person needs a reason.");
    }

    @Test
    void nobodyDecidesAboutThemselves() {
        Review.Opened review =
                Crew.of("dee").with(Crew.member("ada").role("admin")).opened();
        assertThat(told(review.decide("ada", Kind.KEEP, "me", admin("ada", "2026-12-13"))))
                .isEqualTo("own-case: Nobody decides about themselves: ask somebody else who may.");
    }

    @Test
    void openDecisionsKeepAReviewOpen() {
        Review.Opened review = Crew.mixed().opened();
        assertThat(told(review.close(DAY, review.snapshot(), admin("ada", "2026-12-20"))))
                .isEqualTo("decisions-open: 2 members wait for a decision: Cyd Example, Dee Example.");
        review = done(review.decide("cyd", Kind.DEFER, "next year", admin("ada", "2026-12-13")));
        review = done(review.decide("dee", Kind.ASK, "first", admin("ada", "2026-12-13")));
        assertThat(told(review.close(DAY, review.snapshot(), admin("ada", "2026-12-20"))))
                .isEqualTo("decisions-open: 1 member waits for a decision: Dee Example.");
    }

    @Test
    void nobodyLeavesWhoseWorkWasFoundMeanwhile() {
        Review.Opened review = decided();
        Snapshot again = Verification.again(
                review.snapshot(),
                Crew.mixed().worked("cyd", "r-canary-7", "2026-09-01").basis());
        assertThat(told(review.close(DAY, again, admin("ada", "2026-12-20"))))
                .isEqualTo("no-longer-inactive: Computed again, Cyd Example is not inactive: decide again.");
        Review.Opened kept = done(review.decide("cyd", Kind.KEEP, "mail was found", admin("ada", "2026-12-20")));
        assertThat(done(kept.close(DAY, again, admin("ada", "2026-12-20"))).effects())
                .isEmpty();
    }

    @Test
    void noMembershipEndsBeforeTheDay() {
        Review.Opened review = decided();
        assertThat(told(review.close(DAY.minusDays(1), review.snapshot(), admin("ada", "2026-12-20"))))
                .isEqualTo("in-the-past: No membership ends before the day of the review, 2026-12-12.");
    }

    private static Review.Opened decided() {
        Review.Opened review = Crew.mixed().opened();
        review = done(review.decide("cyd", Kind.REMOVE, "silent", admin("ada", "2026-12-13")));
        return done(review.decide("dee", Kind.DEFER, "on leave", admin("ada", "2026-12-13")));
    }

    private static Review.Closed closed() {
        Review.Opened review = decided();
        return done(review.close(DAY, review.snapshot(), admin("ada", "2026-12-20")));
    }
}
