package org.triageledger.core.member;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;

/** Everybody known, and the release branches. */
public final class Roster {
    public static final Roster EMPTY = new Roster(List.of(), List.of());

    /** GitHub's addresses for those who hide theirs: {@code 1234+login@users.noreply.github.com}, or without the number. */
    private static final Pattern NO_REPLY = Pattern.compile("(?:\\d+\\+)?([a-z0-9-]+)");

    private static final String NO_REPLY_DOMAIN = "users.noreply.github.com";

    private final List<Person> people;
    private final List<Branch> branches;
    private final Map<Address, List<Person>> byAddress = new HashMap<>();
    private final Map<String, Person> byLogin = new HashMap<>();
    private final Map<String, List<Person>> byName = new HashMap<>();

    public Roster(List<Person> people, List<Branch> branches) {
        this.people = List.copyOf(people);
        this.branches = List.copyOf(branches);
        for (Person person : this.people) {
            person.addresses().stream()
                    .map(OwnedAddress::address)
                    .distinct()
                    .forEach(address -> byAddress
                            .computeIfAbsent(address, key -> new ArrayList<>(1))
                            .add(person));
            person.github().ifPresent(login -> byLogin.putIfAbsent(login.toLowerCase(Locale.ROOT), person));
            Stream.concat(Stream.of(person.name()), person.aliases().stream())
                    .map(Roster::plain)
                    .distinct()
                    .forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>(1))
                            .add(person));
        }
    }

    public List<Person> people() {
        return people;
    }

    public List<Branch> branches() {
        return branches;
    }

    /** Whose address it is on a UTC day. An address that GitHub gives to an account is that account's, on any day. */
    public Optional<Person> owner(Address address, LocalDate day) {
        return byAddress.getOrDefault(address, List.of()).stream()
                .filter(person -> person.addresses().stream()
                        .anyMatch(owned ->
                                owned.address().equals(address) && owned.when().holds(day)))
                .findFirst()
                .or(() -> ofAccount(address));
    }

    /** Whose account it is; logins compare without case. */
    public Optional<Person> byLogin(String login) {
        return Optional.ofNullable(byLogin.get(login.toLowerCase(Locale.ROOT)));
    }

    /** Everybody who bears a name or alias; case, accents and white space do not matter. */
    public List<Person> named(String name) {
        return List.copyOf(byName.getOrDefault(plain(name), List.of()));
    }

    /** Who is a member on a UTC day. */
    public List<Person> members(LocalDate day) {
        return people.stream().filter(person -> person.isMember(day)).toList();
    }

    public Optional<Person> withId(String id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    public Optional<Branch> branch(String version) {
        return branches.stream()
                .filter(branch -> branch.version().equals(version))
                .findFirst();
    }

    /**
     * The roles somebody holds: those in the roster, and release manager of each branch that the release cycle gives to their
     * name or an alias. A name that two people bear gives nobody a role.
     */
    public List<Role> roles(Person person) {
        List<Role> roles = new ArrayList<>(person.roles());
        for (Branch branch : branches) {
            boolean named = branch.managers().stream()
                    .anyMatch(manager -> named(manager).equals(List.of(person)));
            boolean known = person.roles().stream()
                    .anyMatch(role -> role.kind() == Role.Kind.RELEASE_MANAGER
                            && role.branch().equals(Optional.of(branch.version())));
            if (named && !known) {
                roles.add(new Role(
                        Role.Kind.RELEASE_MANAGER,
                        Optional.of(branch.version()),
                        Dated.ALWAYS,
                        Optional.of("named in the release cycle")));
            }
        }
        return roles;
    }

    private Optional<Person> ofAccount(Address address) {
        if (!address.domain().equals(NO_REPLY_DOMAIN)) {
            return Optional.empty();
        }
        Matcher login = NO_REPLY.matcher(address.local());
        return login.matches() ? byLogin(login.group(1)) : Optional.empty();
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Roster roster && people.equals(roster.people) && branches.equals(roster.branches);
    }

    @Override
    public int hashCode() {
        return Objects.hash(people, branches);
    }
}
