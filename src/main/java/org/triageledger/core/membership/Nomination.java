package org.triageledger.core.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Outcome.Why;

/**
 * Somebody is to become a member.
 *
 * @param by the member who nominated; empty where a rule did
 * @param votes in the order they were cast, the last of each member
 * @param rulings of the council in their order; the last holds
 * @param joined what became of it, once it is settled
 */
public record Nomination(
        String id,
        Candidate candidate,
        Kind kind,
        Optional<String> by,
        String reason,
        Governance governance,
        Instant opened,
        List<Vote> votes,
        List<Ruling> rulings,
        Optional<Effect.Joins> joined) {
    public enum Kind implements Named {
        /** Members vote. */
        MEMBER,
        /** Of a living branch; added as soon as the council accepts. */
        RELEASE_MANAGER,
        /** One of the council, when it has no seat on the team; the council says who. */
        STEERING_COUNCIL;
    }

    /** @param person the id, if the roster knows them */
    public record Candidate(Optional<String> person, String name, Optional<String> github) {}

    /** @param favour else it is an objection */
    public record Vote(String member, boolean favour, Optional<String> reason, Instant at) {
        /** Whether it says the same as another of the same member, whenever each was cast. */
        public boolean saysAs(Vote other) {
            return member.equals(other.member) && favour == other.favour && reason.equals(other.reason);
        }

        /** These with one more, which takes the place of an earlier one of the same member. */
        public static List<Vote> last(List<Vote> votes, Vote last) {
            return Stream.concat(votes.stream().filter(vote -> !vote.member.equals(last.member)), Stream.of(last))
                    .toList();
        }
    }

    /** @param message that says so, where the policy asks for one */
    public record Ruling(boolean accepts, String reason, Optional<MessageId> message, Act act) {}

    /** How a nomination stands at some moment. */
    public sealed interface Standing {
        /** @param ends the first moment at which a vote does not count any more */
        record Voting(Instant ends, int favour, int against) implements Standing {}

        record AwaitsCouncil() implements Standing {}

        record Accepted(String why) implements Standing {}

        record Declined(String why) implements Standing {}

        record Joined(LocalDate day) implements Standing {}
    }

    public Nomination {
        votes = List.copyOf(votes);
        rulings = List.copyOf(rulings);
    }

    /**
     * Begins a nomination by a member.
     *
     * @param known all there ever were
     */
    public static Outcome<Nomination> of(
            String id,
            Candidate candidate,
            String reason,
            Governance governance,
            Roster roster,
            List<Nomination> known,
            Act act) {
        LocalDate day = act.day();
        if (!isMember(roster, act.by().person(), day)) {
            return Outcome.refused(Why.NOT_A_MEMBER, "Only a member nominates somebody.");
        }
        if (reason.isBlank()) {
            return Outcome.refused(Why.NO_REASON, "reason", "A nomination needs a reason.");
        }
        if (people(roster, candidate).anyMatch(person -> person.isMember(day))) {
            return Outcome.refused(Why.ALREADY_A_MEMBER, "name", candidate.name + " is a member already.");
        }
        if (isRunning(known, candidate, act.at())) {
            return Outcome.refused(Why.ALREADY_NOMINATED, "name", candidate.name + " is nominated already.");
        }
        return Outcome.done(new Nomination(
                id,
                candidate,
                Kind.MEMBER,
                Optional.of(act.by().person()),
                reason.strip(),
                governance,
                act.at(),
                List.of(),
                List.of(),
                Optional.empty()));
    }

    /** The first moment at which a vote does not count any more. */
    public Instant ends() {
        return opened.plus(governance.voting());
    }

    public Standing standing(Instant now) {
        if (joined.isPresent()) {
            return new Standing.Joined(joined.get().joined());
        }
        if (!rulings.isEmpty()) {
            Ruling ruling = rulings.getLast();
            return ruling.accepts
                    ? new Standing.Accepted("The steering council accepted.")
                    : new Standing.Declined("The steering council declined.");
        }
        if (kind != Kind.MEMBER) {
            return new Standing.AwaitsCouncil();
        }
        int favour = Math.toIntExact(votes.stream().filter(Vote::favour).count());
        int against = votes.size() - favour;
        if (now.isBefore(ends())) {
            return new Standing.Voting(ends(), favour, against);
        }
        String count = favour + " in favour, " + against + " against.";
        return governance.majority().reached(favour, against)
                ? new Standing.Accepted(count)
                : new Standing.Declined(votes.isEmpty() ? "Nobody voted." : count);
    }

    /**
     * With a vote, in the place of the one that the member cast before. Nominating somebody is no vote: who nominated votes like
     * everybody else.
     */
    public Outcome<Nomination> vote(boolean favour, Optional<String> why, Roster roster, Act act) {
        String voter = act.by().person();
        if (kind != Kind.MEMBER) {
            return Outcome.refused(Why.NO_VOTE, "The steering council decides on this nomination: there is no vote.");
        }
        if (candidate.person.equals(Optional.of(voter))) {
            return Outcome.refused(Why.OWN_CASE, "Nobody votes on themselves.");
        }
        if (!isMember(roster, voter, act.day())) {
            return Outcome.refused(Why.NOT_A_MEMBER, "Only members vote.");
        }
        if (!(standing(act.at()) instanceof Standing.Voting)) {
            return Outcome.refused(
                    Why.VOTE_OVER,
                    rulings.isEmpty() && joined.isEmpty()
                            ? "The vote ended at " + Utc.minute(ends()) + "."
                            : "The nomination is decided.");
        }
        return Outcome.done(with(Vote.last(votes, new Vote(voter, favour, why, act.at())), rulings, joined));
    }

    /**
     * The council's word: either way where it is the final arbiter or has to accept; else a veto, until somebody has joined.
     *
     * @param message that records a veto
     */
    public Outcome<Nomination> rule(boolean accepts, String why, Optional<MessageId> message, Act act) {
        boolean vetoOnly = kind == Kind.MEMBER && !governance.councilAccepts();
        if (!act.as(Capacity.COUNCIL)) {
            return Outcome.refused(Why.NOT_ENTITLED, "Only the steering council rules on a nomination.");
        }
        if (joined.isPresent()) {
            return Outcome.refused(
                    Why.ALREADY_SETTLED, candidate.name + " has joined: a review is the way to end that.");
        }
        if (vetoOnly && accepts) {
            return Outcome.refused(
                    Why.NOT_ENTITLED,
                    "word",
                    "The steering council can veto a nomination; members accept it by their votes.");
        }
        if (vetoOnly && message.isEmpty()) {
            return Outcome.refused(Why.NO_MESSAGE, "message", "A veto is recorded by a message: name its Message-ID.");
        }
        if (why.isBlank()) {
            return Outcome.refused(Why.NO_REASON, "reason", "A ruling on a person needs a reason.");
        }
        return Outcome.done(with(
                votes,
                Stream.concat(rulings.stream(), Stream.of(new Ruling(accepts, why.strip(), message, act)))
                        .toList(),
                joined));
    }

    /**
     * Makes a member of somebody who was accepted.
     *
     * @param person the id in the roster; the candidate's own where there is one
     * @param day the first of the membership, not before the day it was decided
     */
    public Outcome<Nomination> settle(String person, LocalDate day, Act act) {
        return switch (standing(act.at())) {
            case Standing.Joined ignored ->
                Outcome.refused(Why.ALREADY_SETTLED, candidate.name + " has joined already.");
            case Standing.Voting voting ->
                Outcome.refused(Why.TOO_EARLY, "The vote ends at " + Utc.minute(voting.ends) + ".");
            case Standing.AwaitsCouncil ignored ->
                Outcome.refused(Why.NOT_ACCEPTED, "The steering council has not accepted yet.");
            case Standing.Declined declined -> Outcome.refused(Why.NOT_ACCEPTED, "It was declined. " + declined.why);
            case Standing.Accepted accepted -> {
                if (!act.isOfAdminOrCouncil()) {
                    yield Outcome.refused(Why.NOT_ENTITLED, "Only admins and the steering council add a member.");
                }
                if (day.isBefore(decided())) {
                    yield Outcome.refused(
                            Why.IN_THE_PAST, "day", "Nobody joins before they were accepted, on " + decided() + ".");
                }
                yield Outcome.done(with(
                        votes,
                        rulings,
                        Optional.of(new Effect.Joins(
                                candidate.person.orElse(person),
                                candidate.name,
                                candidate.github,
                                day,
                                accepted.why,
                                act))));
            }
        };
    }

    private LocalDate decided() {
        return rulings.isEmpty()
                ? LocalDate.ofInstant(ends(), java.time.ZoneOffset.UTC)
                : rulings.getLast().act.day();
    }

    private Nomination with(List<Vote> otherVotes, List<Ruling> otherRulings, Optional<Effect.Joins> nowJoined) {
        return new Nomination(id, candidate, kind, by, reason, governance, opened, otherVotes, otherRulings, nowJoined);
    }

    /** Whether a nomination of the same person is undecided, or accepted and not carried out. */
    static boolean isRunning(List<Nomination> known, Candidate candidate, Instant now) {
        return known.stream()
                .filter(other -> Candidates.same(other.candidate, candidate))
                .anyMatch(other -> switch (other.standing(now)) {
                    case Standing.Voting ignored -> true;
                    case Standing.AwaitsCouncil ignored -> true;
                    case Standing.Accepted ignored -> true;
                    case Standing.Declined ignored -> false;
                    case Standing.Joined ignored -> false;
                });
    }

    /** Who is meant: by id or account, and where neither is given by the name alone. */
    private static Stream<Person> people(Roster roster, Candidate candidate) {
        return candidate.person.isEmpty() && candidate.github.isEmpty()
                ? roster.named(candidate.name).stream()
                : Stream.concat(
                        candidate.person.flatMap(roster::withId).stream(),
                        candidate.github.flatMap(roster::byLogin).stream());
    }

    private static boolean isMember(Roster roster, String id, LocalDate day) {
        return roster.withId(id).filter(person -> person.isMember(day)).isPresent();
    }
}
