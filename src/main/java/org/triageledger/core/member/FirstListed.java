package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When somebody stood on the published list of members for the first time. Who came after the list was first published joined
 * then; those of the first list were members before, nobody knows since when.
 *
 * @param line of the file, from 1
 */
public record FirstListed(int line, String name, Optional<String> github, LocalDate day) {
    /** What becomes of the roster. */
    public record Result(List<Person> people, int changed) {}

    /** Gives a day to memberships without one, and changes nothing else: what the roster knows already is the better word. */
    public static Result apply(Roster roster, List<FirstListed> history) {
        Optional<LocalDate> beginning = history.stream().map(FirstListed::day).min(Comparator.naturalOrder());
        List<Person> people = new ArrayList<>();
        int changed = 0;
        for (Person person : roster.people()) {
            Person dated = history.stream()
                    .filter(firstListed ->
                            beginning.filter(firstListed.day::isAfter).isPresent()
                                    && firstListed.isAbout(person, roster))
                    .findFirst()
                    .map(firstListed -> since(person, firstListed.day))
                    .orElse(person);
            changed += dated.equals(person) ? 0 : 1;
            people.add(dated);
        }
        return new Result(List.copyOf(people), changed);
    }

    /** By the account; by the name only where one of both has no account and nobody else bears it. */
    private boolean isAbout(Person person, Roster roster) {
        if (github.isPresent() && person.github().isPresent()) {
            return github.get()
                    .toLowerCase(Locale.ROOT)
                    .equals(person.github().get().toLowerCase(Locale.ROOT));
        }
        return roster.named(name).equals(List.of(person));
    }

    private static Person since(Person person, LocalDate day) {
        boolean isOpen = person.memberships().size() == 1
                && person.memberships().getFirst().from().isEmpty()
                && person.memberships()
                        .getFirst()
                        .to()
                        .map(last -> !last.isBefore(day))
                        .orElse(true);
        return isOpen
                ? new Person(
                        person.id(),
                        person.name(),
                        person.aliases(),
                        person.github(),
                        List.of(new Dated(
                                Optional.of(day),
                                person.memberships().getFirst().to())),
                        person.addresses(),
                        person.roles())
                : person;
    }
}
