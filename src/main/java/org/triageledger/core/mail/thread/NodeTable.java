package org.triageledger.core.mail.thread;

import java.util.Arrays;

/**
 * Names to numbers, and which numbers belong together (union-find), for millions of names: a name is kept as a hash of 64 bits. Two
 * names of the same hash are one, so whoever uses it must be right with more things joined than need be.
 */
final class NodeTable {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long MIX = 0xd6e8feb86659fd93L;

    private long[] hashes = new long[FIRST_CAPACITY];
    private int[] numbers = new int[FIRST_CAPACITY];
    private int[] parents = new int[FIRST_CAPACITY];
    private int size;

    /** @param kind tells names apart that are written alike */
    static long hash(char kind, String name) {
        long hash = (FNV_START ^ kind) * FNV_PRIME;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 32) * MIX;
        hash = (hash ^ hash >>> 32) * MIX;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash; // zero marks a free place
    }

    /** The number of a name, or {@link #NONE}. */
    int find(long hash) {
        int place = place(hash);
        return hashes[place] == 0 ? NONE : numbers[place];
    }

    /** The number of a name, which stands alone where it is new. */
    int node(long hash) {
        int place = place(hash);
        if (hashes[place] != 0) {
            return numbers[place];
        }
        int number = size++;
        if (size * 3L > hashes.length * 2L) {
            grow();
            place = place(hash);
        }
        hashes[place] = hash;
        numbers[place] = number;
        if (number == parents.length) {
            parents = Arrays.copyOf(parents, parents.length * 2);
        }
        parents[number] = number;
        return number;
    }

    /** The number that stands for all that belong together with one. */
    int root(int number) {
        int at = number;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** @param kept the root that stands for both from now on */
    void join(int kept, int other) {
        parents[other] = kept;
    }

    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) hash & mask;
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldNumbers = numbers;
        hashes = new long[oldHashes.length * 2];
        numbers = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int place = place(oldHashes[i]);
                hashes[place] = oldHashes[i];
                numbers[place] = oldNumbers[i];
            }
        }
    }
}
