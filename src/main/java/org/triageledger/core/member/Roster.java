package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.mail.Address;

/** Everybody known, and the release branches. */
public final class Roster {
    public static final Roster EMPTY = new Roster(List.of(), List.of());

    private final List<Person> people;
    private final List<Branch> branches;
    private final Map<Address, List<Person>> byAddress = new HashMap<>();
    private final Map<String, Person> byLogin = new HashMap<>();

    public Roster(List<Person> people, List<Branch> branches) {
        this.people = List.copyOf(people);
        this.branches = List.copyOf(branches);
        for (Person person : this.people) {
            for (OwnedAddress owned : person.addresses()) {
                byAddress
                        .computeIfAbsent(owned.address(), address -> new ArrayList<>(1))
                        .add(person);
            }
            person.github().ifPresent(login -> byLogin.putIfAbsent(login.toLowerCase(Locale.ROOT), person));
        }
    }

    public List<Person> people() {
        return people;
    }

    public List<Branch> branches() {
        return branches;
    }

    /** Whose address it is on a day. */
    public Optional<Person> owner(Address address, LocalDate day) {
        return byAddress.getOrDefault(address, List.of()).stream()
                .filter(person -> person.addresses().stream()
                        .anyMatch(owned ->
                                owned.address().equals(address) && owned.when().holds(day)))
                .findFirst();
    }

    /** Whose account it is; logins compare without case. */
    public Optional<Person> byLogin(String login) {
        return Optional.ofNullable(byLogin.get(login.toLowerCase(Locale.ROOT)));
    }
}
