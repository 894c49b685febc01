package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Word;

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
    public enum Status implements Word {
        FEATURE,
        PRERELEASE,
        BUGFIX,
        SECURITY,
        END_OF_LIFE;
    }

    /** Not end-of-life on a day: its last day has not passed. On the day of publication date and status both say so. */
    public boolean isAlive(LocalDate day) {
        return endOfLife.map(last -> !day.isAfter(last)).orElse(status != Status.END_OF_LIFE);
    }
}
