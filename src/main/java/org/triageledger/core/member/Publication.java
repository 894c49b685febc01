package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be published of the roster on a UTC day. Where nothing changed, a list comes out as it was last taken: its order,
 * spelling and notes. A person who is new stands where their name belongs.
 */
public final class Publication {
    private final Roster roster;
    private final Published last;
    private final LocalDate day;

    private Publication(Roster roster, Published last, LocalDate day) {
        this.roster = roster;
        this.last = last;
        this.day = day;
    }

    /** @param last the lists as they were last taken */
    public static Listing of(Roster roster, Published last, Listing.Kind kind, LocalDate day) {
        Publication publication = new Publication(roster, last, day);
        return switch (kind) {
            case MEMBERS -> publication.members();
            case EMERITI -> publication.emeriti();
            case CORE_TEAM -> last.last(kind);
        };
    }

    private Listing members() {
        List<Listed> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Listing before = last.last(Listing.Kind.MEMBERS);
        Recognition recognition = new Recognition(roster, before);
        for (Listed entry : before.entries()) {
            if (recognition.of(entry) instanceof Recognition.Match.One(Person person)
                    && person.isMember(day)
                    && seen.add(person.id())) {
                rows.add(row(entry, person, notes(entry, person)));
            }
        }
        insert(rows, roster.members(day), seen, person -> {
            Set<Role.Kind> roles = noted(person, day);
            if (manages(roster, person, day)) {
                roles.add(Role.Kind.RELEASE_MANAGER);
            }
            return notes(roles, List.of());
        });
        return new Listing(Listing.Kind.MEMBERS, List.copyOf(rows));
    }

    private Listing emeriti() {
        List<Listed> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Listing before = last.last(Listing.Kind.EMERITI);
        Recognition recognition = new Recognition(roster, before);
        for (Listed entry : before.entries()) {
            if (!(recognition.of(entry) instanceof Recognition.Match.One(Person person))) {
                rows.add(entry);
            } else if (!person.isMember(day) && seen.add(person.id())) {
                rows.add(entry);
            }
        }
        insert(
                rows,
                roster.people().stream()
                        .filter(person -> Drifts.isFormer(person, day))
                        .toList(),
                seen,
                person -> "");
        return new Listing(Listing.Kind.EMERITI, List.copyOf(rows));
    }

    /** In front of the first whose name is greater, so that one who stands out of order moves nobody else. */
    private static void insert(
            List<Listed> rows, List<Person> people, Set<String> seen, Function<Person, String> notes) {
        Comparator<Person> byName =
                Comparator.comparing(person -> NameKey.of(person.name()).value());
        people.stream()
                .filter(person -> !seen.contains(person.id()))
                .sorted(byName.thenComparing(Person::id))
                .forEach(person -> {
                    String name = NameKey.of(person.name()).value();
                    int at = 0;
                    while (at < rows.size()
                            && NameKey.of(rows.get(at).name()).value().compareTo(name) <= 0) {
                        at++;
                    }
                    rows.add(
                            at,
                            new Listed(
                                    0,
                                    person.name(),
                                    person.github(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    notes.apply(person)));
                });
    }

    private static Listed row(Listed entry, Person person, String notes) {
        Optional<String> login = person.github()
                .filter(known -> !known.equalsIgnoreCase(entry.github().orElse("")))
                .or(entry::github);
        return new Listed(entry.line(), entry.name(), login, Optional.empty(), Optional.empty(), notes);
    }

    /** Who manages a branch by the release cycle alone gets the note by hand: drift asks for it. */
    private String notes(Listed entry, Person person) {
        Set<Role.Kind> roles = noted(person, day);
        if (entry.roles().contains(Role.Kind.RELEASE_MANAGER) && manages(roster, person, day)) {
            roles.add(Role.Kind.RELEASE_MANAGER);
        }
        return roles.equals(entry.roles()) ? entry.notes() : notes(roles, entry.otherNotes());
    }

    private static String notes(Set<Role.Kind> roles, List<String> others) {
        return Stream.concat(roles.stream().map(Listed::note), others.stream()).collect(Collectors.joining(", "));
    }

    /** The roles of the notes that a person holds by the roster itself. */
    static Set<Role.Kind> noted(Person person, LocalDate day) {
        Set<Role.Kind> held = EnumSet.noneOf(Role.Kind.class);
        Listed.NOTED.stream()
                .filter(kind -> roles(person.roles(), kind, day).findAny().isPresent())
                .forEach(held::add);
        return held;
    }

    /** Whether the release cycle or the roster names a person as manager of a branch that lives. */
    static boolean manages(Roster roster, Person person, LocalDate day) {
        return roles(roster.roles(person), Role.Kind.RELEASE_MANAGER, day)
                .flatMap(role -> role.branch().stream())
                .flatMap(version -> roster.branch(version).stream())
                .anyMatch(branch -> branch.isAlive(day));
    }

    static Stream<Role> roles(List<Role> roles, Role.Kind kind, LocalDate day) {
        return roles.stream().filter(role -> role.kind() == kind && role.when().holds(day));
    }
}
