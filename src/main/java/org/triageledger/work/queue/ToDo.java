package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.work.Days;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.cases.CaseList;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReviewAnswers;
import org.triageledger.work.review.ReviewViews;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.NominationBook;

/** What waits for the person who is signed in, by the role of their account. */
@ApplicationScoped
public class ToDo {
    private static final int MOST_KEPT = 1_000;

    private final Viewer viewer;
    private final QueueItems queue;
    private final Decisions decisions;
    private final ClaimBook claims;
    private final NominationBook nominations;
    private final FindingsBook findings;
    private final ReviewAnswers reviews;
    private final Days days;
    private final SourceAnswers sources;
    private final CaseBook cases;
    private final Facts facts;
    private final KnownDecisions known;
    private final Accounts accounts;
    private final Clock clock;

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    ToDo(
            Viewer viewer,
            QueueItems queue,
            Decisions decisions,
            ClaimBook claims,
            NominationBook nominations,
            FindingsBook findings,
            ReviewAnswers reviews,
            Days days,
            SourceAnswers sources,
            CaseBook cases,
            Facts facts,
            KnownDecisions known,
            Accounts accounts,
            Clock clock) {
        this.viewer = viewer;
        this.queue = queue;
        this.decisions = decisions;
        this.claims = claims;
        this.nominations = nominations;
        this.findings = findings;
        this.reviews = reviews;
        this.days = days;
        this.sources = sources;
        this.cases = cases;
        this.facts = facts;
        this.known = known;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What waited within the last minute, for the counts on every page; never older than the last mail or decision. What depends on
     * neither, such as a mailbox that fails, may be a minute late.
     */
    public QueueViews.ToDo lately() {
        Basis basis = basis();
        Kept last = kept.get(viewer.name());
        return last != null && last.basis.equals(basis) ? last.toDo : keep(basis, counted());
    }

    /** What waits now, each with the page where it is done; nothing that is at zero. */
    public QueueViews.ToDo now() {
        return keep(basis(), counted());
    }

    private QueueViews.ToDo keep(Basis basis, QueueViews.ToDo toDo) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(viewer.name(), new Kept(basis, toDo));
        return toDo;
    }

    private Basis basis() {
        return new Basis(
                facts.on(LocalDate.MAX).activity(),
                known.now(),
                clock.instant().truncatedTo(ChronoUnit.MINUTES),
                viewer.decides(),
                viewer.runsReviews(),
                viewer.seesCases(),
                viewer.own());
    }

    private record Kept(Basis basis, QueueViews.ToDo toDo) {}

    /** What the counts of somebody follow from. Activity and decisions are the same only where they are the same object. */
    private record Basis(
            Activity activity,
            DecisionEffects decisions,
            Instant minute,
            boolean decides,
            boolean runsReviews,
            boolean seesCases,
            Optional<String> own) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Basis basis
                    && basis.activity == activity
                    && basis.decisions == decisions
                    && basis.minute.equals(minute)
                    && basis.decides == decides
                    && basis.runsReviews == runsReviews
                    && basis.seesCases == seesCases
                    && basis.own.equals(own);
        }

        @Override
        public int hashCode() {
            return minute.hashCode();
        }
    }

    private QueueViews.ToDo counted() {
        List<QueueViews.ToDoLine> lines = new ArrayList<>();
        if (viewer.decides()) {
            // approvals and claims have lines of their own, and what is settled on GitHub needs nobody here
            add(
                    lines,
                    queue.count(Set.of(QueueItems.AUTHOR, QueueItems.THREADS, QueueItems.ADDRESS, QueueItems.NAME)),
                    "question in the queue",
                    "questions in the queue",
                    "/queue");
            add(
                    lines,
                    cases.late(days.today()),
                    "case with something late or missing",
                    "cases with something late or missing",
                    "/cases?filter=late-or-missing");
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
                    (int) nominations.running().nominations().stream()
                            .filter(line -> !line.state().equals("voting"))
                            .count(),
                    "nomination to rule on or admit",
                    "nominations to rule on or admit",
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
            add(
                    lines,
                    accounts.keepingRights(),
                    "account that keeps its rights though its person left the team",
                    "accounts that keep their rights though their people left the team",
                    "/accounts?filter=left-with-rights");
        }
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
        own(lines);
        return new QueueViews.ToDo(List.copyOf(lines), viewer.isOfTeam() ? next(all) : null);
    }

    /** What waits for somebody as a member. */
    private void own(List<QueueViews.ToDoLine> lines) {
        viewer.own().filter(nominations::isMember).ifPresent(self -> {
            add(
                    lines,
                    (int) nominations.running().nominations().stream()
                            .filter(line -> NominationBook.mayVote(line, self))
                            .count(),
                    "nomination to vote on",
                    "nominations to vote on",
                    "/nominations");
            if (viewer.seesCases() && !viewer.decides()) {
                add(
                        lines,
                        (int) cases.of(self, days.today()).cases().stream()
                                .filter(CaseList::isLate)
                                .count(),
                        "case of yours with something late or missing",
                        "cases of yours with something late or missing",
                        "/cases?filter=late-or-missing");
            }
        });
    }

    private QueueViews.@Nullable NextReview next(List<ReviewViews.ReviewLine> all) {
        LocalDate today = days.today();
        return all.stream()
                .filter(review ->
                        review.state().equals("planned") && !review.day().isBefore(today))
                .min(Comparator.comparing(ReviewViews.ReviewLine::day))
                .map(review -> new QueueViews.NextReview(
                        review.review(),
                        review.day(),
                        Math.toIntExact(ChronoUnit.DAYS.between(today, review.day())),
                        "/review/" + review.review()))
                .orElse(null);
    }

    private static void add(List<QueueViews.ToDoLine> lines, int count, String one, String many, String page) {
        if (count > 0) {
            lines.add(new QueueViews.ToDoLine(count, count == 1 ? one : many, page));
        }
    }
}
