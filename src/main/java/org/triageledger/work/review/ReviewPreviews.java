package org.triageledger.work.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.work.facts.Policies;

/** What opening and closing a review would do, to be confirmed; computed as it is done, and nothing is kept. */
@ApplicationScoped
public class ReviewPreviews {
    private final ReviewBook reviews;
    private final Policies policies;

    ReviewPreviews(ReviewBook reviews, Policies policies) {
        this.reviews = reviews;
        this.policies = policies;
    }

    /**
     * @param policy the one in the settings without it
     * @throws org.triageledger.work.Refusal where it could not be opened
     */
    @Transactional
    public ReviewViews.OpeningPreview opening(String id, @Nullable String policy, ReviewBook.Who who) {
        Review.Opened opened = reviews.wouldOpen(id, policy, who);
        Snapshot snapshot = opened.snapshot();
        List<ReviewViews.PreviewedMember> unknown = members(snapshot, verdict -> verdict instanceof Verdict.Unknown);
        int members = snapshot.lines().size();
        int waiting = snapshot.quality().waiting();
        List<String> next = new ArrayList<>();
        next.add((members == 1 ? "1 verdict" : members + " verdicts") + " as of " + snapshot.asOf()
                + " (UTC) are frozen with their facts, under a SHA-256 that can be checked. The review can no longer be"
                + " moved or cancelled.");
        int toDecide = snapshot.toDecide().size();
        next.add(
                toDecide == 0
                        ? "Nobody is inactive or unknown: there is nothing to decide."
                        : (toDecide == 1 ? "1 member is" : toDecide + " members are")
                                + " to be decided on, each with a reason, before it can be closed.");
        if (!unknown.isEmpty()) {
            next.add((unknown.size() == 1 ? "1 of them is" : unknown.size() + " of them are")
                    + " unknown, because something is missing, and cannot be removed in this review. If it can be"
                    + " settled, do so before you open it.");
        }
        if (waiting > 0) {
            next.add((waiting == 1 ? "1 piece of work still needs" : waiting + " pieces of work still need")
                    + " review in the queue. Nobody to whom one may belong can be removed before it is decided.");
        }
        return new ReviewViews.OpeningPreview(
                ReviewAnswers.line(reviews.review(id)),
                policies.asked(policy == null || policy.isBlank() ? null : policy),
                members,
                snapshot.counts().entrySet().stream()
                        .map(entry -> new ReviewViews.CountLine(entry.getKey(), entry.getValue()))
                        .toList(),
                members(snapshot, verdict -> verdict instanceof Verdict.Inactive),
                unknown,
                waiting,
                snapshot.findings().stream().map(Finding::sentence).toList(),
                next);
    }

    /** @throws org.triageledger.work.Refusal where it could not be closed */
    @Transactional
    public ReviewViews.ClosingPreview closing(String id, LocalDate lastDay, ReviewBook.Who who) {
        Review.Closed closed = reviews.wouldClose(id, lastDay, who);
        List<String> leaving = closed.effects().stream().map(Effect::person).toList();
        List<ReviewViews.PreviewedMember> decided = members(closed.opened().snapshot(), verdict -> true).stream()
                .filter(member -> closed.opened().decision(member.member()).isPresent())
                .map(member -> new ReviewViews.PreviewedMember(
                        member.member(),
                        member.name(),
                        closed.opened().decision(member.member()).stream()
                                .map(decision -> decision.kind().word() + ": " + decision.reason())
                                .toList()))
                .toList();
        List<ReviewViews.PreviewedMember> leave = decided.stream()
                .filter(member -> leaving.contains(member.member()))
                .toList();
        List<String> next = new ArrayList<>();
        next.add(
                leave.isEmpty()
                        ? "No membership ends."
                        : "The memberships of "
                                + leave.stream()
                                        .map(ReviewViews.PreviewedMember::name)
                                        .collect(Collectors.joining(", "))
                                + " end; their last day is " + lastDay + " (UTC).");
        next.add("No decision of this review can be changed any more. The public list of members follows.");
        int byHand = closed.tasks().size();
        if (byHand > 0) {
            next.add((byHand == 1 ? "1 thing is" : byHand + " things are")
                    + " left to do by hand, such as removing somebody from the mailing list; the review lists them.");
        }
        return new ReviewViews.ClosingPreview(
                ReviewAnswers.line(reviews.review(id)),
                lastDay,
                leave,
                decided.stream()
                        .filter(member -> !leaving.contains(member.member()))
                        .toList(),
                byHand,
                next);
    }

    private static List<ReviewViews.PreviewedMember> members(Snapshot snapshot, Predicate<Verdict> which) {
        return snapshot.lines().stream()
                .filter(line -> which.test(line.verdict()))
                .map(line -> new ReviewViews.PreviewedMember(line.member(), line.name(), line.reasons()))
                .toList();
    }
}
