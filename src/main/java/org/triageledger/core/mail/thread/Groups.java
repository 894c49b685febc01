package org.triageledger.core.mail.thread;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sets of nodes that only ever grow together (union-find). A node is a message, by its place in the order of arrival, or an
 * id that was referred to. Each set knows its beginning: the message in it that began something new, if one did.
 */
final class Groups {
    static final int NONE = -1;

    private final int[] parents;
    private final int[] beginnings;

    Groups(int nodes) {
        parents = IntStream.range(0, nodes).toArray();
        beginnings = new int[nodes];
        Arrays.fill(beginnings, NONE);
    }

    /** Marks a node that stands alone as a beginning. */
    void begin(int node) {
        beginnings[node] = node;
    }

    /** The smallest node of the set: its first message, where it holds one. */
    int find(int node) {
        int at = node;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** The message that began the set of a node, or {@link #NONE}; the earliest where sets with several were joined. */
    int beginning(int node) {
        return beginnings[find(node)];
    }

    void join(int one, int other) {
        int first = Math.min(find(one), find(other));
        int second = Math.max(find(one), find(other));
        if (first != second) {
            int kept = beginnings[first];
            int added = beginnings[second];
            parents[second] = first;
            beginnings[first] = kept == NONE ? added : added == NONE ? kept : Math.min(kept, added);
        }
    }
}
