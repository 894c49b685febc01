package org.triageledger.work.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers about nominations, claims and leaves, as programs and pages see them. */
public final class PeopleViews {
    private PeopleViews() {}

    /** Nominations, the latest first. */
    public record Nominations(List<NominationLine> nominations) {}

    /**
     * @param kind {@code member}, {@code release-manager} or {@code steering-council}: by whom, or for what, it was made
     * @param by the member who nominated; null where a rule did
     * @param state {@code voting}, {@code awaits-council}, {@code accepted}, {@code declined} or {@code joined}
     * @param why what decided it, or what it waits for
     * @param ends the first moment at which a vote does not count any more; null where nobody votes
     * @param endsShown the same as UTC and as the last day anywhere on Earth
     * @param rule how it is decided, in words
     * @param needsMessage whether the council's word has to be recorded by a message
     * @param mayAccept whether the council can accept, or only object
     * @param voters who voted how; in the order of their votes
     */
    public record NominationLine(
            String nomination,
            String name,
            @Nullable String person,
            @Nullable String github,
            String kind,
            @Nullable String by,
            String reason,
            Instant opened,
            @Nullable Instant ends,
            @Nullable String endsShown,
            String state,
            String why,
            String rule,
            boolean mayAccept,
            boolean needsMessage,
            int favour,
            int against,
            List<VoteLine> voters,
            List<RulingLine> rulings,
            @Nullable LocalDate joined) {
        /** As somebody sees it who is told the count, and of the votes their own alone. */
        public NominationLine withVotesOf(String self) {
            return new NominationLine(
                    nomination,
                    name,
                    person,
                    github,
                    kind,
                    by,
                    reason,
                    opened,
                    ends,
                    endsShown,
                    state,
                    why,
                    rule,
                    mayAccept,
                    needsMessage,
                    favour,
                    against,
                    voters.stream().filter(vote -> vote.member.equals(self)).toList(),
                    rulings,
                    joined);
        }
    }

    /** @param vote {@code for} or {@code against} */
    public record VoteLine(
            String member, String vote, @Nullable String reason, Instant at) {}

    /** @param ruling {@code accept} or {@code decline} */
    public record RulingLine(
            String by,
            String ruling,
            String reason,
            @Nullable String messageId,
            Instant at) {}

    /** Claims and disputes, the latest first. */
    public record Claims(List<ClaimLine> claims) {}

    /**
     * @param what {@code work} that left no mail, or a {@code dispute} of a credit
     * @param member whose credit it is about
     * @param kind of the work; null where a dispute is about all of it
     * @param day of the work; null of a dispute
     * @param report of the credit in dispute; null of claimed work
     * @param state {@code open}, {@code accepted} or {@code rejected}
     * @param text what happened, in the claimant's words; null for those who may not read it
     */
    public record ClaimLine(
            String claim,
            String what,
            String member,
            @Nullable String kind,
            @Nullable LocalDate day,
            @Nullable String report,
            String state,
            String by,
            Instant at,
            @Nullable String text,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String why) {}

    /** Leaves of absence, the latest first. */
    public record Leaves(List<LeaveLine> leaves) {}

    /**
     * @param from the first day; null where it is not known
     * @param to the last; null while it lasts
     * @param reason null for those who may not read it
     * @param decision by which it stands in the record; to undo it
     */
    public record LeaveLine(
            String member,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason,
            String by,
            Instant at,
            long decision) {}

    /** The public list of members: names only, never addresses. */
    public record Team(List<TeamLine> members) {}

    public record TeamLine(String name, @Nullable String github, boolean admin) {}
}
