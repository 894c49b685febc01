package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearTest {
    @ParameterizedTest(name = "{0} counts until {1}")
    @CsvSource(textBlock = """
                    2025-11-01, 2026-11-01
                    2025-12-31, 2026-12-31
                    2024-02-28, 2025-02-28
                    2024-02-29, 2025-02-28
                    2024-03-01, 2025-03-01
                    2023-02-27, 2024-02-27
                    2023-02-28, 2024-02-29
                    2023-03-01, 2024-03-01
                    2099-02-28, 2100-02-28
                    """)
    void aDayCountsForAYear(LocalDate day, LocalDate last) {
        assertThat(Year.end(day)).isEqualTo(last);
        assertThat(Year.counts(day, last)).isTrue();
        assertThat(Year.counts(day, last.plusDays(1))).isFalse();
    }

    /** Days of 1900 to 2200: every kind of leap year. */
    @Property(tries = 2000)
    void theEndIsTheLastOfTheDaysForWhichItCounts(@ForAll @IntRange(min = -25_567, max = 84_005) int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        LocalDate end = Year.end(day);
        for (LocalDate asOf = day; !asOf.isAfter(end); asOf = asOf.plusDays(1)) {
            assertThat(Year.counts(day, asOf)).isTrue();
        }
        assertThat(Year.counts(day, end.plusDays(1))).isFalse();
        assertThat(Year.counts(day, day.minusDays(1))).isFalse();
        assertThat(end).isBetween(day.plusYears(1), day.plusYears(1).plusDays(1));
    }
}
