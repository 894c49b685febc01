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
     * @param by the member who nominated, which is no vote; null where a rule did
     * @param byName the name of that member
     * @param state {@code voting}, {@code awaits-council}, {@code accepted}, {@code declined} or {@code joined}
     * @param why what decided it, or what it waits for
     * @param ends the first moment at which a vote does not count any more; null where nobody votes
     * @param endsShown the same for people, in UTC
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
            @Nullable String byName,
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
                    byName,
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

    /** @param vote {@code for} or {@code against}; the last of this member */
    public record VoteLine(
            String member,
            String name,
            String vote,
            @Nullable String reason,
            Instant at) {}

    /** @param ruling {@code accept} or {@code decline} */
    public record RulingLine(
            String by,
            String byName,
            String ruling,
            String reason,
            @Nullable String messageId,
            Instant at) {}

    /** Claims and disputes, the latest first. */
    public record Claims(List<ClaimLine> claims) {}

    /**
     * @param what {@code work} that left no mail, or a {@code dispute} of a credit
     * @param member whose credit it is about, whose name is {@code name}
     * @param kind of the work; null where a dispute is about all of it
     * @param day of the work; null of a dispute
     * @param report of the credit in dispute; null of claimed work
     * @param state {@code open}, {@code accepted} or {@code rejected}
     * @param text what happened, in the claimant's words, and in a line of its own a link; null for those who may not read it
     */
    public record ClaimLine(
            String claim,
            String what,
            String member,
            String name,
            @Nullable String kind,
            @Nullable LocalDate day,
            @Nullable String report,
            String state,
            String by,
            String byName,
            Instant at,
            @Nullable String text,
            @Nullable String decidedBy,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String why) {
        private static final String LINK = "\nhttps://";

        /** The text without the link; empty for those who may not read it. */
        public String said() {
            return text == null ? "" : link().isEmpty() ? text : text.substring(0, text.lastIndexOf(LINK));
        }

        /** The supporting link; empty where none was given, and for those who may not read it. */
        public String link() {
            int at = text == null ? -1 : text.lastIndexOf(LINK);
            String last = at < 0 || text == null ? "" : text.substring(at + 1);
            return last.indexOf('\n') < 0 && last.indexOf(' ') < 0 ? last : "";
        }
    }

    /**
     * What resigning would do today, and what follows.
     *
     * @param lastDay the last UTC day of the membership
     * @param next what happens then, a sentence each
     */
    public record ResignationPreview(String member, String name, LocalDate lastDay, List<String> next) {}

    /** Leaves of absence, the latest first. */
    public record Leaves(List<LeaveLine> leaves) {}

    /**
     * @param from the first day; null where it is not known
     * @param to the last; null while it lasts
     * @param reason null for those who may not read it
     * @param by who noted it, or changed it last
     * @param decision its number in the audit log, by which it is changed and removed
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
