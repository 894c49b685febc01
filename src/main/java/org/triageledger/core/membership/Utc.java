package org.triageledger.core.membership;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one zone of all days and times that people are shown. No policy that is known here speaks of another. */
public final class Utc {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Utc() {}

    /** A moment to the minute: {@code 2026-12-13 12:00 UTC}. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment);
    }
}
