package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Exchanges some elements of a sorted list: what is gone and what is new is found by binary search, and what stands between is
 * copied as it is. A list of n elements of which k are exchanged costs k·log n comparisons.
 */
public final class SortedExchange {
    private SortedExchange() {}

    /**
     * A new list, which cannot be changed; the very list of before where nothing is exchanged.
     *
     * @param before sorted
     * @param gone the very objects that are left out, each of which stands in the list
     * @param fresh in any order; one that is equal to others in order comes after them
     */
    public static <E> List<E> of(List<E> before, List<E> gone, List<E> fresh, Comparator<? super E> order) {
        if (gone.isEmpty() && fresh.isEmpty()) {
            return before;
        }
        BitSet without = new BitSet(before.size());
        gone.forEach(one -> without.set(place(before, one, order, without)));
        List<E> sorted = new ArrayList<>(fresh);
        sorted.sort(order);
        List<E> now = new ArrayList<>(before.size() - gone.size() + fresh.size());
        int from = 0;
        for (E one : sorted) {
            int to = behind(before, one, order, from);
            copy(before, from, to, without, now);
            now.add(one);
            from = to;
        }
        copy(before, from, before.size(), without, now);
        return Collections.unmodifiableList(now);
    }

    private static <E> void copy(List<E> list, int from, int to, BitSet without, List<E> target) {
        int start = from;
        for (int at = without.nextSetBit(from); at >= 0 && at < to; at = without.nextSetBit(at + 1)) {
            target.addAll(list.subList(start, at));
            start = at + 1;
        }
        target.addAll(list.subList(start, to));
    }

    /** Where this very object stands; of those equal to it in order, it need not be the first. */
    private static <E> int place(List<E> list, E one, Comparator<? super E> order, BitSet taken) {
        int found = Collections.binarySearch(list, one, order);
        for (int at = found; at >= 0 && order.compare(list.get(at), one) == 0; at--) {
            if (list.get(at) == one && !taken.get(at)) {
                return at;
            }
        }
        for (int at = found + 1; found >= 0 && at < list.size() && order.compare(list.get(at), one) == 0; at++) {
            if (list.get(at) == one && !taken.get(at)) {
                return at;
            }
        }
        throw new IllegalStateException("what is to be exchanged is not in the list");
    }

    /** Behind all that are not after it in order. */
    private static <E> int behind(List<E> list, E one, Comparator<? super E> order, int from) {
        int low = from;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(list.get(middle), one) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
