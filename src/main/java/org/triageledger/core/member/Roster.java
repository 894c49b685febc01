package org.triageledger.core.member;

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

/** Everybody known, and the release branches, with the ways to find them. What two people could own or bear is nobody's. */
public final class Roster {
    public static final Roster EMPTY = new Roster(List.of(), List.of());

    /** GitHub's addresses for those who hide theirs: {@code 1234+login@users.noreply.github.com}, or without the number. */
    private static final Pattern NO_REPLY = Pattern.compile("(?:\\d+\\+)?([a-z0-9_-]+)");

    private static final String NO_REPLY_DOMAIN = "users.noreply.github.com";

    private final boolean plusTags;
    private final List<Person> people;
    private final List<Branch> branches;
    private final Map<Address, List<Person>> byAddress = new HashMap<>();
    private final Map<String, List<Person>> byLogin = new HashMap<>();
    private final Map<NameKey, List<Person>> byName = new HashMap<>();
    private final Map<String, Person> byId = new HashMap<>();
    private final Map<String, Branch> byVersion = new HashMap<>();
    private final Map<String, List<Branch>> published = new HashMap<>();

    /** Addresses are whose they are as they are written. */
    public Roster(List<Person> people, List<Branch> branches) {
        this(people, branches, false);
    }

    /**
     * @param plusTags whether an address that nobody owns as it is written is that of the owner of the one without its tag
     *     (subaddressing, RFC 5233): {@code ada+lists@example.org} that of {@code ada@example.org}
     */
    public Roster(List<Person> people, List<Branch> branches, boolean plusTags) {
        this.plusTags = plusTags;
        this.people = List.copyOf(people);
        this.branches = List.copyOf(branches);
        for (Person person : this.people) {
            person.addresses().stream()
                    .map(OwnedAddress::address)
                    .distinct()
                    .forEach(address -> add(byAddress, address, person));
            person.github().ifPresent(login -> add(byLogin, login.toLowerCase(Locale.ROOT), person));
            Stream.concat(Stream.of(person.name()), person.aliases().stream())
                    .map(NameKey::of)
                    .distinct()
                    .forEach(name -> add(byName, name, person));
            byId.putIfAbsent(person.id(), person);
        }
        for (Branch branch : this.branches) {
            byVersion.putIfAbsent(branch.version(), branch);
            branch.managers().stream()
                    .flatMap(manager -> only(named(manager)).stream())
                    .distinct()
                    .forEach(person -> add(published, person.id(), branch));
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
        if (isOfAccount(address) || byAddress.containsKey(address)) {
            List<Person> owners = owners(address, day);
            return owners.isEmpty() ? ofAccount(address) : only(owners);
        }
        int tag = plusTags ? address.local().indexOf('+') : -1;
        return tag > 0
                ? only(owners(new Address(address.local().substring(0, tag), address.domain()), day))
                : Optional.empty();
    }

    /** Whether an address is that of one and the same person on every day. */
    public boolean isAlwaysOwned(Address address) {
        List<Person> owners = byAddress.getOrDefault(address, List.of());
        return owners.size() == 1 && owners.getFirst().addresses().contains(new OwnedAddress(address, Dated.ALWAYS));
    }

    /** Whether GitHub gave an address out for an account. */
    public static boolean isOfAccount(Address address) {
        return address.domain().equals(NO_REPLY_DOMAIN);
    }

    /** Whose account it is; logins compare without case. */
    public Optional<Person> byLogin(String login) {
        return only(byLogin.getOrDefault(login.toLowerCase(Locale.ROOT), List.of()));
    }

    /** Everybody who bears a name or alias; case, accents and white space do not matter. */
    public List<Person> named(String name) {
        return named(NameKey.of(name));
    }

    /** As {@link #named(String)}, for a name whose key was kept. */
    public List<Person> named(NameKey name) {
        return List.copyOf(byName.getOrDefault(name, List.of()));
    }

    /** Who is a member on a UTC day. */
    public List<Person> members(LocalDate day) {
        return people.stream().filter(person -> person.isMember(day)).toList();
    }

    /** The name of somebody; the id itself where nobody has it. */
    public String nameOf(String id) {
        return withId(id).map(Person::name).orElse(id);
    }

    public Optional<Person> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Branch> branch(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    /**
     * The roles somebody holds: those in the roster, and release manager of each branch that the release cycle gives to their
     * name or an alias. What the roster says of a branch goes before what is published of it: its days are the better ones. A
     * name that two people bear gives nobody a role.
     */
    public List<Role> roles(Person person) {
        List<Role> roles = new ArrayList<>(person.roles());
        for (Branch branch : published.getOrDefault(person.id(), List.of())) {
            boolean known = person.roles().stream()
                    .anyMatch(role -> role.kind() == Role.Kind.RELEASE_MANAGER
                            && role.branch().equals(Optional.of(branch.version())));
            if (!known) {
                roles.add(new Role(
                        Role.Kind.RELEASE_MANAGER,
                        Optional.of(branch.version()),
                        Dated.ALWAYS,
                        Optional.of("named in the release cycle")));
            }
        }
        return roles;
    }

    /** The same people with other branches. */
    public Roster withBranches(List<Branch> others) {
        return new Roster(people, others, plusTags);
    }

    /** Loops, as this is asked of each message, many times. */
    private List<Person> owners(Address address, LocalDate day) {
        List<Person> found = new ArrayList<>(1);
        for (Person person : byAddress.getOrDefault(address, List.of())) {
            for (OwnedAddress owned : person.addresses()) {
                if (owned.address().equals(address) && owned.when().holds(day)) {
                    found.add(person);
                    break;
                }
            }
        }
        return found;
    }

    private Optional<Person> ofAccount(Address address) {
        if (!isOfAccount(address)) {
            return Optional.empty();
        }
        Matcher login = NO_REPLY.matcher(address.local());
        return login.matches() ? byLogin(login.group(1)) : Optional.empty();
    }

    private static <T> Optional<T> only(List<T> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static <K, T> void add(Map<K, List<T>> index, K key, T one) {
        index.computeIfAbsent(key, first -> new ArrayList<>(1)).add(one);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Roster roster
                && plusTags == roster.plusTags
                && people.equals(roster.people)
                && branches.equals(roster.branches);
    }

    @Override
    public int hashCode() {
        return Objects.hash(people, branches, plusTags);
    }

    /** Counts only: a roster must not find its way into a log. */
    @Override
    public String toString() {
        return "Roster[" + people.size() + " people, " + branches.size() + " branches]";
    }
}
