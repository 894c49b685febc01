package org.triageledger.work;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A list each of whose elements is made when it is asked for, and not kept: written from beginning to end, a long list costs the
 * memory of one element.
 */
public final class Mapped<T, R> extends AbstractList<R> implements RandomAccess {
    private final List<T> from;
    private final Function<? super T, ? extends R> each;

    /** @param from never changed from now on, and quick to be asked for any element */
    public Mapped(List<T> from, Function<? super T, ? extends R> each) {
        this.from = from;
        this.each = each;
    }

    @Override
    public R get(int index) {
        return each.apply(from.get(index));
    }

    @Override
    public int size() {
        return from.size();
    }
}
