package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.triageledger.work.Days;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReviewAnswers;
import org.triageledger.work.review.ReviewViews;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.NominationBook;

/** What waits for the person who is signed in, by the role of their account. */
@ApplicationScoped
public class ToDo {
    private final Viewer viewer;
    private final QueueItems queue;
    private final Decisions decisions;
    private final ClaimBook claims;
    private final NominationBook nominations;
    private final FindingsBook findings;
    private final ReviewAnswers reviews;
    private final Days days;
    private final SourceAnswers sources;

    ToDo(
            Viewer viewer,
            QueueItems queue,
            Decisions decisions,
            ClaimBook claims,
            NominationBook nominations,
            FindingsBook findings,
            ReviewAnswers reviews,
            Days days,
            SourceAnswers sources) {
        this.viewer = viewer;
        this.queue = queue;
        this.decisions = decisions;
        this.claims = claims;
        this.nominations = nominations;
        this.findings = findings;
        this.reviews = reviews;
        this.days = days;
        this.sources = sources;
    }

    /** What waits now, each with the page where it is done; nothing that is at zero. */
    public QueueViews.ToDo now() {
        List<QueueViews.ToDoLine> lines = new ArrayList<>();
        if (viewer.decides()) {
            // approvals and claims have lines of their own, and what is settled on GitHub needs nobody here
            add(
                    lines,
                    queue.count(Set.of(QueueItems.AUTHOR, QueueItems.THREADS, QueueItems.ADDRESS, QueueItems.NAME)),
                    "question in the queue",
                    "questions in the queue",
                    "/queue");
        }
        if (viewer.runsReviews()) {
            add(
                    lines,
                    decisions.awaitingApproval().size(),
                    "decision to approve",
                    "decisions to approve",
                    "/approvals");
            add(lines, claims.open(), "claim or dispute to decide", "claims and disputes to decide", "/claims");
            add(
                    lines,
                    nominations.running().nominations().size(),
                    "open nomination",
                    "open nominations",
                    "/nominations");
            add(lines, findings.waiting().size(), "finding to settle", "findings to settle", "/findings");
        }
        if (viewer.decides()) {
            add(
                    lines,
                    (int) sources.watching().sources().stream()
                            .filter(source -> source.trouble() != null)
                            .count(),
                    "source that fails",
                    "sources that fail",
                    "/sources");
        }
        reviews(lines);
        return new QueueViews.ToDo(List.copyOf(lines));
    }

    private void reviews(List<QueueViews.ToDoLine> lines) {
        LocalDate today = days.today();
        List<ReviewViews.ReviewLine> all = reviews.all().reviews();
        if (viewer.runsReviews()) {
            all.stream()
                    .filter(review -> review.state().equals("open"))
                    .forEach(review -> add(
                            lines,
                            review.undecided(),
                            "member to decide on in review " + review.review(),
                            "members to decide on in review " + review.review(),
                            "/review/" + review.review()));
        }
        all.stream()
                .filter(review ->
                        review.state().equals("planned") && !review.day().isBefore(today))
                .min(Comparator.comparing(ReviewViews.ReviewLine::day))
                .ifPresent(review -> add(
                        lines,
                        Math.toIntExact(ChronoUnit.DAYS.between(today, review.day())),
                        "day until the review of " + review.day(),
                        "days until the review of " + review.day(),
                        "/review"));
    }

    private static void add(List<QueueViews.ToDoLine> lines, int count, String one, String many, String page) {
        if (count > 0) {
            lines.add(new QueueViews.ToDoLine(count, count == 1 ? one : many, page));
        }
    }
}
