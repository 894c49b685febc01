package org.triageledger.mailbox;

/**
 * Remembers at which message reading broke off. A message that breaks the connection each time it is fetched must not hold up its
 * neighbours: it is fetched alone, and after some attempts passed over.
 */
final class PoisonMessageTracker {
    private static final int ATTEMPTS = 5;
    private static final int REFINED = 2;

    private long uid;
    private int attempts;

    void brokeOffAt(long at) {
        attempts = at == uid ? attempts + 1 : 1;
        uid = at;
    }

    boolean suspects(long candidate) {
        return candidate == uid;
    }

    /** Whether it should be asked for in the plainest way: what servers know least well may be what breaks them. */
    boolean wantsPlain(long candidate) {
        return candidate == uid && attempts >= REFINED;
    }

    boolean givesUp(long candidate) {
        return candidate == uid && attempts >= ATTEMPTS;
    }

    void forget() {
        uid = 0;
        attempts = 0;
    }
}
