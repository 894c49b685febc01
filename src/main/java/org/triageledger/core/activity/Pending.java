package org.triageledger.core.activity;

/** Would be a credit, if a person says yes: it waits in the review queue and does not count. */
public record Pending(Credit credit, Doubt doubt, String why) {
    /** What stands between the work and the credit. */
    public enum Doubt implements org.triageledger.core.mail.Word {
        CLAIMED,
        AMBIGUOUS;
    }
}
