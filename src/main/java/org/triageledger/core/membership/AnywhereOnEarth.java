package org.triageledger.core.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Anywhere on Earth (AoE): a day has not ended until it has ended at UTC-12, the zone of the elections of the council. */
public final class AnywhereOnEarth {
    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    private AnywhereOnEarth() {}

    /** The first moment at which a day is over everywhere. */
    public static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(LAST).toInstant();
    }

    /** The day it still is where it is earliest. */
    public static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, LAST);
    }

    /** A moment as people of all zones can read it: {@code 2026-12-13 12:00 UTC (2026-12-13 00:00 AoE)}. */
    public static String show(Instant instant) {
        return clock(instant, ZoneOffset.UTC) + " UTC (" + clock(instant, LAST) + " AoE)";
    }

    private static String clock(Instant instant, ZoneOffset zone) {
        return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", java.util.Locale.ROOT)
                .format(instant.atOffset(zone));
    }
}
