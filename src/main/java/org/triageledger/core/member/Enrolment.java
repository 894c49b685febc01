package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a published list into the roster. It only adds: people, spellings of names, accounts, memberships and roles of those who
 * never had any. What somebody once had and lost was a decision, which a list that lags behind must not undo; where list and
 * roster then disagree is drift.
 */
public final class Enrolment {
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> added = new HashSet<>();
    private final Set<String> emeriti;
    private final Listing listing;
    private final LocalDate day;

    /** Nobody knows since when those were members who are on the first list; the others came between that and this one. */
    private final Optional<LocalDate> since;

    private Enrolment(Roster roster, Published before, Listing listing, LocalDate day) {
        roster.people().forEach(person -> people.put(person.id(), person));
        roster.people().forEach(person -> ids.add(person.id().toLowerCase(Locale.ROOT)));
        this.emeriti = before.recorded(roster, Listing.Kind.EMERITI);
        this.listing = listing;
        this.day = day;
        this.since = before.last(Listing.Kind.MEMBERS).entries().isEmpty() ? Optional.empty() : Optional.of(day);
    }

    /** What becomes of the roster. */
    public record Result(List<Person> people, int added, int changed) {}

    /**
     * @param before the lists as they were last taken
     * @param day the UTC day on which the list holds
     */
    public static Result of(Roster roster, Published before, Listing listing, LocalDate day) {
        Enrolment enrolment = new Enrolment(roster, before, listing, day);
        Recognition recognition = new Recognition(roster, listing);
        listing.entries().forEach(entry -> enrolment.take(entry, recognition.of(entry)));
        List<Person> people = List.copyOf(enrolment.people.values());
        int changed = (int) roster.people().stream()
                .filter(person -> !person.equals(enrolment.people.get(person.id())))
                .count();
        return new Result(people, enrolment.added.size(), changed);
    }

    private void take(Listed entry, Recognition.Match match) {
        switch (match) {
            case Recognition.Match.One(Person person) -> {
                Person current = people.getOrDefault(person.id(), person);
                people.put(current.id(), enrolled(renamed(current, entry), entry));
            }
            case Recognition.Match.Nobody() -> {
                Person fresh =
                        new Person(id(entry), entry.name(), List.of(), entry.github(), List.of(), List.of(), List.of());
                added.add(fresh.id());
                people.put(fresh.id(), enrolled(fresh, entry));
            }
            case Recognition.Match.Several several -> {}
            case Recognition.Match.OtherAccount other -> {}
        }
    }

    private static Person renamed(Person person, Listed entry) {
        Set<String> aliases = new TreeSet<>(person.aliases());
        if (!Drifts.bears(person, entry.name())) {
            aliases.add(entry.name());
        }
        return new Person(
                person.id(),
                person.name(),
                List.copyOf(aliases),
                person.github().or(entry::github),
                person.memberships(),
                person.addresses(),
                person.roles());
    }

    private Person enrolled(Person person, Listed entry) {
        if (listing.kind() != Listing.Kind.MEMBERS) {
            return person;
        }
        List<Dated> memberships = person.memberships().isEmpty() && !emeriti.contains(person.id())
                ? List.of(new Dated(since, Optional.empty()))
                : person.memberships();
        List<Role> roles = new ArrayList<>(person.roles());
        if (memberships.stream().anyMatch(stretch -> stretch.holds(day))) {
            Set<Role.Kind> known = EnumSet.noneOf(Role.Kind.class);
            person.roles().forEach(role -> known.add(role.kind()));
            entry.roles().stream()
                    .filter(kind -> !known.contains(kind))
                    .map(kind -> new Role(kind, Optional.empty(), new Dated(since, Optional.empty()), Optional.empty()))
                    .forEach(roles::add);
        }
        return new Person(
                person.id(),
                person.name(),
                person.aliases(),
                person.github(),
                memberships,
                person.addresses(),
                List.copyOf(roles));
    }

    /** The account in small letters, else the name; a number behind it where that is taken. */
    private String id(Listed entry) {
        String plain = entry.github()
                .map(login -> login.toLowerCase(Locale.ROOT))
                .orElseGet(() -> NameKey.of(entry.name())
                        .value()
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", ""));
        String stem = plain.isEmpty() ? "person" : plain.substring(0, Math.min(plain.length(), 90));
        String id = stem;
        for (int i = 2; !ids.add(id); i++) {
            id = stem + "-" + i;
        }
        return id;
    }
}
