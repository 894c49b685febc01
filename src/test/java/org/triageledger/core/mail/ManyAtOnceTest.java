package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyAtOnceTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 10_000})
    void whatIsMadeStandsInOrderHoweverManyThereAre(int count) {
        assertThat(ManyAtOnce.list(count, number -> "the " + number))
                .containsExactlyElementsOf(IntStream.range(0, count)
                        .mapToObj(number -> "the " + number)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    void whatFailsForOneFailsForAll(int count) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ManyAtOnce.list(count, number -> {
                    if (number == count - 1) {
                        throw new IllegalStateException("the last one");
                    }
                    return number;
                }))
                .withMessage("the last one");
    }
}
