package org.triageledger.work.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackgroundTakerTest {
    @Test
    @Timeout(60)
    void allIsTakenInItsOrderByWhicheverThread() {
        List<Integer> taken = new ArrayList<>();
        try (BackgroundTaker<Integer> background = new BackgroundTaker<>(number -> number % 3 != 0, taken::add)) {
            IntStream.range(0, 1000).forEach(background::take);
        }
        assertThat(taken)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    @Timeout(60)
    void aLargeOneIsTakenMeanwhile() throws InterruptedException {
        CountDownLatch nextIsRead = new CountDownLatch(1);
        List<Boolean> meanwhile = new ArrayList<>();
        try (BackgroundTaker<Integer> background =
                new BackgroundTaker<>(number -> true, number -> meanwhile.add(await(nextIsRead)))) {
            background.take(1);
            nextIsRead.countDown();
        }
        assertThat(meanwhile).containsExactly(true);
    }

    @Test
    @Timeout(60)
    void afterAFailureNothingMoreIsTaken() {
        List<Integer> taken = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (BackgroundTaker<Integer> background = new BackgroundTaker<>(number -> true, number -> {
                        if (number == 2) {
                            throw new IllegalStateException("two");
                        }
                        taken.add(number);
                    })) {
                        IntStream.range(0, 5).forEach(background::take);
                    }
                })
                .withMessageContaining("two");
        assertThat(taken).containsExactly(0, 1);
    }

    @Test
    @Timeout(60)
    void theLastFailureIsToldToo() {
        BackgroundTaker<Integer> background = new BackgroundTaker<>(number -> true, number -> {
            throw new IllegalStateException("last");
        });
        background.take(1);
        assertThatIllegalStateException().isThrownBy(background::close);
        background.close();
    }

    @Test
    @Timeout(60)
    void whereNoOtherThreadIsFreeItIsTakenByThisOne() {
        CountDownLatch end = new CountDownLatch(1);
        List<ForkJoinTask<?>> busy = IntStream.range(
                        0, ForkJoinPool.commonPool().getParallelism())
                .<ForkJoinTask<?>>mapToObj(number -> ForkJoinPool.commonPool().submit(() -> await(end)))
                .toList();
        List<Integer> taken = new ArrayList<>();
        try (BackgroundTaker<Integer> background = new BackgroundTaker<>(number -> true, taken::add)) {
            background.take(1);
            background.take(2);
        } finally {
            end.countDown();
        }
        assertThat(taken).containsExactly(1, 2);
        busy.forEach(ForkJoinTask::join);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
