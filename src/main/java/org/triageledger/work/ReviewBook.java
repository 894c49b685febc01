package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Readings;
import org.triageledger.core.mail.Word;
import org.triageledger.core.review.Act;
import org.triageledger.core.review.Actor;
import org.triageledger.core.review.Basis;
import org.triageledger.core.review.Chore;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.core.review.Outcome;
import org.triageledger.core.review.Review;
import org.triageledger.core.review.Reviews;
import org.triageledger.core.review.Snapshot;
import org.triageledger.core.review.Verification;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.SnapshotStore;

/**
 * The yearly reviews. What people did in them stands among the decisions, and a review is what follows from these; only its frozen
 * facts are kept beside them.
 */
@ApplicationScoped
public class ReviewBook {
    static final String PLAN = "review-plan";
    static final String MOVE = "review-move";
    static final String OPEN = "review-open";
    static final String DECIDE = Decided.REVIEW_DECIDE;
    static final String CLOSE = Decided.REVIEW_CLOSE;
    static final String TICK = "review-tick";

    static final String CANCEL = AuditEntry.ReviewCancelled.KIND;

    private final DecisionStore store;
    private final SnapshotStore snapshots;
    private final Facts facts;
    private final Quarantine quarantine;
    private final Oddities oddities;
    private final LedgerConfig config;
    private final Clock clock;

    ReviewBook(
            DecisionStore store,
            SnapshotStore snapshots,
            Facts facts,
            Quarantine quarantine,
            Oddities oddities,
            LedgerConfig config,
            Clock clock) {
        this.store = store;
        this.snapshots = snapshots;
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
        Map<String, Review> reviews = new LinkedHashMap<>();
        for (DecisionStore.Decision event : store.all()) {
            String[] words = event.other().split(" ", 3);
            Optional<Act> act = word(Actor.Capacity.class, words[0])
                    .map(capacity -> new Act(new Actor(event.by(), capacity), event.at()));
            if (act.isEmpty()) {
                continue;
            }
            Review before = reviews.get(event.one());
            switch (event.kind()) {
                case PLAN ->
                    event.from()
                            .ifPresent(day ->
                                    reviews.put(event.one(), new Review.Planned(event.one(), day, 0, act.get())));
                case MOVE -> {
                    if (before instanceof Review.Planned planned && event.from().isPresent()) {
                        reviews.put(
                                event.one(),
                                new Review.Planned(planned.id(), event.from().get(), planned.moves() + 1, act.get()));
                    }
                }
                case CANCEL -> {
                    if (before instanceof Review.Planned) {
                        reviews.remove(event.one());
                    }
                }
                case OPEN -> {
                    if (before instanceof Review.Planned planned) {
                        reviews.put(event.one(), opened(planned, words[1], act.get()));
                    }
                }
                case DECIDE -> {
                    if (before instanceof Review.Opened opened) {
                        word(org.triageledger.core.review.Decision.Kind.class, words[1])
                                .ifPresent(kind -> reviews.put(
                                        event.one(),
                                        new Review.Opened(
                                                opened.planned(),
                                                opened.snapshot(),
                                                opened.act(),
                                                Stream.concat(
                                                                opened.decisions().stream(),
                                                                Stream.of(new org.triageledger.core.review.Decision(
                                                                        words[2], kind, event.reason(), act.get())))
                                                        .toList())));
                    }
                }
                case CLOSE -> {
                    if (before instanceof Review.Opened opened && event.from().isPresent()) {
                        reviews.put(
                                event.one(),
                                new Review.Closed(
                                        opened, act.get(), event.from().get(), List.of()));
                    }
                }
                case TICK -> {
                    if (before instanceof Review.Closed closed) {
                        word(Chore.Venue.class, words[1]).ifPresent(venue -> {
                            List<Chore.Tick> ticks = new ArrayList<>(closed.ticks());
                            ticks.add(new Chore.Tick(words[2], venue, act.get()));
                            reviews.put(
                                    event.one(),
                                    new Review.Closed(closed.opened(), closed.act(), closed.lastDay(), ticks));
                        });
                    }
                }
                default -> {
                    // other decisions
                }
            }
        }
        return List.copyOf(reviews.values());
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
        Set<String> cancelled = store.all().stream()
                .filter(event -> event.kind().equals(CANCEL))
                .map(DecisionStore.Decision::one)
                .collect(Collectors.toSet());
        Review.Planned planned = done(Reviews.plan(all(), cancelled, day, another, act(who)));
        add(PLAN, planned.id(), who.as(), Optional.of(day), who, "planned for " + day);
        return planned.id();
    }

    /** Cancels a review that is not open yet. Its reminders stop; another may be planned for its year. */
    @Transactional
    public void cancel(String id, String reason, Who who) {
        if (reason.length() > 1000) {
            throw new Refusal("say why in up to 1,000 characters");
        }
        done(Reviews.cancel(review(id), reason, act(who)));
        add(CANCEL, id, who.as(), Optional.empty(), who, reason.strip());
    }

    /** Moves a review that is not open yet to another day. */
    @Transactional
    public void move(String id, LocalDate day, Who who) {
        done(Reviews.move(all(), review(id), day, act(who)));
        add(MOVE, id, who.as(), Optional.of(day), who, "moved to " + day);
    }

