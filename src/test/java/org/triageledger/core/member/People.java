package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Address;

/** Writes people for tests; days are ISO dates, and an empty one is open. A member for ever unless said otherwise. */
public final class People {
    private final String id;
    private final String name;
    private final List<String> aliases = new ArrayList<>();
    private final List<OwnedAddress> addresses = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Dated> earlier = new ArrayList<>();
    private Optional<String> github = Optional.empty();
    private String joined = "";
    private String left = "";
    private boolean member = true;

    private People(String id, String name) {
        this.id = id;
        this.name = name;
    }

    public static People named(String id, String name) {
        return new People(id, name);
    }

    public People alias(String alias) {
        aliases.add(alias);
        return this;
    }

    public People github(String login) {
        github = Optional.of(login);
        return this;
    }

    public People joined(String day) {
        joined = day;
        return this;
    }

    public People left(String day) {
        left = day;
        return this;
    }

    public People wasMember(String from, String to) {
        earlier.add(dated(from, to));
        return this;
    }

    public People other() {
        member = false;
        return this;
    }

    public People owns(String address) {
        return owns(address, "", "");
    }

    public People owns(String address, String from, String to) {
        addresses.add(new OwnedAddress(Address.parse(address).orElseThrow(), dated(from, to)));
        return this;
    }

    public People role(Role role) {
        roles.add(role);
        return this;
    }

    /** @param role {@code admin}, {@code release-manager 3.14}, {@code expert 3.13}, {@code steering-council} */
    public People role(String role, String from, String to) {
        String[] words = role.split(" ", 2);
        Role.Kind kind = List.of(Role.Kind.values()).stream()
                .filter(eachKind -> eachKind.word().equals(words[0]))
                .findFirst()
                .orElseThrow();
        Optional<String> branch = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
        return role(new Role(kind, branch, dated(from, to), Optional.empty()));
    }

    public People role(String role) {
        return role(role, "", "");
    }

    public Person person() {
        List<Dated> memberships = new ArrayList<>(earlier);
        if (member) {
            memberships.add(dated(joined, left));
        }
        return new Person(
                id,
                name,
                List.copyOf(aliases),
                github,
                List.copyOf(memberships),
                List.copyOf(addresses),
                List.copyOf(roles));
    }

    public static Dated dated(String from, String to) {
        return new Dated(day(from), day(to));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }
}
