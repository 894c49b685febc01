package org.triageledger.core.mail.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds pieces of text, whatever their case, in one pass (Aho and Corasick, 1975): each letter of the text costs one step,
 * however many pieces there are.
 */
final class PieceFinder {
    /** The dot that the lower case of a Turkish capital I leaves; {@link Quotes#lower} drops it, so here it is passed over. */
    private static final char DOT = '\u0307';

    private static final int PAGE = 0x100;

    /** Letters that occur in pieces, folded and sorted; the column of each is its place, from 1. Column 0 is all others. */
    private final char[] letters;

    private final short[] latin;

    /** The same for all other characters, in pages of 256, each made when one of its characters is met. */
    private final AtomicReferenceArray<short[]> pages = new AtomicReferenceArray<>(Character.MAX_VALUE / PAGE + 1);

    private final int width;

    /**
     * For each state a row: for each column where the row of the next state begins, negated where a piece ends there. Column 0 leads to
     * the first state, whose row is 0.
     */
    private final int[] next;

    private final long[] ends;

    /** @param sets at most 64 sets of pieces, none of them empty */
    PieceFinder(List<Set<String>> sets) {
        letters = letters(sets);
        width = letters.length + 1;
        latin = page(0);
        Tree tree = new Tree(width);
        for (int set = 0; set < sets.size(); set++) {
            for (String piece : sets.get(set)) {
                tree.add(piece, 1L << set, this);
            }
        }
        tree.close();
        next = tree.next;
        ends = tree.ends;
        for (int state = 0; state < tree.states; state++) {
            for (int column = 1; column < width; column++) {
                int to = next[state * width + column];
                next[state * width + column] = ends[to] == 0 ? to * width : -to * width;
            }
        }
    }

    /** The sets, a bit for each, of which a piece stands in the text. */
    long find(String text) {
        long found = 0;
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != DOT) {
                state = next[state + (c < PAGE ? latin[c] : beyondLatin(c))];
                if (state < 0) {
                    state = -state;
                    found |= ends[state / width];
                }
            }
        }
        return found;
    }

    /** Characters that are the same but for case, in whatever way a pattern or a change of case says so, are one. */
    static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static char[] letters(List<Set<String>> sets) {
        TreeSet<Character> found = new TreeSet<>();
        for (Set<String> pieces : sets) {
            for (String piece : pieces) {
                piece.chars().forEach(c -> found.add(folded((char) c)));
            }
        }
        char[] sorted = new char[found.size()];
        int count = 0;
        for (char c : found) {
            sorted[count++] = c;
        }
        return sorted;
    }

    private int beyondLatin(char c) {
        int number = c / PAGE;
        short[] page = pages.get(number);
        if (page == null) {
            page = page(number);
            pages.set(number, page);
        }
        return page[c % PAGE];
    }

    private short[] page(int number) {
        short[] page = new short[PAGE];
        for (int i = 0; i < PAGE; i++) {
            page[i] = (short) search((char) (number * PAGE + i));
        }
        return page;
    }

    private int search(char c) {
        return Math.max(-1, Arrays.binarySearch(letters, folded(c))) + 1;
    }

    /** The pieces as a tree, and then what is to be read on with where a branch ends. */
    private static final class Tree {
        private final int width;
        private int[] next;
        private long[] ends = new long[64];
        private int states = 1;

        Tree(int width) {
            this.width = width;
            this.next = new int[64 * width];
        }

        void add(String piece, long set, PieceFinder finder) {
            int state = 0;
            for (int i = 0; i < piece.length(); i++) {
                int at = state * width + finder.search(piece.charAt(i));
                if (next[at] == 0) {
                    // The room may grow, and what is written must be written there.
                    int made = state();
                    next[at] = made;
                }
                state = next[at];
            }
            ends[state] |= set;
        }

        private int state() {
            if (states == ends.length) {
                ends = Arrays.copyOf(ends, 2 * states);
                next = Arrays.copyOf(next, 2 * states * width);
            }
            return states++;
        }

        void close() {
            next = Arrays.copyOf(next, states * width);
            int[] shorter = new int[states];
            Queue<Integer> queue = new ArrayDeque<>();
            List<Integer> first = new ArrayList<>();
            for (int column = 1; column < width; column++) {
                if (next[column] != 0) {
                    first.add(next[column]);
                }
            }
            queue.addAll(first);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                ends[state] |= ends[shorter[state]];
                for (int column = 1; column < width; column++) {
                    int at = state * width + column;
                    int instead = next[shorter[state] * width + column];
                    if (next[at] == 0) {
                        next[at] = instead;
                    } else {
                        shorter[next[at]] = instead;
                        queue.add(next[at]);
                    }
                }
            }
        }
    }
}