    /** Freezes the facts of the day it was planned for. */
    @Transactional
    public Review.Opened open(String id, @Nullable String policy, Who who) {
        Review review = review(id);
        DecisionStore.Head head = store.head();
        Review.Opened opened = done(review.open(basis(policyOf(policy, review.day()), review.day()), act(who)))
                .noting(AuditLog.FACT, new Snapshot.Fact(head.count(), head.hash()));
        snapshots.keep(opened.snapshot().sha256(), opened.snapshot().bytes());
        add(OPEN, id, who.as() + " " + opened.snapshot().sha256(), Optional.empty(), who, "opened");
        return opened;
    }

    @Transactional
    public void decide(String id, String member, String word, String reason, Who who) {
        var kind = word(org.triageledger.core.review.Decision.Kind.class, word)
                .orElseThrow(() -> new Refusal("'" + word + "' is no decision: choose remove, keep, defer or ask"));
        if (kind == org.triageledger.core.review.Decision.Kind.REMOVE) {
            nothingWaits(review(id), member);
        }
        done(review(id).decide(member, kind, reason, act(who)));
        add(DECIDE, id, who.as() + " " + kind.word() + " " + member, Optional.empty(), who, reason);
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
                                    + " for a decision: settle the review queue first (ledger queue)");
                });
    }

    /** Ends it, and with it the memberships that were decided to end. */
    @Transactional
    public Review.Closed close(String id, LocalDate lastDay, Who who) {
        Review review = review(id);
        Snapshot again = review instanceof Review.Opened opened
                ? Verification.again(opened.snapshot(), basis(policyOf(opened.snapshot()), review.day()))
                : Snapshot.of(id, basis(policyOf(null, review.day()), review.day()), review.day());
        Review.Closed closed = done(review.close(lastDay, again, act(who)));
        add(CLOSE, id, who.as(), Optional.of(lastDay), who, "closed");
        return closed;
    }

    /** Notes that something was done by hand. */
    @Transactional
    public void tick(String id, String member, String word, Who who) {
        Chore.Venue venue = word(Chore.Venue.class, word)
                .orElseThrow(() -> new Refusal("'" + word + "' is no chore: choose "
                        + Arrays.stream(Chore.Venue.values()).map(Word::word).collect(Collectors.joining(", "))));
        if (!(review(id) instanceof Review.Closed closed)) {
            throw new Refusal("the review '" + id + "' is not closed: there is nothing to do by hand yet");
        }
        done(closed.tick(member, venue, act(who)));
        add(TICK, id, who.as() + " " + venue.word() + " " + member, Optional.empty(), who, "done");
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
        String sha256 = opened.snapshot().sha256();
        byte[] stored = snapshots.bytes(sha256).orElse(new byte[0]);
        return Verification.verify(stored, sha256, basis(policyOf(opened.snapshot()), opened.day()));
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
    public Basis basis(Policy policy, LocalDate day) {
        Facts.Known known = facts.on(day);
        return Basis.of(
                        policy,
                        known.roster(),
                        known.activity(),
                        known.coverage(),
                        facts.knownUntil(day))
                .with(known.leaves(), oddities.elsewhere(day), quarantine.open())
                .settled(oddities.settled());
    }

    /**
     * A policy by its name, with readings behind it or without: {@code seed-2024+since-last-report}; the configured one where
     * none is named. The last report is that of the latest review before the day.
     *
     * @throws Refusal where a word of it is none that is known
     */
    @Transactional
    Policy policyOf(@Nullable String asked, LocalDate day) {
        List<String> words = List.of((asked == null ? config.policy() : asked).split("\\+", -1));
        Policy policy = Policy.named(words.getFirst())
                .orElseThrow(() -> new Refusal("there is no policy '" + words.getFirst() + "': choose "
                        + String.join(" or ", Policy.names())));
        for (String reading : words.subList(1, words.size())) {
            policy = policy.reading(reading)
                    .orElseThrow(() -> new Refusal(
                            "there is no reading '" + reading + "': choose " + String.join(", ", Readings.names())));
        }
        Optional<LocalDate> lastReport = Reviews.lastReport(all(), day);
        return lastReport.isPresent() ? policy.reading(policy.readings().withLastReport(lastReport.get())) : policy;
    }

    /** As it was read when the facts were frozen. */
    private Policy policyOf(Snapshot frozen) {
        return frozen.rules().asRead().orElseGet(() -> policyOf(frozen.rules().policy(), frozen.asOf()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Review opened(Review.Planned planned, String sha256, Act act) {
        return snapshots
                .bytes(sha256)
                .flatMap(bytes -> Snapshot.read(bytes, sha256))
                .<Review>map(snapshot -> new Review.Opened(planned, snapshot, act, List.of()))
                .orElseGet(() -> new Review.Damaged(planned, act, sha256));
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
        Actor.Capacity capacity = word(Actor.Capacity.class, who.as())
                .filter(one -> one != Actor.Capacity.MEMBER)
                .orElseThrow(() -> new Refusal("'" + who.as() + "' is nobody who runs a review: admin or council"));
        return new Act(
                done(Actor.of(
                        facts.on(LocalDate.MAX).roster(),
                        who.id(),
                        capacity,
                        LocalDate.ofInstant(now, ZoneOffset.UTC))),
                now);
    }

    private void add(String kind, String one, String other, Optional<LocalDate> day, Who who, String reason) {
        store.add(
                kind,
                one,
                other,
                day,
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                who.id(),
                reason);
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused -> throw new Refusal(refused.sentence());
        };
    }

    private static <E extends Enum<E> & Word> Optional<E> word(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.word().equals(word))
                .findFirst();
    }
}
