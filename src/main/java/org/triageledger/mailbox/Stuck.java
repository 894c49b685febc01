package org.triageledger.mailbox;

/**
 * Remembers at which message reading broke off. A message that breaks the connection each time it is fetched must not hold up its
 * neighbours: it is fetched alone, and after some attempts passed over.
 */
final class Stuck {
    private static final int ATTEMPTS = 5;

    private long uid;
    private int attempts;

    void brokeOffAt(long at) {
        attempts = at == uid ? attempts + 1 : 1;
        uid = at;
    }

    boolean suspects(long candidate) {
        return candidate == uid;
    }

    boolean givesUp(long candidate) {
        return candidate == uid && attempts >= ATTEMPTS;
    }

    void forget() {
        uid = 0;
        attempts = 0;
    }
}
