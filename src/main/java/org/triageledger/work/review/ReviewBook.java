package org.triageledger.work.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Named;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Outcome;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.core.review.OffboardingTask;
import org.triageledger.core.review.Review;
import org.triageledger.core.review.Reviews;
import org.triageledger.core.snapshot.ReviewInput;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.core.snapshot.Verification;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.SnapshotStore;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.Settings;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.KnownReviews;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.roster.RosterFindings;

/**
 * The yearly reviews. What people did in them stands among the decisions, and a review is what follows from these; only its frozen
 * facts are kept beside them.
 */
@ApplicationScoped
public class ReviewBook {
    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final SnapshotStore snapshots;
    private final KnownReviews reviews;
    private final Policies policies;
    private final Facts facts;
    private final Quarantine quarantine;
    private final RosterFindings oddities;
    private final LedgerConfig config;
    private final Clock clock;

    ReviewBook(
            DecisionStore store,
            KnownDecisions decisions,
            SnapshotStore snapshots,
            KnownReviews reviews,
            Policies policies,
            Facts facts,
            Quarantine quarantine,
            RosterFindings oddities,
            LedgerConfig config,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.snapshots = snapshots;
        this.reviews = reviews;
        this.policies = policies;
        this.facts = facts;
        this.quarantine = quarantine;
        this.oddities = oddities;
        this.config = config;
        this.clock = clock;
    }

    /** @param as {@code admin} or {@code council} */
    public record Who(String id, String as) {}

    /** The next day of a yearly review for which none is planned. */
    @Transactional
    public LocalDate nextDay() {
        return Reviews.next(all(), Settings.yearly(config), today());
    }

    /** All reviews ever planned, in order. */
    @Transactional
    public List<Review> all() {
        return reviews.all();
    }

    /** Plans the only review of a year; gives its id. */
    @Transactional
    public String plan(LocalDate day, Who who) {
        return plan(day, false, who);
    }

    /**
     * Plans a review; gives its id.
     *
     * @param another whether it is wanted although there is one in that year
     */
    @Transactional
    public String plan(LocalDate day, boolean another, Who who) {
        store.turn();
        Act act = act(who);
        Days.check("day", day, act.day());
        Review.Planned planned = done(Reviews.plan(all(), decisions.now().cancelledReviews(), day, another, act));
        add(new Entry.ReviewPlanned(planned.id(), act.by().capacity(), day), who, "planned for " + day);
        return planned.id();
    }

    /** Cancels a review that is not open yet. Its reminders stop; another may be planned for its year. */
    @Transactional
    public void cancel(String id, String reason, Who who) {
        store.turn();
        Act act = act(who);
        done(Reviews.cancel(review(id), Signed.why(reason), act));
        add(new Entry.ReviewCancelled(id, act.by().capacity()), who, reason.strip());
    }

    /** Moves a review that is not open yet to another day. */
    @Transactional
    public void move(String id, LocalDate day, Who who) {
        store.turn();
        Act act = act(who);
        Days.check("day", day, act.day());
        done(Reviews.move(all(), review(id), day, act));
        add(new Entry.ReviewMoved(id, act.by().capacity(), day), who, "moved to " + day);
    }

    /** Freezes the facts of the day it was planned for. */
    @Transactional
    public Review.Opened open(String id, @Nullable String policy, Who who) {
        store.turn();
        DecisionStore.Head head = store.head();
        Review.Opened opened =
                wouldOpen(id, policy, who).noting(AuditLog.FACT, new Snapshot.Fact(head.count(), head.hash()));
        snapshots.keep(opened.snapshot().sha256(), opened.snapshot().bytes());
        add(
                new Entry.ReviewOpened(
                        id, opened.act().by().capacity(), opened.snapshot().sha256()),
                who,
                "opened");
        return opened;
    }

    /** The review as it would be once it is opened; nothing is changed. */
    Review.Opened wouldOpen(String id, @Nullable String policy, Who who) {
        Review review = review(id);
        return done(review.open(basis(policies.of(policy, review.day()), review.day()), act(who)));
    }

    @Transactional
    public void decide(String id, String member, String word, String reason, Who who) {
        store.turn();
        var kind = Named.read(org.triageledger.core.review.Decision.Kind.class, word)
                .orElseThrow(() ->
                        new Refusal("'" + word + "' is no decision: choose remove, keep, defer or ask").at("decision"));
        if (kind == org.triageledger.core.review.Decision.Kind.REMOVE) {
            nothingWaits(review(id), member);
        }
        Act act = act(who);
        done(review(id).decide(member, kind, Signed.why(reason), act));
        add(new Entry.MemberDecided(id, act.by().capacity(), kind, member), who, reason);
    }

    /** Nobody is removed while work that is or may be theirs waits: what is decided about it can make them active. */
    private void nothingWaits(Review review, String member) {
        if (!(review instanceof Review.Opened opened)) {
            return;
        }
        basis(policyOf(opened.snapshot()), review.day()).on(review.day()).stream()
                .filter(evaluation -> evaluation.member().equals(member) && evaluation.waiting() > 0)
                .findFirst()
                .ifPresent(evaluation -> {
                    int messages = evaluation.waiting();
                    throw new Refusal(
                                    messages + (messages == 1 ? " message" : " messages") + " that may be by '" + member
                                            + "' " + (messages == 1 ? "waits" : "wait")
                                            + " for a decision: settle the review queue first")
                            .at("decision");
                });
    }

