package org.triageledger.core.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stretches of time for which the team's mail is known to have been read completely, by whatever source.
 *
 * @param stretches in any order, may overlap or touch
 */
public record Coverage(List<Stretch> stretches) {
    public static final Coverage NONE = new Coverage(List.of());

    /**
     * Stretches no further apart than this touch: claims are made in days or at the second, so that one ending at 23:59:59 and
     * the next beginning at midnight leave nothing out.
     */
    private static final Duration SEAM = Duration.ofSeconds(1);

    public Coverage {
        stretches = List.copyOf(stretches);
    }

    /**
     * What is missing of a window, in order; empty where all of it is covered. A gap begins and ends on the whole second next to
     * what was read, so that it never names a day that was.
     */
    public List<Stretch> gaps(Stretch window) {
        List<Stretch> gaps = new ArrayList<>();
        Instant open = window.from();
        boolean begun = false;
        for (Stretch read : joined().stretches()) {
            if (read.to().isBefore(window.from())) {
                continue;
            }
            if (read.from().isAfter(window.to())) {
                break;
            }
            if (read.from().isAfter(begun ? open : open.plus(SEAM))) {
                gaps.add(new Stretch(open, secondBefore(read.from())));
            }
            open = secondAfter(read.to());
            begun = true;
        }
        if (!begun || open.isBefore(window.to())) {
            gaps.add(new Stretch(open, window.to()));
        }
        return gaps;
    }

    /** How many of these UTC days, both included, are covered from their beginning to their end. */
    public int wholeDays(LocalDate first, LocalDate last) {
        Coverage joined = joined();
        return (int) first.datesUntil(last.plusDays(1))
                .map(day -> new Stretch(
                        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(SEAM)))
                .filter(day -> joined.gaps(day).isEmpty())
                .count();
    }

    /** The latest UTC day before this one that is covered from its beginning to its end. */
    public Optional<LocalDate> lastWholeDay(LocalDate before) {
        Instant end = before.atStartOfDay(ZoneOffset.UTC).toInstant();
        return joined().stretches().reversed().stream()
                .flatMap(stretch -> lastWholeDay(stretch, end).stream())
                .findFirst();
    }

    private static Optional<LocalDate> lastWholeDay(Stretch stretch, Instant end) {
        LocalDate after = LocalDate.ofInstant(min(stretch.to().plus(SEAM), end), ZoneOffset.UTC);
        LocalDate last = after.minusDays(1);
        return last.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(stretch.from())
                ? Optional.empty()
                : Optional.of(last);
    }

    /** What was covered by then; what was read later does not exist for it. */
    public Coverage upTo(Instant end) {
        return new Coverage(stretches.stream()
                .filter(stretch -> !stretch.from().isAfter(end))
                .map(stretch -> stretch.to().isAfter(end) ? new Stretch(stretch.from(), end) : stretch)
                .toList());
    }

    /**
     * The same coverage but for some moments, of which something is missing: each leaves a hole a little longer than
     * a second to both sides, the least that {@link #gaps} takes for one at the end of a window, too.
     */
    public Coverage without(Collection<Instant> moments) {
        return except(
                moments.stream().map(moment -> new Stretch(moment, moment)).toList());
    }

    /** The same coverage but for some stretches, of which something is missing. */
    public Coverage except(Collection<Stretch> missing) {
        List<Stretch> left = stretches;
        for (Stretch hole : missing) {
            Instant before = hole.from().minus(SEAM).minusNanos(1);
            Instant after = hole.to().plus(SEAM).plusNanos(1);
            left = left.stream()
                    .flatMap(stretch -> Stream.of(
                                    part(stretch.from(), min(stretch.to(), before)),
                                    part(max(stretch.from(), after), stretch.to()))
                            .flatMap(Optional::stream)
                            .distinct())
                    .toList();
        }
        return new Coverage(left);
    }

    private static Optional<Stretch> part(Instant from, Instant to) {
        return to.isBefore(from) ? Optional.empty() : Optional.of(new Stretch(from, to));
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The same coverage in order, stretches that overlap or touch made one. */
    public Coverage joined() {
        if (isJoined()) {
            return this;
        }
        List<Stretch> joined = new ArrayList<>();
        stretches.stream()
                .sorted(Comparator.comparing(Stretch::from).thenComparing(Stretch::to))
                .forEach(next -> {
                    Stretch last = joined.isEmpty() ? next : joined.removeLast();
                    if (next.from().isAfter(last.to().plus(SEAM))) {
                        joined.add(last);
                        joined.add(next);
                    } else {
                        joined.add(new Stretch(last.from(), last.to().isAfter(next.to()) ? last.to() : next.to()));
                    }
                });
        return new Coverage(joined);
    }

    private boolean isJoined() {
        for (int at = 1; at < stretches.size(); at++) {
            if (!stretches.get(at).from().isAfter(stretches.get(at - 1).to().plus(SEAM))) {
                return false;
            }
        }
        return true;
    }

    private static Instant secondAfter(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).plus(SEAM);
    }

    private static Instant secondBefore(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? second.minus(SEAM) : second;
    }
}
