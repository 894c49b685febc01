package org.triageledger.core.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    /** The window is 10:00:00–12:00:00 of one day; times are of that day. */
    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource(delimiter = '|', textBlock = """
                                                                  | 10:00:00–12:00:00
                    09:00:00–13:00:00                             |
                    10:00:00–12:00:00                             |
                    08:00:00–09:00:00, 13:00:00–14:00:00          | 10:00:00–12:00:00
                    10:00:00–11:00:00                             | 11:00:01–12:00:00
                    11:00:00–12:00:00                             | 10:00:00–10:59:59
                    10:30:00–11:00:00                             | 10:00:00–10:29:59, 11:00:01–12:00:00
                    11:00:00–12:00:00, 10:00:00–11:00:00          |
                    10:00:00–11:30:00, 11:00:00–12:00:00          |
                    10:00:00–12:00:00, 10:30:00–11:00:00          |
                    10:00:00–10:59:59, 11:00:00–12:00:00          |
                    10:00:00–10:59:59.999, 11:00:00–12:00:00      |
                    10:00:00–10:59:58, 11:00:00–12:00:00          | 10:59:59–10:59:59
                    10:00:01–11:59:59                             |
                    10:00:02–11:59:58                             | 10:00:00–10:00:01, 11:59:59–12:00:00
                    10:00:00–10:20:00, 10:40:00–11:00:00, 11:20:00–12:00:00 | 10:20:01–10:39:59, 11:00:01–11:19:59
                    """)
    void whatIsMissingOfAWindow(String read, String missing) {
        assertThat(text(coverage(read).gaps(stretch("10:00:00–12:00:00")))).isEqualTo(missing == null ? "" : missing);
    }

    /** Of the first three days of March. */
    @ParameterizedTest(name = "{0} is {1} days")
    @CsvSource(textBlock = """
                    2026-03-01T00:00:00Z, 2026-03-03T23:59:59Z,     3
                    2026-02-01T00:00:00Z, 2026-04-01T00:00:00Z,     3
                    2026-03-01T00:00:03Z, 2026-03-03T23:59:59Z,     2
                    2026-03-01T00:00:00Z, 2026-03-03T12:00:00Z,     2
                    2026-03-02T08:00:00Z, 2026-03-02T20:00:00Z,     0
                    """)
    void howManyDaysWereReadFromBeginningToEnd(Instant from, Instant to, int days) {
        assertThat(new Coverage(List.of(new Stretch(from, to)))
                        .wholeDays(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 3)))
                .isEqualTo(days);
    }

    @ParameterizedTest(name = "{0} up to {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    10:00:00–12:00:00                    | 11:00:00 | 10:00:00–11:00:00
                    10:00:00–10:30:00, 11:30:00–12:00:00 | 11:00:00 | 10:00:00–10:30:00
                    11:00:00–12:00:00                    | 11:00:00 | 11:00:00–11:00:00
                    10:00:00–12:00:00                    | 13:00:00 | 10:00:00–12:00:00
                    """)
    void whatWasCoveredByThen(String read, String then, String left) {
        assertThat(text(coverage(read).upTo(at(then)).stretches())).isEqualTo(left);
    }

    @ParameterizedTest(name = "{0} without {1} leaves {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    09:00:00–13:00:00                             | 11:00:00           | 10:59:59–11:00:01
                    09:00:00–13:00:00                             | 09:30:00           |
                    09:00:00–13:00:00                             | 10:00:00           | 10:00:00–10:00:01
                    09:00:00–13:00:00                             | 10:30:00, 11:00:00 | 10:29:59–10:30:01, 10:59:59–11:00:01
                    10:00:00–11:00:00, 11:00:00–12:00:00          | 11:00:00           | 10:59:59–11:00:01
                    10:00:00–11:00:00, 11:00:00–12:00:00          | 08:00:00           |
                                                                  | 11:00:00           | 10:00:00–12:00:00
                    """)
    void aMomentOfWhichSomethingIsMissingIsAHole(String read, String moments, String missing) {
        List<Instant> holes =
                Stream.of(moments.split(", ")).map(CoverageTest::at).toList();
        assertThat(text(coverage(read).without(holes).gaps(stretch("10:00:00–12:00:00"))))
                .isEqualTo(missing == null ? "" : missing);
    }

    @Test
    void nothingReadIsAllMissing() {
        Stretch moment = stretch("10:00:00–10:00:00");
        assertThat(Coverage.NONE.gaps(moment)).containsExactly(moment);
    }

    /** Seconds are on a small scale, so that stretches meet often. */
    @Property(tries = 500)
    void noSecondIsBothReadAndMissing(@ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> starts) {
        List<Stretch> read = starts.stream()
                .map(start -> new Stretch(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + start % 7)))
                .toList();
        List<Stretch> gaps = new Coverage(read).gaps(new Stretch(Instant.ofEpochSecond(10), Instant.ofEpochSecond(50)));
        for (int second = 10; second <= 50; second++) {
            Instant at = Instant.ofEpochSecond(second);
            boolean known = within(read, at);
            boolean missing = within(gaps, at);
            assertThat(known && missing).isFalse();
            boolean besideTheRead = within(read, at.minusSeconds(1)) || within(read, at.plusSeconds(1));
            assertThat(known || missing || besideTheRead).isTrue();
        }
    }

    private static boolean within(List<Stretch> stretches, Instant at) {
        return stretches.stream().anyMatch(stretch -> !at.isBefore(stretch.from()) && !at.isAfter(stretch.to()));
    }

    private static Coverage coverage(String text) {
        return new Coverage(
                text == null
                        ? List.of()
                        : Stream.of(text.split(", ")).map(CoverageTest::stretch).toList());
    }

    private static Stretch stretch(String text) {
        String[] ends = text.split("–");
        return new Stretch(at(ends[0]), at(ends[1]));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-29T" + time + "Z");
    }

    private static String text(List<Stretch> stretches) {
        return stretches.stream()
                .map(stretch -> time(stretch.from()) + "–" + time(stretch.to()))
                .collect(Collectors.joining(", "));
    }

    private static String time(Instant instant) {
        return instant.toString().substring("2026-03-29T".length()).replace("Z", "");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 2026-11-25",
        "2026-11-26, 2026-11-25",
        "2026-11-25, 2026-11-20",
        "2026-11-21, 2026-11-20",
        "2026-11-20, 2026-11-19",
        "2026-11-19,"
    })
    void theLastWholeDayEndsWhereReadingEnded(LocalDate before, LocalDate last) {
        Coverage coverage = new Coverage(List.of(
                new Stretch(Instant.parse("2026-11-18T12:00:00Z"), Instant.parse("2026-11-20T23:59:59Z")),
                new Stretch(Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-26T10:00:00Z"))));

        assertThat(coverage.lastWholeDay(before)).isEqualTo(Optional.ofNullable(last));
    }
}
