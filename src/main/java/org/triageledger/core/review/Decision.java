package org.triageledger.core.review;

import org.triageledger.core.mail.Named;
import org.triageledger.core.membership.Act;

/**
 * What a person decided about a member in a review.
 *
 * @param reason for the record, in the words of the person who decided
 */
public record Decision(String member, Kind kind, String reason, Act act) {
    public enum Kind implements Named {
        /** The membership ends when the review is closed. */
        REMOVE,
        /** Stays, whatever the verdict says. */
        KEEP,
        /** Stays for now; the next review asks again. */
        DEFER,
        /** The member is asked first. The matter stays open until another decision follows. */
        ASK;

        boolean settles() {
            return this != ASK;
        }
    }

    @Override
    public String toString() {
        return "Decision[" + kind.word() + "]";
    }
}
