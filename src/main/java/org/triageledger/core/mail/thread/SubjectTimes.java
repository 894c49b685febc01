package org.triageledger.core.mail.thread;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The mails of one subject by their times of arrival, and which of them may be replies that lost their references. */
final class SubjectTimes {
    /** In seconds; one more, since parts of a second are left out. */
    private static final long WINDOW = Threads.WINDOW.toSeconds() + 1;

    private long[] seconds = new long[1];
    private int[] nodes = new int[1];
    private boolean[] lost = new boolean[1];
    private int size;

    /**
     * @param second of arrival, since the epoch
     * @param maybeLost whether {@link SubjectJoins} may look for its thread
     * @param connected is called with each mail that can have a say in what becomes of this one, or this one in what becomes of it
     */
    void add(long second, int node, boolean maybeLost, IntConsumer connected) {
        if (maybeLost) {
            for (int i = first(second - WINDOW); i < size && seconds[i] <= second + 1; i++) {
                connected.accept(nodes[i]);
            }
        }
        for (int i = first(second - 1); i < size && seconds[i] <= second + WINDOW; i++) {
            if (lost[i]) {
                connected.accept(nodes[i]);
            }
        }
        insert(first(second), second, node, maybeLost);
    }

    private int first(long second) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (seconds[middle] < second) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private void insert(int at, long second, int node, boolean maybeLost) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
            lost = Arrays.copyOf(lost, size * 2);
        }
        System.arraycopy(seconds, at, seconds, at + 1, size - at);
        System.arraycopy(nodes, at, nodes, at + 1, size - at);
        System.arraycopy(lost, at, lost, at + 1, size - at);
        seconds[at] = second;
        nodes[at] = node;
        lost[at] = maybeLost;
        size++;
    }
}
