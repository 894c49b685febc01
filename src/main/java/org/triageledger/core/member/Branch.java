package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Named;

/**
 * A release branch as published (peps.python.org, release-cycle.json).
 *
 * @param endOfLife the last day on which it is supported; {@code YYYY-MM} as published means the last day of that month
 * @param managers display names, compound entries already split
 */
public record Branch(
        String version,
        Status status,
        Optional<LocalDate> firstRelease,
        Optional<LocalDate> endOfLife,
        List<String> managers) {
    public enum Status implements Named {
        FEATURE,
        PRERELEASE,
        BUGFIX,
        SECURITY,
        END_OF_LIFE;
    }

    /**
     * Branches as they are published on a UTC day, where status and date have to agree: one that is called end-of-life before
     * the last day it names is over, since the day before at the latest.
     *
     * @param before as they were known until then: an end that was noted once stays where it is
     */
    public static List<Branch> published(List<Branch> branches, List<Branch> before, LocalDate day) {
        return branches.stream()
                .map(branch -> branch.status != Status.END_OF_LIFE
                                || branch.endOfLife.filter(day::isBefore).isEmpty()
                        ? branch
                        : branch.until(before.stream()
                                .filter(old -> old.version.equals(branch.version) && old.status == Status.END_OF_LIFE)
                                .flatMap(old -> old.endOfLife.stream())
                                .filter(day::isAfter)
                                .findFirst()
                                .orElse(day.minusDays(1))))
                .toList();
    }

    private Branch until(LocalDate end) {
        return new Branch(version, status, firstRelease, Optional.of(end), managers);
    }

    /** Not end-of-life on a day: its last day has not passed. */
    public boolean isAlive(LocalDate day) {
        return endOfLife.map(last -> !day.isAfter(last)).orElse(status != Status.END_OF_LIFE);
    }
}
