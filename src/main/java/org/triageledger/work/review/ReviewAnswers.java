package org.triageledger.work.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.core.snapshot.Verification;
import org.triageledger.work.Refusal;

/** Every question about reviews, answered the same for the API and the pages. */
@ApplicationScoped
public class ReviewAnswers {
    private final ReviewBook reviews;

    ReviewAnswers(ReviewBook reviews) {
        this.reviews = reviews;
    }

    /** All of them, the latest day first. */
    public ReviewViews.Reviews all() {
        return new ReviewViews.Reviews(reviews.all().stream()
                .map(ReviewAnswers::line)
                .sorted(java.util.Comparator.comparing(ReviewViews.ReviewLine::day)
                        .thenComparing(ReviewViews.ReviewLine::review)
                        .reversed())
                .toList());
    }

    public boolean isKnown(String id) {
        return reviews.all().stream().anyMatch(review -> review.id().equals(id));
    }

    /**
     * @param sees whose verdicts may be shown, by the id in the roster
     * @param everybody whether what concerns the whole team may be shown
     * @throws Refusal where there is none of that id
     */
    public ReviewViews.ReviewDetail detail(String id, Predicate<String> sees, boolean everybody) {
        Review review = reviews.review(id);
        return switch (review) {
            case Review.Planned planned ->
                new ReviewViews.ReviewDetail(
                        line(planned), null, null, null, null, null, List.of(), List.of(), List.of(), List.of());
            case Review.Opened opened -> detail(line(opened), opened, null, List.of(), sees, everybody);
            case Review.Damaged damaged ->
                new ReviewViews.ReviewDetail(
                        line(damaged),
                        damaged.act().at(),
                        damaged.act().by().person(),
                        null,
                        null,
                        "Nothing can be decided: what is stored is not what was frozen.",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
            case Review.Closed closed ->
                detail(
                        line(closed),
                        closed.opened(),
                        closed.act(),
                        closed.tasks().stream().map(ReviewAnswers::task).toList(),
                        sees,
                        everybody);
        };
    }

    /** @throws Refusal where there is none of that id, or it was never opened */
    public ReviewViews.Verified verify(String id) {
        return switch (reviews.verify(id)) {
            case Verification.Same ignored ->
                new ReviewViews.Verified(
                        id, "same", "Computed again from what is known now, every byte is the same.", List.of());
            case Verification.OtherFacts other ->
                new ReviewViews.Verified(
                        id,
                        "other-facts",
                        "Every verdict is the same, although other facts are known now: "
                                + String.join(", ", other.facts()) + ".",
                        List.of());
            case Verification.Differs differs ->
                new ReviewViews.Verified(
                        id,
                        "differs",
                        "Computed again from what is known now; the results differ.",
                        differs.members().stream()
                                .map(change -> new ReviewViews.ChangeLine(change.member(), change.name(), change.why()))
                                .toList());
            case Verification.Damaged damaged ->
                new ReviewViews.Verified(
                        id,
                        "damaged",
                        "What is stored is not what was frozen: its SHA-256 is " + damaged.found() + ", and was "
                                + damaged.expected() + ".",
                        List.of());
        };
    }

    private static ReviewViews.ReviewDetail detail(
            ReviewViews.ReviewLine line,
            Review.Opened opened,
            @Nullable Act closed,
            List<ReviewViews.TaskLine> tasks,
            Predicate<String> sees,
            boolean everybody) {
        Snapshot snapshot = opened.snapshot();
        return new ReviewViews.ReviewDetail(
                line,
                opened.act().at(),
                opened.act().by().person(),
                closed == null ? null : closed.at(),
                closed == null ? null : closed.by().person(),
                Governance.named(snapshot.rules().policy()).adminsDecide()
                        ? "Admins decide; the steering council may overrule them."
                        : "The steering council decides.",
                everybody
                        ? snapshot.counts().entrySet().stream()
                                .map(entry -> new ReviewViews.CountLine(entry.getKey(), entry.getValue()))
                                .toList()
                        : List.of(),
                snapshot.toDecide().stream()
                        .filter(eachLine -> sees.test(eachLine.member()))
                        .map(eachLine -> decidable(eachLine, opened.decision(eachLine.member())))
                        .toList(),
                everybody ? snapshot.findings().stream().map(Finding::sentence).toList() : List.of(),
                everybody ? tasks : List.of());
    }

    static ReviewViews.ReviewLine line(Review review) {
        return switch (review) {
            case Review.Planned planned ->
                new ReviewViews.ReviewLine(planned.id(), planned.day(), "planned", null, null, null, 0, 0);
            case Review.Opened opened -> line(opened, "open", opened.undecided().size());
            case Review.Damaged damaged ->
                new ReviewViews.ReviewLine(damaged.id(), damaged.day(), "damaged", null, null, damaged.sha256(), 0, 0);
            case Review.Closed closed -> {
                ReviewViews.ReviewLine line = line(closed.opened(), "closed", 0);
                yield new ReviewViews.ReviewLine(
                        line.review(),
                        line.day(),
                        line.state(),
                        closed.lastDay(),
                        line.policy(),
                        line.sha256(),
                        0,
                        line.toDecide());
            }
        };
    }

    private static ReviewViews.ReviewLine line(Review.Opened opened, String state, int undecided) {
        return new ReviewViews.ReviewLine(
                opened.id(),
                opened.day(),
                state,
                null,
                opened.snapshot().rules().text(),
                opened.snapshot().sha256(),
                undecided,
                opened.snapshot().toDecide().size());
    }

    private static ReviewViews.Decidable decidable(Snapshot.Line line, Optional<Decision> decision) {
        return new ReviewViews.Decidable(
                line.member(),
                line.name(),
                line.verdict().word(),
                !(line.verdict() instanceof Verdict.Unknown),
                line.lastCredit().orElse(null),
                line.credits(),
                line.reasons(),
                line.leave().map(Leave::days).orElse(null),
                decision.map(eachDecision -> eachDecision.kind().word()).orElse(null),
                decision.map(Decision::reason).orElse(null),
                decision.map(eachDecision -> eachDecision.act().by().person()).orElse(null),
                decision.map(eachDecision -> eachDecision.act().at()).orElse(null));
    }

    private static ReviewViews.TaskLine task(OffboardingTask task) {
        return new ReviewViews.TaskLine(
                task.member(),
                task.venue().word(),
                task.sentence(),
                task.done().isPresent(),
                task.done().map(act -> act.by().person()).orElse(null),
                task.done().map(Act::at).orElse(null));
    }
}
