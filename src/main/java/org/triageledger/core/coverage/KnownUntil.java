package org.triageledger.core.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Up to which moment mail counts as missing where no source has read it. Every verdict, forecast and snapshot takes it from here,
 * so that all of them say the same of the same day.
 */
public final class KnownUntil {
    private KnownUntil() {}

    /**
     * For an answer about a UTC day. Mail of the last hours may still be on its way, which is no gap. Mail of days to come is
     * missing like any other: what follows if none comes is said by the days after it in the forecast.
     *
     * @param now the moment of asking
     * @param delay how long mail may take before it counts as missing
     * @return in whole seconds
     */
    public static Instant on(LocalDate asOf, Instant now, Duration delay) {
        return asOf.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))
                ? start(asOf.plusDays(1))
                : now.minus(delay).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The last moment that counts for a UTC day itself: its last second, or that up to which is known, if that is earlier. */
    public static Instant within(LocalDate day, Instant knownUntil) {
        Instant end = start(day.plusDays(1)).minusSeconds(1);
        return end.isBefore(knownUntil) ? end : knownUntil;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
