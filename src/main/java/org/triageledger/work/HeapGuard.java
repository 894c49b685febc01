package org.triageledger.work;

/**
 * Whether the heap holds what the ledger knows. A heap that is almost enough is worse than one that is not: the JVM then only
 * collects garbage, and no answer ever comes.
 */
public final class HeapGuard {
    private static final long MB = 1 << 20;

    /** Bytes the program needs by itself, and for each mail: what was measured on a ledger of 100,000 mails (1.4 KB each), and a sixth. */
    private static final long ITSELF = 48 * MB;

    private static final long MAIL = 1680;

    /** So few mails need nothing worth mentioning. */
    private static final long FEW = 10_000;

    private HeapGuard() {}

    /** @throws HeapExhausted if that many mails do not fit into a heap of that many bytes */
    public static void hold(long mails, long heap) {
        long needed = ITSELF + mails * MAIL;
        if (mails > FEW && needed > heap) {
            throw new HeapExhausted(mails + " mails need " + ceil(needed) + " MB of memory, and the program was given "
                    + heap / MB + " MB: start it again with LEDGER_JAVA_OPTS=-Xmx" + 2 * ceil(needed)
                    + "m in the environment");
        }
    }

    private static long ceil(long bytes) {
        return Math.ceilDiv(bytes, MB);
    }
}
