package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.store.RosterStore;

/** Whom mail of ours goes to, by the roster of today. */
@ApplicationScoped
class Directory {
    private final RosterStore roster;
    private final Clock clock;

    Directory(RosterStore roster, Clock clock) {
        this.roster = roster;
        this.clock = clock;
    }

    /** Somebody, and the address to write to. */
    record Reach(String name, String address) {
        @Override
        public String toString() {
            return "somebody of the roster";
        }
    }

    /** Whoever holds the role of an admin today, sorted by id. */
    @Transactional
    List<Person> admins() {
        LocalDate today = today();
        return roster.people().stream()
                .filter(person -> person.roles().stream()
                        .anyMatch(role ->
                                role.kind() == Role.Kind.ADMIN && role.when().holds(today)))
                .sorted(Comparator.comparing(Person::id))
                .toList();
    }

    /** The first address that is somebody's today. */
    @Transactional
    Optional<Reach> reach(String id) {
        LocalDate today = today();
        return roster.people().stream()
                .filter(person -> person.id().equals(id))
                .flatMap(person -> person.addresses().stream()
                        .filter(address -> address.when().holds(today))
                        .map(address ->
                                new Reach(person.name(), address.address().toString())))
                .findFirst();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
