package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A stretch of UTC days, both ends inclusive; an absent end is open.
 *
 * <p>Roles, addresses and memberships hold for such a stretch.
 */
public record Dated(Optional<LocalDate> from, Optional<LocalDate> to) {
    public static final Dated ALWAYS = new Dated(Optional.empty(), Optional.empty());

    public Dated {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("ends before it begins");
        }
    }

    public boolean holds(LocalDate day) {
        return (from.isEmpty() || !day.isBefore(from.get())) && (to.isEmpty() || !day.isAfter(to.get()));
    }

    public boolean overlaps(Dated other) {
        return startsBeforeEndOf(this, other) && startsBeforeEndOf(other, this);
    }

    private static boolean startsBeforeEndOf(Dated one, Dated other) {
        return one.from.isEmpty() || other.to.isEmpty() || !one.from.get().isAfter(other.to.get());
    }
}
