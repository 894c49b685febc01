package org.triageledger.core.reminder;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.review.Review;

/** What a reminder has to say, as facts. How it is written is no matter of the rules. All days are UTC days. */
public sealed interface Notice {
    /**
     * To a member who would be inactive on the day of a review.
     *
     * @param policy that the review goes by
     * @param today the day of sending
     */
    record ToMember(
            Policy policy,
            Letterhead letterhead,
            Evaluation evaluation,
            Optional<Leave> leave,
            LocalDate review,
            LocalDate today)
            implements Notice {}

    /**
     * To an admin: who would be inactive or unknown, which findings there are, and what needs a decision.
     *
     * @param admin their name
     * @param foreseen everybody's verdict on the day of the review, if nothing else happened
     * @param inactive those who would be inactive then
     * @param openClaims how many claims and disputes are open
     * @param today the day of sending
     */
    record ToAdmin(
            Letterhead letterhead,
            Review.Planned review,
            String admin,
            List<Evaluation> foreseen,
            List<Inactive> inactive,
            List<Finding> findings,
            int openClaims,
            LocalDate today)
            implements Notice {}

    /** @param reachable whether a mail to them goes out as well */
    record Inactive(Evaluation evaluation, boolean reachable, Optional<Leave> leave) {}
}
