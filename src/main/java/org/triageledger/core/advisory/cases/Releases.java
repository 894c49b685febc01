package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which versions were released when, as the release feed says.
 *
 * @param readAt when it was read last; empty where it never was, so that nobody can tell what was released
 */
public record Releases(List<Release> all, Optional<Instant> readAt) {
    public static final Releases UNKNOWN = new Releases(List.of(), Optional.empty());

    /**
     * One release.
     *
     * @param date the UTC day
     * @param expected whether it is only planned
     */
    public record Release(ReleaseVersion version, LocalDate date, boolean expected) {}

    public Releases {
        all = List.copyOf(all);
    }

    /** The release of a version, on a day or before. */
    Optional<Release> of(ReleaseVersion version, LocalDate day) {
        return done(day).filter(release -> release.version.equals(version)).findFirst();
    }

    /** The first release of a branch on a day or after it, that had been made by another day. */
    Optional<Release> firstSince(String branch, LocalDate since, LocalDate day) {
        return done(day)
                .filter(release ->
                        release.version.branch().equals(Optional.of(branch)) && !release.date.isBefore(since))
                .min(Comparator.comparing(Release::date).thenComparing(Release::version));
    }

    /** The next release of a branch that is planned for after a day. */
    Optional<Release> next(String branch, LocalDate day) {
        return all.stream()
                .filter(release -> release.version.branch().equals(Optional.of(branch)) && release.date.isAfter(day))
                .min(Comparator.comparing(Release::date).thenComparing(Release::version));
    }

    private Stream<Release> done(LocalDate day) {
        return all.stream().filter(release -> !release.expected && !release.date.isAfter(day));
    }
}
