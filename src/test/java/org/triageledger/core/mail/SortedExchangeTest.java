package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A sorted list of which some elements are exchanged is the one that is sorted anew, also where many are equal in order. */
class SortedExchangeTest {
    /** Told apart as objects alone. */
    private static final class One {
        private final int order;

        One(int order) {
            this.order = order;
        }
    }

    private static final Comparator<One> ORDER = Comparator.comparingInt(one -> one.order);

    @Property
    void isWhatSortingAnewGives(
            @ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> before,
            @ForAll @Size(max = 40) List<Boolean> goes,
            @ForAll @Size(max = 20) List<@IntRange(max = 9) Integer> fresh) {
        List<One> list = sorted(before);
        List<One> gone = new ArrayList<>();
        for (int i = 0; i < list.size() && i < goes.size(); i++) {
            if (goes.get(i)) {
                gone.addFirst(list.get(i));
            }
        }
        List<One> added = fresh.stream().map(One::new).toList();

        List<One> expected = new ArrayList<>(list);
        expected.removeAll(gone);
        expected.addAll(added);
        expected.sort(ORDER);
        assertThat(SortedExchange.of(list, gone, added, ORDER)).isEqualTo(expected);
    }

    @Test
    void nothingExchangedIsTheVeryList() {
        List<One> list = sorted(List.of(1, 2));
        assertThat(SortedExchange.of(list, List.of(), List.of(), ORDER)).isSameAs(list);
    }

    @Test
    void whatIsGoneMustHaveBeenThere() {
        List<One> list = sorted(List.of(1, 2));
        assertThatIllegalStateException()
                .isThrownBy(() -> SortedExchange.of(list, List.of(new One(1)), List.of(), ORDER));
        assertThatIllegalStateException()
                .isThrownBy(() -> SortedExchange.of(list, List.of(new One(3)), List.of(), ORDER));
    }

    private static List<One> sorted(List<Integer> order) {
        return order.stream().sorted().map(One::new).toList();
    }
}
