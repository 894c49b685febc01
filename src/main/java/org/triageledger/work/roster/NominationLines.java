package org.triageledger.work.roster;

import java.time.Instant;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.membership.Nomination.Standing;
import org.triageledger.core.membership.Utc;

/** Writes how a nomination stands as a line of an answer. */
final class NominationLines {
    private NominationLines() {}

    /** @param roster that knows the names of those who nominated, voted and ruled */
    static PeopleViews.NominationLine of(Nomination nomination, Roster roster, Instant now) {
        Standing standing = nomination.standing(now);
        boolean voted = nomination.kind() == Nomination.Kind.MEMBER;
        Governance governance = nomination.governance();
        return new PeopleViews.NominationLine(
                nomination.id(),
                nomination.candidate().name(),
                nomination.candidate().person().orElse(null),
                nomination.candidate().github().orElse(null),
                nomination.kind().word(),
                nomination.by().orElse(null),
                nomination.by().map(roster::nameOf).orElse(null),
                nomination.reason(),
                nomination.opened(),
                voted ? nomination.ends() : null,
                voted ? Utc.minute(nomination.ends()) : null,
                state(standing),
                why(standing),
                rule(nomination),
                !voted || governance.councilAccepts(),
                voted && !governance.councilAccepts(),
                Math.toIntExact(nomination.votes().stream()
                        .filter(Nomination.Vote::favour)
                        .count()),
                Math.toIntExact(nomination.votes().stream()
                        .filter(vote -> !vote.favour())
                        .count()),
                nomination.votes().stream()
                        .map(vote -> new PeopleViews.VoteLine(
                                vote.member(),
                                roster.nameOf(vote.member()),
                                vote.favour() ? "for" : "against",
                                vote.reason().orElse(null),
                                vote.at()))
                        .toList(),
                nomination.rulings().stream()
                        .map(ruling -> new PeopleViews.RulingLine(
                                ruling.act().by().person(),
                                roster.nameOf(ruling.act().by().person()),
                                ruling.accepts() ? "accept" : "decline",
                                ruling.reason(),
                                ruling.message().map(MessageId::value).orElse(null),
                                ruling.act().at()))
                        .toList(),
                standing instanceof Standing.Joined joined ? joined.day() : null);
    }

    private static String rule(Nomination nomination) {
        if (nomination.kind() != Nomination.Kind.MEMBER) {
            return "The steering council accepts or declines.";
        }
        Governance governance = nomination.governance();
        String majority = switch (governance.majority()) {
            case MORE_THAN_HALF -> "more than half of the votes in favour";
            case TWO_THIRDS -> "at least two thirds of the votes in favour";
        };
        return "Nominating is not a vote: who nominated votes like everybody else. It takes " + majority + "; "
                + (governance.councilAccepts()
                        ? "the steering council has the last word."
                        : "the steering council can veto it by a recorded message.");
    }

    private static String state(Standing standing) {
        return switch (standing) {
            case Standing.Voting ignored -> "voting";
            case Standing.AwaitsCouncil ignored -> "awaits-council";
            case Standing.Accepted ignored -> "accepted";
            case Standing.Declined ignored -> "declined";
            case Standing.Joined ignored -> "joined";
        };
    }

    private static String why(Standing standing) {
        return switch (standing) {
            case Standing.Voting voting ->
                "The vote ends at " + Utc.minute(voting.ends()) + ": " + voting.favour() + " in favour, "
                        + voting.against() + " against so far.";
            case Standing.AwaitsCouncil ignored -> "The steering council has not said anything yet.";
            case Standing.Accepted accepted -> accepted.why() + " An admin or the council makes them a member.";
            case Standing.Declined declined -> declined.why();
            case Standing.Joined joined -> "A member since " + joined.day() + ".";
        };
    }
}
