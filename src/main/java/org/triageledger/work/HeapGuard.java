package org.triageledger.work;

/**
 * Whether the heap holds what the ledger knows. A heap that is almost enough is worse than one that is not: the JVM then only
 * collects garbage, and no answer ever comes.
 */
public final class HeapGuard {
    private static final long MB = 1 << 20;

    /** Bytes the program needs by itself. */
    private static final long ITSELF = 75 * MB;

    /**
     * Bytes for each mail: what was measured of a service on a ledger of 100,000 mails once every page had been asked for (1.1 KB each),
     * and almost half of it, since a fourth of the heap is for what is made and forgotten again.
     */
    private static final long MAIL = 1600;

    /**
     * Bytes for each mail while all is derived a second time: with as much, 100,000 mails took 9 s, and with a seventh less the JVM only
     * collected garbage.
     */
    private static final long AGAIN = 1400;

    /** So few mails need nothing worth mentioning. */
    private static final long FEW = 10_000;

    private HeapGuard() {}

    /** @throws HeapExhausted if that many mails do not fit into a heap of that many bytes */
    public static void hold(long mails, long heap) {
        hold(mails, MAIL, heap);
    }

    /** @throws HeapExhausted if what is known of that many mails does not fit a second time, beside what is there */
    public static void holdTwice(long mails, long heap) {
        hold(mails, MAIL + AGAIN, heap);
    }

    private static void hold(long mails, long each, long heap) {
        long needed = ITSELF + mails * each;
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
