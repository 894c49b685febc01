package org.triageledger.core.activity;

import java.util.Optional;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Named;

/**
 * A thread, with what is known of it as a report of a possible vulnerability.
 *
 * @param id stable and not guessable; made from the message that began the thread
 * @param begunBy the member who began it, if a member did
 * @param status what it is; by rule until a person says otherwise
 * @param why the rule, or who said so
 */
public record Report(String id, MessageThread thread, Optional<String> begunBy, Status status, String why) {
    public enum Status implements Named {
        UNREVIEWED,
        VULNERABILITY,
        NOT_A_VULNERABILITY,
        DUPLICATE,
        SPAM,
        INTERNAL,
        /** Made by machines only: bounces, notifications of our own, calendar replies. Nobody has to look at it. */
        AUTOMATED,
        /** Its beginning was never seen, so that nobody can say who began it. */
        UNDECIDED;

        /** Whether a person can give it; the others are found by rule alone. */
        public boolean isForPeople() {
            return this != AUTOMATED && this != UNDECIDED;
        }

        /** Whether work in it can earn credits at all; what the policy makes of spam is the policy's business. */
        public boolean isReport() {
            return switch (this) {
                case UNREVIEWED, VULNERABILITY, NOT_A_VULNERABILITY, DUPLICATE, SPAM -> true;
                case INTERNAL, AUTOMATED, UNDECIDED -> false;
            };
        }
    }
}
