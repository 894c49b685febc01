package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.store.ReturnStore;

/** Whom mail of ours goes to, by the roster of today. */
@ApplicationScoped
public class Directory {
    private final KnownPeople known;
    private final ReturnStore returns;
    private final Clock clock;

    Directory(KnownPeople known, ReturnStore returns, Clock clock) {
        this.known = known;
        this.returns = returns;
        this.clock = clock;
    }

    /** Somebody, and the address to write to. */
    public record Reach(String name, String address) {
        @Override
        public String toString() {
            return "somebody of the roster";
        }
    }

    /** Those who hold the role of an admin today, sorted by id. */
    @Transactional
    public List<Person> admins() {
        LocalDate today = today();
        return known.now().people().stream()
                .filter(person -> person.roles().stream()
                        .anyMatch(role ->
                                role.kind() == Role.Kind.ADMIN && role.when().holds(today)))
                .sorted(Comparator.comparing(Person::id))
                .toList();
    }

    /** By the id in the roster; the id itself where it knows nobody of it. */
    @Transactional
    public String name(String id) {
        return known.now().people().stream()
                .filter(person -> person.id().equals(id))
                .map(Person::name)
                .findFirst()
                .orElse(id);
    }

    /** The first address that is somebody's today and that no mail came back from. */
    @Transactional
    public Optional<Reach> reach(String id) {
        LocalDate today = today();
        Set<String> never = returns.unreachable().stream()
                .map(ReturnStore.Unreachable::address)
                .collect(Collectors.toSet());
        return known.now().people().stream()
                .filter(person -> person.id().equals(id))
                .flatMap(person -> person.addresses().stream()
                        .filter(address -> address.when().holds(today))
                        .filter(address -> !never.contains(address.address().toString()))
                        .map(address ->
                                new Reach(person.name(), address.address().toString())))
                .findFirst();
    }

    /** With the addresses that people linked and unlinked. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
