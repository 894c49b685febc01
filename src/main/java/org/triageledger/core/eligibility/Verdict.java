package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.coverage.Stretch;

/** What a policy says of one member on one day. A recommendation: people decide. {@code until} is the last day it holds. */
public sealed interface Verdict {
    record Active(LocalDate until) implements Verdict {}

    record Newcomer(LocalDate until) implements Verdict {}

    /** Holds a role that is enough by itself; no end is known where {@code until} is empty. */
    record Exempt(Optional<LocalDate> until) implements Verdict {}

    record Inactive() implements Verdict {}

    /**
     * Nobody can be called inactive: mail is missing within the window, or, where there are no gaps, a criterion that cannot be
     * told: work with proof waits for a decision, or a day or a branch is not known.
     */
    record Unknown(List<Stretch> gaps) implements Verdict {}

    /** The word as it stands on pages and in JSON. */
    default String word() {
        return switch (this) {
            case Active ignored -> "active";
            case Newcomer ignored -> "newcomer";
            case Exempt ignored -> "exempt";
            case Inactive ignored -> "inactive";
            case Unknown ignored -> "unknown";
        };
    }

    default Optional<LocalDate> end() {
        return switch (this) {
            case Active active -> Optional.of(active.until);
            case Newcomer newcomer -> Optional.of(newcomer.until);
            case Exempt exempt -> exempt.until;
            case Inactive ignored -> Optional.empty();
            case Unknown ignored -> Optional.empty();
        };
    }
}