    /** Ends it, and with it the memberships that were decided to end. */
    @Transactional
    public Review.Closed close(String id, LocalDate lastDay, Who who) {
        store.turn();
        Review.Closed closed = wouldClose(id, lastDay, who);
        add(new Entry.ReviewClosed(id, closed.act().by().capacity(), lastDay), who, "closed");
        return closed;
    }

    /** The review as it would be once it is closed; nothing is changed. */
    Review.Closed wouldClose(String id, LocalDate lastDay, Who who) {
        Review review = review(id);
        Snapshot again = review instanceof Review.Opened opened
                ? Verification.again(opened.snapshot(), basis(policyOf(opened.snapshot()), review.day()))
                : Snapshot.of(id, basis(policies.of(null, review.day()), review.day()), review.day());
        Act act = act(who);
        Days.check("last-day", lastDay, act.day());
        return done(review.close(lastDay, again, act));
    }

    /** Notes that something was done by hand. */
    @Transactional
    public void tick(String id, String member, String word, Who who) {
        store.turn();
        OffboardingTask.Venue venue = Named.read(OffboardingTask.Venue.class, word)
                .orElseThrow(() -> new Refusal("'" + word + "' is no task: choose "
                        + Arrays.stream(OffboardingTask.Venue.values())
                                .map(Named::word)
                                .collect(Collectors.joining(", "))));
        if (!(review(id) instanceof Review.Closed closed)) {
            throw new Refusal("the review '" + id + "' is not closed: there is nothing to do by hand yet");
        }
        Act act = act(who);
        done(closed.tick(member, venue, act));
        add(new Entry.TaskDone(id, act.by().capacity(), venue, member), who, "done");
    }

    /** Whether its frozen facts are as they were, and what they would be today. */
    @Transactional
    public Verification verify(String id) {
        if (review(id) instanceof Review.Damaged damaged) {
            return new Verification.Damaged(
                    damaged.sha256(),
                    Snapshot.sha256(snapshots.bytes(damaged.sha256()).orElse(new byte[0])));
        }
        Review.Opened opened = opened(id);
        DecisionEffects decided = decisions.now();
        String sha256 = decided.reviews().stream()
                .filter(review -> review.planned().id().equals(id))
                .flatMap(review -> review.opened().stream())
                .map(began -> began.sha256())
                .findFirst()
                .orElseThrow();
        byte[] stored = snapshots.bytes(sha256).orElse(new byte[0]);
        return Verification.verify(stored, decided.frozenAs(sha256), basis(policyOf(opened.snapshot()), opened.day()));
    }

    /** The report to the steering council. */
    @Transactional
    public CouncilReport report(String id) {
        return CouncilReport.of(config.team(), opened(id));
    }

    /** @throws Refusal where there is none of that id */
    @Transactional
    public Review review(String id) {
        return all().stream()
                .filter(review -> review.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no review '" + id + "': see `ledger review show`"));
    }

    /** What a review of a day rests on, as far as it is known now. */
    @Transactional
    public ReviewInput basis(Policy policy, LocalDate day) {
        Facts.Known known = facts.on(day);
        return ReviewInput.of(facts.evaluations(known, policy, day))
                .with(known.leaves(), oddities.elsewhere(day), quarantine.open())
                .settled(oddities.settled());
    }

    /** As it was read when the facts were frozen. */
    private Policy policyOf(Snapshot frozen) {
        return frozen.rules()
                .asRead()
                .orElseGet(() -> policies.of(frozen.rules().policy(), frozen.asOf()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Review.Opened opened(String id) {
        return switch (review(id)) {
            case Review.Planned planned ->
                throw new Refusal("the review '" + id + "' is planned for " + planned.day() + " and not open yet");
            case Review.Opened opened -> opened;
            case Review.Damaged ignored ->
                throw new Refusal("what is stored of the review '" + id + "' is not what was frozen: see"
                        + " `ledger review verify " + id + "`");
            case Review.Closed closed -> closed.opened();
        };
    }

    private Act act(Who who) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Actor.Capacity capacity = Named.read(Actor.Capacity.class, who.as())
                .filter(eachCapacity -> eachCapacity != Actor.Capacity.MEMBER)
                .orElseThrow(() -> new Refusal("'" + who.as() + "' is nobody who runs a review: admin or council"));
        return new Act(
                done(Actor.of(
                        facts.on(LocalDate.MAX).roster(),
                        who.id(),
                        capacity,
                        LocalDate.ofInstant(now, ZoneOffset.UTC))),
                now);
    }

    private void add(Entry entry, Who who, String reason) {
        store.add(entry, clock.instant().truncatedTo(ChronoUnit.MICROS), who.id(), reason);
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused -> {
                Refusal refusal = new Refusal(refused.sentence());
                throw refused.field().map(refusal::at).orElse(refusal);
            }
        };
    }
}
