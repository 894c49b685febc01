package org.triageledger.store;

import java.util.function.LongConsumer;

/** Which rows have a 64-bit key: a table with open addressing, since boxed numbers would take several times its room. */
final class KeyIndex {
    private static final int SMALLEST = 1 << 10;

    /** Keys at even places, rows at odd ones; row 0 is none. */
    private long[] slots = new long[2 * SMALLEST];

    private int used;

    /** @param row above 0 */
    void add(long key, long row) {
        if (used * 8L >= slots.length * 3L) {
            grow();
        }
        put(key, row);
        used++;
    }

    /** Tells the rows with the key, in no order. */
    void find(long key, LongConsumer rows) {
        for (int at = place(key); slots[at + 1] != 0; at = next(at)) {
            if (slots[at] == key) {
                rows.accept(slots[at + 1]);
            }
        }
    }

    void clear() {
        slots = new long[2 * SMALLEST];
        used = 0;
    }

    private void put(long key, long row) {
        int at = place(key);
        while (slots[at + 1] != 0) {
            at = next(at);
        }
        slots[at] = key;
        slots[at + 1] = row;
    }

    private void grow() {
        long[] former = slots;
        slots = new long[2 * former.length];
        for (int at = 0; at < former.length; at += 2) {
            if (former[at + 1] != 0) {
                put(former[at], former[at + 1]);
            }
        }
    }

    /** The keys are bits of a cryptographic hash: the lowest are as good as any. */
    private int place(long key) {
        return ((int) key << 1) & (slots.length - 1);
    }

    private int next(int at) {
        return (at + 2) & (slots.length - 1);
    }
}
