package org.triageledger.core.mail;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes many things of each of which the others know nothing: on all processors, in their order. */
public final class ManyAtOnce {
    /** To share the work out costs more than to do it where it is less. */
    private static final int MANY = 256;

    private ManyAtOnce() {}

    /**
     * As many as there are, none of them null.
     *
     * @param one makes that of a number from 0 on; it changes nothing that another one reads
     */
    public static <T> List<T> list(int count, IntFunction<T> one) {
        IntStream numbers = IntStream.range(0, count);
        return (count < MANY ? numbers : numbers.parallel()).mapToObj(one).toList();
    }
}
