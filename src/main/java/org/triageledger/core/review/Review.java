package org.triageledger.core.review;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Outcome;
import org.triageledger.core.membership.Outcome.Why;
import org.triageledger.core.snapshot.ReviewInput;
import org.triageledger.core.snapshot.Snapshot;

/**
 * One evaluation of all members: planned for a day, opened on a frozen snapshot, decided by people, closed. What cannot be done
 * in a state is refused with a line. Days are UTC days.
 */
public sealed interface Review {
    /** Short and stable, although the day may move. */
    String id();

    /** The day the verdicts are for, as it was announced. */
    LocalDate day();

    /** @param moves how often the day was moved */
    record Planned(String id, LocalDate day, int moves, Act act) implements Review {}

    /** @param decisions all of them in their order; the last on a member holds */
    record Opened(Planned planned, Snapshot snapshot, Act act, List<Decision> decisions) implements Review {
        public Opened {
            decisions = List.copyOf(decisions);
        }

        @Override
        public String id() {
            return planned.id;
        }

        @Override
        public LocalDate day() {
            return planned.day;
        }

        /** With something more frozen among the facts; only where nothing is decided yet. */
        public Opened noting(String name, Snapshot.Fact fact) {
            return new Opened(planned, snapshot.noting(name, fact), act, decisions);
        }

        public Optional<Decision> decision(String member) {
            return decisions.stream()
                    .filter(decision -> decision.member().equals(member))
                    .reduce((earlier, later) -> later);
        }

        /** Those who wait for a decision, or for the one that follows a question. */
        public List<Snapshot.Line> undecided() {
            return snapshot.toDecide().stream()
                    .filter(line -> decision(line.member())
                            .filter(decision -> decision.kind().settles())
                            .isEmpty())
                    .toList();
        }
    }

    /**
     * Opened, but what is stored of its facts is not what was frozen then: nothing can be shown of it or decided in it until the
     * stored facts are what they were.
     *
     * @param sha256 as it was noted down when the review was opened
     */
    record Damaged(Planned planned, Act act, String sha256) implements Review {
        static final String ADVICE =
                "What is stored of the review is not what was frozen: bring the database back from a backup.";

        @Override
        public String id() {
            return planned.id;
        }

        @Override
        public LocalDate day() {
            return planned.day;
        }
    }

    /** @param lastDay of the memberships that end by this review */
    record Closed(Opened opened, Act act, LocalDate lastDay, List<OffboardingTask.Tick> ticks) implements Review {
        public Closed {
            ticks = List.copyOf(ticks);
        }

        @Override
        public String id() {
            return opened.id();
        }

        @Override
        public LocalDate day() {
            return opened.day();
        }

        /** The memberships that end. */
        public List<Effect.Leaves> effects() {
            return removals(opened)
                    .map(decision -> new Effect.Leaves(
                            decision.member(), Effect.How.REMOVED, lastDay, decision.reason(), decision.act()))
                    .toList();
        }

        /** What has to be done by hand, done or not. */
        public List<OffboardingTask> tasks() {
            return removals(opened)
                    .flatMap(decision -> Arrays.stream(OffboardingTask.Venue.values())
                            .map(venue -> new OffboardingTask(
                                    decision.member(), name(opened, decision.member()), venue, done(decision, venue))))
                    .toList();
        }

        public Outcome<Closed> tick(String member, OffboardingTask.Venue venue, Act tick) {
            Optional<OffboardingTask> found = tasks().stream()
                    .filter(task -> task.member().equals(member) && task.venue() == venue)
                    .findFirst();
            if (!tick.isOfAdminOrCouncil()) {
                return Outcome.refused(Why.NOT_ENTITLED, "Only admins and the steering council tick a task.");
            }
            if (found.isEmpty()) {
                return Outcome.refused(Why.NO_SUCH_TASK, "Nothing of that kind is to be done for '" + member + "'.");
            }
            if (found.get().done().isPresent()) {
                return Outcome.refused(
                        Why.ALREADY_TICKED,
                        "That was done already, on " + found.get().done().get().day() + ".");
            }
            return Outcome.done(new Closed(
                    opened,
                    act,
                    lastDay,
                    Stream.concat(ticks.stream(), Stream.of(new OffboardingTask.Tick(member, venue, tick)))
                            .toList()));
        }

        private Optional<Act> done(Decision decision, OffboardingTask.Venue venue) {
            return ticks.stream()
                    .filter(tick -> tick.member().equals(decision.member()) && tick.venue() == venue)
                    .map(OffboardingTask.Tick::act)
                    .findFirst();
        }
    }

    /**
     * Freezes the facts of the planned day, on that day or later: members were told it, and it is not moved under them.
     *
     * @param basis with the mail that had arrived by the end of the planned day
     */
    default Outcome<Opened> open(ReviewInput basis, Act act) {
        return switch (this) {
            case Planned planned -> {
                if (!act.isOfAdminOrCouncil()) {
                    yield Outcome.refused(Why.NOT_ENTITLED, "Only admins and the steering council open a review.");
                }
                if (act.day().isBefore(planned.day)) {
                    yield Outcome.refused(
                            Why.TOO_EARLY,
                            "The review is planned for " + planned.day + ": open it then, or move it to today.");
                }
                yield Outcome.done(new Opened(planned, Snapshot.of(planned.id, basis, planned.day), act, List.of()));
            }
            case Opened opened ->
                Outcome.refused(Why.ALREADY_OPEN, "The review was opened already, on " + opened.act.day() + ".");
            case Damaged ignored -> Outcome.refused(Why.DAMAGED, Damaged.ADVICE);
            case Closed closed ->
                Outcome.refused(Why.ALREADY_CLOSED, "The review was closed on " + closed.act.day() + ".");
        };
    }

