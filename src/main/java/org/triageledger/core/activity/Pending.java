package org.triageledger.core.activity;

/**
 * Would be a credit, if a person says yes: it waits in the review queue and does not count.
 *
 * @param proven whether it is proved who wrote the messages, so that something else is in doubt
 */
public record Pending(Credit credit, Doubt doubt, boolean proven, String why) {
    /** What stands between the work and the credit. */
    public enum Doubt implements org.triageledger.core.mail.Named {
        CLAIMED,
        AMBIGUOUS;
    }
}
