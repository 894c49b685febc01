package org.triageledger.core.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownUntilTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        2026-11-26, 2026-11-27T08:00:00.123456Z, 2026-11-27T05:00:00Z, 2026-11-26T23:59:59Z
        2026-11-27, 2026-11-27T08:00:00.123456Z, 2026-11-27T05:00:00Z, 2026-11-27T05:00:00Z
        2026-11-27, 2026-11-27T01:00:00Z,        2026-11-26T22:00:00Z, 2026-11-26T22:00:00Z
        2026-11-28, 2026-11-27T08:00:00Z,        2026-11-29T00:00:00Z, 2026-11-28T23:59:59Z
        """)
    void mailCountsAsMissingUpTo(String asOf, String now, String known, String withinTheDay) {
        LocalDate day = LocalDate.parse(asOf);
        Instant until = KnownUntil.on(day, Instant.parse(now), Duration.ofHours(3));
        assertThat(until).isEqualTo(Instant.parse(known));
        assertThat(KnownUntil.within(day, until)).isEqualTo(Instant.parse(withinTheDay));
    }
}
