package org.triageledger.core.advisory.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * How long each part of the work on a case may take.
 *
 * @param coordinator until somebody coordinates
 * @param finished until the case is closed
 * @param notices how long before that the coordinator is reminded
 * @param published between announcement and record, whichever was first
 * @param reporter until somebody who asked outside gets an answer
 * @param escalation how long after a limit the admins are told too
 * @param stale how long a source may not have been read before nobody can tell whether something is late
 * @param hour at which an embargo ends, and a limit in days with it, in {@link #zone}; without it a limit ends at the hour at which it began
 * @param since the first UTC day of cases to which limits apply; all of them without it
 */
public record CaseLimits(
        Duration coordinator,
        Duration finished,
        List<Duration> notices,
        Duration published,
        Duration reporter,
        Duration escalation,
        Duration stale,
        Optional<LocalTime> hour,
        ZoneId zone,
        Optional<LocalDate> since) {
    public static final CaseLimits DEFAULT = new CaseLimits(
            Duration.ofDays(3),
            Duration.ofDays(90),
            List.of(Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7)),
            Duration.ofHours(24),
            Duration.ofDays(14),
            Duration.ofDays(7),
            Duration.ofDays(2),
            Optional.empty(),
            java.time.ZoneOffset.UTC,
            Optional.empty());

    public CaseLimits {
        notices = List.copyOf(notices);
    }

    /** When a limit of whole days ends: at the configured hour of the day on which it does, and never earlier than it would. */
    Instant dueInDays(Instant start, Duration limit) {
        Instant due = start.plus(limit);
        return hour.map(time -> {
                    ZonedDateTime end = due.atZone(zone);
                    ZonedDateTime at = end.toLocalDate().atTime(time).atZone(zone);
                    return (at.isBefore(end)
                                    ? at.toLocalDate().plusDays(1).atTime(time).atZone(zone)
                                    : at)
                            .toInstant();
                })
                .orElse(due);
    }
}