    /** Decides about one member. A later decision takes the place of an earlier one, which stays on record. */
    default Outcome<Opened> decide(String member, Decision.Kind kind, String reason, Act act) {
        return inProgress().then(opened -> {
            Optional<Snapshot.Line> line = opened.snapshot.line(member).filter(Snapshot.Line::mustBeDecided);
            Governance governance = governance(opened);
            if (!governance.decides(act.by())) {
                return Outcome.refused(
                        Why.NOT_ENTITLED,
                        governance.adminsDecide()
                                ? "Only admins and the steering council decide about members."
                                : "Only the steering council decides about members under this policy.");
            }
            if (line.isEmpty()) {
                return Outcome.refused(
                        Why.NOBODY_TO_DECIDE_ON,
                        "'" + member + "' is neither inactive nor unknown in this review: there is nothing to decide.");
            }
            if (act.by().person().equals(member)) {
                return Outcome.refused(Why.OWN_CASE, "Nobody decides about themselves: ask somebody else who may.");
            }
            if (kind == Decision.Kind.REMOVE && line.get().verdict() instanceof Verdict.Unknown) {
                return Outcome.refused(
                        Why.UNKNOWN_STAYS,
                        "decision",
                        "Nobody can tell whether " + line.get().name() + " is inactive: keep, defer or ask.");
            }
            if (reason.isBlank()) {
                return Outcome.refused(Why.NO_REASON, "reason", "A decision about a person needs a reason.");
            }
            boolean overruled = opened.decision(member)
                    .filter(earlier -> earlier.act().as(Capacity.COUNCIL))
                    .isPresent();
            if (overruled && !act.as(Capacity.COUNCIL)) {
                return Outcome.refused(
                        Why.OVERRULED,
                        "The steering council has decided about " + line.get().name() + ".");
            }
            return Outcome.done(new Opened(
                    opened.planned,
                    opened.snapshot,
                    opened.act,
                    Stream.concat(opened.decisions.stream(), Stream.of(new Decision(member, kind, reason.strip(), act)))
                            .toList()));
        });
    }

    /**
     * Ends the review, and with it the memberships that were decided to end.
     *
     * @param lastDay the last day of these memberships
     * @param again the review computed again from what is known now: nobody leaves who is no longer inactive
     */
    default Outcome<Closed> close(LocalDate lastDay, Snapshot again, Act act) {
        return inProgress().then(opened -> {
            if (!act.isOfAdminOrCouncil()) {
                return Outcome.refused(Why.NOT_ENTITLED, "Only admins and the steering council close a review.");
            }
            List<Snapshot.Line> undecided = opened.undecided();
            if (!undecided.isEmpty()) {
                return Outcome.refused(
                        Why.DECISIONS_OPEN,
                        undecided.size() + (undecided.size() == 1 ? " member waits" : " members wait")
                                + " for a decision: "
                                + String.join(
                                        ", ",
                                        undecided.stream()
                                                .map(Snapshot.Line::name)
                                                .toList())
                                + ".");
            }
            if (lastDay.isBefore(opened.day())) {
                return Outcome.refused(
                        Why.IN_THE_PAST,
                        "last-day",
                        "No membership ends before the day of the review, " + opened.day() + ".");
            }
            List<String> saved = removals(opened)
                    .filter(decision -> again.line(decision.member())
                            .filter(line -> !(line.verdict() instanceof Verdict.Inactive))
                            .isPresent())
                    .map(decision -> name(opened, decision.member()))
                    .toList();
            if (!saved.isEmpty()) {
                return Outcome.refused(
                        Why.NO_LONGER_INACTIVE,
                        "Computed again, " + String.join(" and ", saved) + (saved.size() == 1 ? " is" : " are")
                                + " not inactive: decide again.");
            }
            return Outcome.done(new Closed(opened, act, lastDay, List.of()));
        });
    }

    private Outcome<Opened> inProgress() {
        return switch (this) {
            case Planned planned ->
                Outcome.refused(Why.NOT_OPEN, "The review is planned for " + planned.day + " and not open yet.");
            case Opened opened -> Outcome.done(opened);
            case Damaged ignored -> Outcome.refused(Why.DAMAGED, Damaged.ADVICE);
            case Closed closed ->
                Outcome.refused(Why.ALREADY_CLOSED, "The review was closed on " + closed.act.day() + ".");
        };
    }

    private static Governance governance(Opened opened) {
        return Governance.named(opened.snapshot.rules().policy());
    }

    private static Stream<Decision> removals(Opened opened) {
        return opened.snapshot.toDecide().stream()
                .flatMap(line -> opened.decision(line.member()).stream())
                .filter(decision -> decision.kind() == Decision.Kind.REMOVE);
    }

    private static String name(Opened opened, String member) {
        return opened.snapshot.line(member).map(Snapshot.Line::name).orElse(member);
    }
}
