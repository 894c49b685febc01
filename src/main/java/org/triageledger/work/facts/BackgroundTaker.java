package org.triageledger.work.facts;

import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes things in the order in which they come, one at a time, and the large ones on another thread, so that the next one can be read
 * meanwhile. What a failure left untaken is not taken. Not safe for use by several threads.
 */
final class BackgroundTaker<T> implements AutoCloseable {
    private final Predicate<T> large;
    private final Consumer<T> taken;
    private @Nullable ForkJoinTask<?> running;

    BackgroundTaker(Predicate<T> large, Consumer<T> taken) {
        this.large = large;
        this.taken = taken;
    }

    /** Comes back when the one before is taken. What failed then is thrown here. */
    void take(T one) {
        close();
        if (large.test(one)) {
            running = ForkJoinTask.adapt(() -> taken.accept(one)).fork();
        } else {
            taken.accept(one);
        }
    }

    /** Waits until all is taken, and does itself what no other thread has begun. */
    @Override
    public void close() {
        ForkJoinTask<?> last = running;
        running = null;
        if (last != null) {
            last.join();
        }
    }
}
