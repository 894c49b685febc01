package org.triageledger.work.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers about reviews, reminders and findings, as programs and pages see them. */
public final class ReviewViews {
    private ReviewViews() {}

    /** All reviews, the latest first. */
    public record Reviews(List<ReviewLine> reviews) {}

    /**
     * @param state {@code planned}, {@code open} or {@code closed}
     * @param day for which the verdicts are
     * @param lastDay of the memberships that ended by it
     * @param sha256 of the frozen facts
     * @param undecided how many members wait for a decision
     * @param toDecide how many members people decide on; 0 until it is opened
     */
    public record ReviewLine(
            String review,
            LocalDate day,
            String state,
            @Nullable LocalDate lastDay,
            @Nullable String policy,
            @Nullable String sha256,
            int undecided,
            int toDecide) {
        /** How many members have been decided on. */
        public int decided() {
            return toDecide - undecided;
        }
    }

    /**
     * One review. A member sees nothing of others than themselves.
     *
     * @param openedBy the id in the roster
     * @param decides who decides on members under its policy, in words
     * @param members the inactive and unknown, whom people decide on
     * @param byHand what is to be done by hand, once it is closed
     */
    public record ReviewDetail(
            ReviewLine review,
            @Nullable Instant openedAt,
            @Nullable String openedBy,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String decides,
            List<CountLine> counts,
            List<Decidable> members,
            List<String> findings,
            List<TaskLine> byHand) {}

    /**
     * What opening a review would do now; nothing is changed.
     *
     * @param policy that is asked for
     * @param members how many verdicts would be frozen
     * @param inactive whom people would decide on
     * @param unknown whom people would decide on too, and who cannot be removed
     * @param waiting how many questions of the review queue are open
     * @param findings that would be frozen with it
     * @param consequences what follows, a sentence each
     */
    public record OpeningPreview(
            ReviewLine review,
            String policy,
            int members,
            List<CountLine> counts,
            List<PreviewedMember> inactive,
            List<PreviewedMember> unknown,
            int waiting,
            List<String> findings,
            List<String> consequences) {}

    public record PreviewedMember(String member, String name, List<String> reasons) {}

    /**
     * What closing a review would do now; nothing is changed.
     *
     * @param leave whose memberships would end
     * @param stay who was decided on and stays
     * @param byHand how many things there would be to do by hand
     * @param consequences what follows, a sentence each
     */
    public record ClosingPreview(
            ReviewLine review,
            LocalDate lastDay,
            List<PreviewedMember> leave,
            List<PreviewedMember> stay,
            int byHand,
            List<String> consequences) {}

    public record CountLine(String verdict, int members) {}

    /**
     * @param removable whether the verdict allows a removal: unknown does not
     * @param decision {@code remove}, {@code keep}, {@code defer} or {@code ask}; the last that was made
     */
    public record Decidable(
            String member,
            String name,
            String verdict,
            boolean removable,
            @Nullable LocalDate lastCredit,
            int credits,
            List<String> reasons,
            @Nullable String leave,
            @Nullable String decision,
            @Nullable String decisionReason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    public record TaskLine(
            String member,
            String venue,
            String sentence,
            boolean done,
            @Nullable String doneBy,
            @Nullable Instant doneAt) {}

    /**
     * Whether the frozen facts are as they were, and what they would be now.
     *
     * @param result {@code same}, {@code other-facts}, {@code differs} or {@code damaged}
     */
    public record Verified(String review, String result, String sentence, List<ChangeLine> changes) {}

    public record ChangeLine(String member, String name, List<String> why) {}

    /**
     * Every mail of the next twelve months, if nothing else happens.
     *
     * @param sending whether they go out by themselves
     * @param server whether a mail server is configured
     * @param waitingSince since when the mail server takes nothing
     */
    public record Mails(
            boolean sending,
            boolean server,
            @Nullable Instant waitingSince,
            List<MailLine> mails,
            List<ReturnLine> unreachable) {}

    /** @param day the UTC day on which it would go out */
    public record MailLine(
            LocalDate day,
            String kind,
            String review,
            int daysBefore,
            String name,
            String to,
            String subject,
            String text) {}

    public record ReturnLine(String address, String person, Instant since, String why) {}

    public record Findings(List<FindingLine> waiting, List<FindingLine> settled) {}

    /**
     * @param key by which it is settled
     * @param decision the number of the decision that settled it; 0 while it waits
     */
    public record FindingLine(
            String key,
            String code,
            String sentence,
            long decision,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable LocalDate settledUntil,
            @Nullable String reason) {}
}
