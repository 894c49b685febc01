package org.triageledger.core.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** What was covered by then; what was read later does not exist for it. */
    public Coverage upTo(Instant end) {
        return new Coverage(stretches.stream()
                .filter(stretch -> !stretch.from().isAfter(end))
                .map(stretch -> stretch.to().isAfter(end) ? new Stretch(stretch.from(), end) : stretch)
                .toList());
    }

    /** The same coverage in order, stretches that overlap or touch made one. */
    public Coverage joined() {
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

    private static Instant secondAfter(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).plus(SEAM);
    }

    private static Instant secondBefore(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? second.minus(SEAM) : second;
    }
}
