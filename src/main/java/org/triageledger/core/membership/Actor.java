package org.triageledger.core.membership;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/**
 * Who acts, and in which capacity. Somebody who is an admin and on the council acts as one of them, and says which.
 *
 * @param person the id in the roster
 */
public record Actor(String person, Capacity capacity) {
    public enum Capacity implements Named {
        MEMBER,
        ADMIN,
        COUNCIL;
    }

    /** What somebody may act as on a UTC day; empty for a stranger. An admin need not be a member of the team. */
    public static Set<Capacity> capacities(Roster roster, String id, LocalDate day) {
        Set<Capacity> capacities = EnumSet.noneOf(Capacity.class);
        Optional<Person> known = roster.withId(id);
        known.filter(person -> person.isMember(day)).ifPresent(person -> capacities.add(Capacity.MEMBER));
        known.filter(person -> holds(person, Role.Kind.ADMIN, day)).ifPresent(person -> capacities.add(Capacity.ADMIN));
        known.filter(person -> holds(person, Role.Kind.STEERING_COUNCIL, day))
                .ifPresent(person -> capacities.add(Capacity.COUNCIL));
        return capacities;
    }

    /** Somebody as what they say they are, if the roster bears it out. */
    public static Outcome<Actor> of(Roster roster, String id, Capacity capacity, LocalDate day) {
        return capacities(roster, id, day).contains(capacity)
                ? Outcome.done(new Actor(id, capacity))
                : Outcome.refused(
                        Outcome.Why.NOT_ENTITLED,
                        "The roster does not know '" + id + "' as " + title(capacity) + " on " + day + ".");
    }

    public static boolean holds(Person person, Role.Kind kind, LocalDate day) {
        return person.roles().stream()
                .anyMatch(role -> role.kind() == kind && role.when().holds(day));
    }

    private static String title(Capacity capacity) {
        return switch (capacity) {
            case MEMBER -> "a member";
            case ADMIN -> "an admin";
            case COUNCIL -> "one of the steering council";
        };
    }
}
