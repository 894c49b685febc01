package org.triageledger.work;

/** The ledger has outgrown the memory it was given: nothing is lost and mail is still taken in, but no question can be answered. */
public final class HeapExhausted extends Refusal {
    private static final long serialVersionUID = 1L;

    HeapExhausted(String message) {
        super(message);
    }
}
