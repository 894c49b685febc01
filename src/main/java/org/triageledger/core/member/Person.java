package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Somebody the roster knows.
 *
 * @param id short and stable, chosen by the team
 * @param memberships the stretches of days for which the person is a member of the team; empty for somebody who is known
 *     without being a member (a council member, say)
 */
public record Person(
        String id,
        String name,
        List<String> aliases,
        Optional<String> github,
        List<Dated> memberships,
        List<OwnedAddress> addresses,
        List<Role> roles) {

    public boolean isMember(LocalDate day) {
        for (Dated stretch : memberships) {
            if (stretch.holds(day)) {
                return true;
            }
        }
        return false;
    }

    /** The stretch of membership that holds on a day. */
    public Optional<Dated> membership(LocalDate day) {
        return memberships.stream().filter(stretch -> stretch.holds(day)).findFirst();
    }

    /** The last UTC day of somebody who was a member before that day and is none on it. */
    public Optional<LocalDate> leftOn(LocalDate day) {
        return isMember(day)
                ? Optional.empty()
                : memberships.stream()
                        .flatMap(stretch -> stretch.to().stream())
                        .filter(last -> last.isBefore(day))
                        .max(Comparator.naturalOrder());
    }
}
