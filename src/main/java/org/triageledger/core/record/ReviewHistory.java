package org.triageledger.core.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.membership.Act;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.Snapshot;

/**
 * What people did in one review, in order. Its snapshot is kept elsewhere and only named here.
 *
 * @param opened empty while it is planned
 * @param decisions all of them; the last on a member holds
 * @param closed empty until it is closed
 */
public record ReviewHistory(
        Review.Planned planned,
        Optional<Opened> opened,
        List<Decision> decisions,
        Optional<Closed> closed,
        List<OffboardingTask.Tick> done) {
    public ReviewHistory {
        decisions = List.copyOf(decisions);
        done = List.copyOf(done);
    }

    /** @param sha256 of the snapshot, as it was noted when the review was opened */
    public record Opened(String sha256, Act act) {}

    /** @param lastDay of the memberships that end by it */
    public record Closed(LocalDate lastDay, Act act) {}

    static ReviewHistory of(Review.Planned planned) {
        return new ReviewHistory(planned, Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    /** The review as it stands; without the snapshot that was noted it is damaged. */
    public Review with(Optional<Snapshot> snapshot) {
        if (opened.isEmpty()) {
            return planned;
        }
        if (snapshot.isEmpty()) {
            return new Review.Damaged(planned, opened.get().act(), opened.get().sha256());
        }
        Review.Opened open =
                new Review.Opened(planned, snapshot.get(), opened.get().act(), decisions);
        return closed.<Review>map(end -> new Review.Closed(open, end.act(), end.lastDay(), done))
                .orElse(open);
    }

    ReviewHistory moved(LocalDate day, Act act) {
        return opened.isPresent() ? this : of(new Review.Planned(planned.id(), day, planned.moves() + 1, act));
    }

    ReviewHistory opened(String sha256, Act act) {
        return opened.isPresent()
                ? this
                : new ReviewHistory(planned, Optional.of(new Opened(sha256, act)), decisions, closed, done);
    }

    ReviewHistory decided(Decision decision) {
        return opened.isEmpty() || closed.isPresent()
                ? this
                : new ReviewHistory(planned, opened, and(decisions, decision), closed, done);
    }

    ReviewHistory closed(LocalDate lastDay, Act act) {
        return opened.isEmpty() || closed.isPresent()
                ? this
                : new ReviewHistory(planned, opened, decisions, Optional.of(new Closed(lastDay, act)), done);
    }

    ReviewHistory done(OffboardingTask.Tick tick) {
        return closed.isEmpty() ? this : new ReviewHistory(planned, opened, decisions, closed, and(done, tick));
    }

    private static <T> List<T> and(List<T> before, T last) {
        List<T> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }
}
