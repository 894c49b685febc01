package org.triageledger.core.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Somebody did something at some time. */
public record Act(Actor by, Instant at) {
    /** The UTC day. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    public boolean as(Actor.Capacity capacity) {
        return by.capacity() == capacity;
    }

    /** The paper work is the admins' under every policy; the council may do it too. */
    public boolean isOfAdminOrCouncil() {
        return as(Actor.Capacity.ADMIN) || as(Actor.Capacity.COUNCIL);
    }
}
