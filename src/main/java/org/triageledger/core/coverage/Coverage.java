package org.triageledger.core.coverage;

import java.time.Duration;
import java.time.Instant;
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

    /** Stretches that end and begin this close are one: claims are made in days or at the second. */
    private static final Duration SEAM = Duration.ofSeconds(1);

    /** What is missing of a stretch, in order; empty where all of it is covered. */
    public List<Stretch> gaps(Stretch window) {
        List<Stretch> sorted = stretches.stream()
                .sorted(Comparator.comparing(Stretch::from).thenComparing(Stretch::to))
                .toList();
        List<Stretch> gaps = new ArrayList<>();
        Instant known = window.from();
        boolean begun = false;
        for (Stretch stretch : sorted) {
            if (stretch.to().isBefore(known) || stretch.from().isAfter(window.to())) {
                continue;
            }
            Instant reach = begun ? known.plus(SEAM) : known;
            if (stretch.from().isAfter(reach)) {
                gaps.add(new Stretch(known, stretch.from()));
            }
            known = stretch.to();
            begun = true;
        }
        if (known.plus(begun ? SEAM : Duration.ZERO).isBefore(window.to()) || !begun) {
            gaps.add(new Stretch(known, window.to()));
        }
        return gaps;
    }
}
