package org.triageledger.work;

/** The ledger has outgrown the memory it was given: nothing is lost and mail is still taken in, but no question can be answered. */
public final class NoRoom extends Refusal {
    private static final long serialVersionUID = 1L;

    NoRoom(String message) {
        super(message);
    }
}
