package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a published list and the roster disagree on a UTC day. */
public final class Drifts {
    private final Roster roster;
    private final Listing listing;
    private final LocalDate day;
    private final Set<String> recorded;
    private final Set<String> seen = new HashSet<>();
    private final List<Drift> found = new ArrayList<>();

    private Drifts(Roster roster, Published last, Listing listing, LocalDate day) {
        this.roster = roster;
        this.listing = listing;
        this.day = day;
        this.recorded = last.recorded(roster, listing.kind());
    }

    /**
     * In the order of the list, then those who are not on it in the order of the roster.
     *
     * @param last the lists as they were last taken
     */
    public static List<Drift> of(Roster roster, Published last, Listing listing, LocalDate day) {
        Drifts drifts = new Drifts(roster, last, listing, day);
        Recognition recognition = new Recognition(roster, listing);
        listing.entries().forEach(entry -> drifts.entry(entry, recognition.of(entry)));
        drifts.missing();
        return List.copyOf(drifts.found);
    }

    static boolean bears(Person person, String name) {
        NameKey key = NameKey.of(name);
        return Stream.concat(Stream.of(person.name()), person.aliases().stream())
                .anyMatch(known -> NameKey.of(known).equals(key));
    }

    /** Somebody whose memberships are all over. */
    static boolean isFormer(Person person, LocalDate day) {
        return !person.memberships().isEmpty()
                && person.memberships().stream()
                        .allMatch(stretch -> stretch.to().filter(day::isAfter).isPresent());
    }

    private void entry(Listed entry, Recognition.Match match) {
        switch (match) {
            case Recognition.Match.One(Person person) -> known(entry, person);
            case Recognition.Match.Nobody() ->
                add("not-in-roster", entry, Optional.empty(), entry.name() + " is in the file and not in the roster.");
            case Recognition.Match.Several(List<Person> people) ->
                add(
                        "ambiguous-name",
                        entry,
                        Optional.empty(),
                        people.size() + " people of the roster bear the name " + entry.name()
                                + ": say by the GitHub account who is meant.");
            case Recognition.Match.OtherAccount(Person person) -> {
                seen.add(person.id());
                add(
                        "account-differs",
                        entry,
                        Optional.of(person),
                        entry.name() + " has the GitHub account "
                                + entry.github().orElse("") + " in the file and "
                                + person.github().orElse("") + " in the roster: correct one, or add the second person"
                                + " to the roster.");
            }
        }
    }

    private void known(Listed entry, Person person) {
        seen.add(person.id());
        standing(entry, person);
        if (!bears(person, entry.name())) {
            add(
                    "name-differs",
                    entry,
                    Optional.of(person),
                    "The file calls " + person.name() + " " + entry.name() + ": give the roster an alias.");
        }
        long bearers = roster.named(entry.name()).stream()
                .filter(other -> !other.id().equals(person.id()))
                .count();
        if (bearers > 0) {
            add(
                    "ambiguous-name",
                    entry,
                    Optional.of(person),
                    (bearers + 1) + " people of the roster bear the name " + entry.name()
                            + ": where only the name is given, nobody can say who is meant.");
        }
        if (listing.kind() == Listing.Kind.MEMBERS) {
            accounts(entry, person);
            if (person.isMember(day)) {
                notes(entry, person);
            }
        }
    }

    private void standing(Listed entry, Person person) {
        boolean member = person.isMember(day);
        switch (listing.kind()) {
            case MEMBERS -> {
                if (!member) {
                    String since = isFormer(person, day)
                            ? person.memberships().stream()
                                    .flatMap(stretch -> stretch.to().stream())
                                    .max(LocalDate::compareTo)
                                    .map(last -> " since " + last)
                                    .orElse("")
                            : "";
                    add(
                            "not-a-member",
                            entry,
                            Optional.of(person),
                            entry.name() + " is listed as a member and is none" + since + " by the roster.");
                }
            }
            case EMERITI -> {
                if (member) {
                    add(
                            "is-a-member",
                            entry,
                            Optional.of(person),
                            entry.name() + " is listed among the emeriti and is a member by the roster.");
                } else if (!isFormer(person, day)) {
                    record(entry, person);
                }
            }
            case CORE_TEAM -> record(entry, person);
        }
    }

    private void record(Listed entry, Person person) {
        if (!recorded.contains(person.id())) {
            add(
                    "not-recorded",
                    entry,
                    Optional.of(person),
                    entry.name() + " is known, but not as one of this list: import the file.");
        }
    }

    private void accounts(Listed entry, Person person) {
        Optional<String> none = Optional.of("no GitHub account");
        if (entry.github().isPresent() != person.github().isPresent()) {
            add(
                    "account-differs",
                    entry,
                    Optional.of(person),
                    entry.name() + " has " + entry.github().or(() -> none).orElse("") + " in the file and "
                            + person.github().or(() -> none).orElse("") + " in the roster.");
        }
    }

    private void notes(Listed entry, Person person) {
        Set<Role.Kind> noted = entry.roles();
        Set<Role.Kind> own = Publication.noted(person, day);
        boolean manages = Publication.manages(roster, person, day);
        Set<Role.Kind> held = new TreeSet<>(own);
        if (manages && noted.contains(Role.Kind.RELEASE_MANAGER)) {
            held.add(Role.Kind.RELEASE_MANAGER);
        }
        if (!noted.equals(held)) {
            add(
                    "notes-differ",
                    entry,
                    Optional.of(person),
                    entry.name() + " is noted as " + words(noted) + " in the file and as " + words(held)
                            + " in the roster.");
        } else if (manages && !noted.contains(Role.Kind.RELEASE_MANAGER)) {
            add(
                    "manager-not-noted",
                    entry,
                    Optional.of(person),
                    entry.name() + " manages a living branch and is not noted as Release Manager.");
        }
        for (String note : entry.otherNotes()) {
            boolean given = Listed.role(note)
                    .filter(kind -> Publication.roles(person.roles(), kind, day)
                            .findAny()
                            .isPresent())
                    .isPresent();
            if (!given) {
                add(
                        "note-without-role",
                        entry,
                        Optional.of(person),
                        "The note \"" + note + "\" of " + entry.name()
                                + " gives no role: give one by hand if it should.");
            }
        }
    }

    private void missing() {
        for (Person person : roster.people()) {
            boolean expected = switch (listing.kind()) {
                case MEMBERS -> person.isMember(day);
                case EMERITI -> !person.isMember(day) && (isFormer(person, day) || recorded.contains(person.id()));
                case CORE_TEAM -> recorded.contains(person.id());
            };
            if (expected && !seen.contains(person.id())) {
                String what = switch (listing.kind()) {
                    case MEMBERS -> " is a member";
                    case EMERITI -> " is a former member";
                    case CORE_TEAM -> " was of the core team when its list was last taken";
                };
                found.add(new Drift(
                        "not-in-file",
                        0,
                        Optional.of(person.id()),
                        person.name(),
                        person.github(),
                        person.name() + what + " by the roster and not in the file."));
            }
        }
    }

    private static String words(Set<Role.Kind> roles) {
        return roles.isEmpty() ? "nothing" : roles.stream().map(Listed::note).collect(Collectors.joining(" and "));
    }

    private void add(String code, Listed entry, Optional<Person> person, String sentence) {
        found.add(new Drift(code, entry.line(), person.map(Person::id), entry.name(), entry.github(), sentence));
    }
}
