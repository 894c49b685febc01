package org.triageledger.core.membership;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;

/** What a decision does to the membership of somebody. It is written down beside what was, never over it. */
public sealed interface Effect {
    String person();

    String reason();

    Act act();

    /** @param lastDay the last UTC day of the membership */
    record Leaves(String person, How how, LocalDate lastDay, String reason, Act act) implements Effect {}

    /**
     * @param person the id in the roster; of somebody who is not known yet, a new one
     * @param joined the first UTC day of the membership
     */
    record Joins(String person, String name, Optional<String> github, LocalDate joined, String reason, Act act)
            implements Effect {}

    enum How implements Named {
        REMOVED,
        RESIGNED;
    }

    /**
     * Everybody with all of it applied, in order. Anyone who joined and is in no roster yet is known from then on, at the end; if
     * the roster learns of them later under another id, it is the account that tells.
     */
    static List<Person> applyAll(List<Person> people, List<Effect> effects) {
        List<Person> now = new ArrayList<>(people);
        for (Effect effect : effects) {
            Optional<Person> known = known(now, effect);
            if (known.isPresent()) {
                now.set(now.indexOf(known.get()), apply(known.get(), effect));
            } else if (effect instanceof Joins joins) {
                Person fresh =
                        new Person(joins.person, joins.name, List.of(), joins.github, List.of(), List.of(), List.of());
                now.add(apply(fresh, joins));
            }
        }
        return List.copyOf(now);
    }

    private static Optional<Person> known(List<Person> people, Effect effect) {
        Optional<Person> byId = people.stream()
                .filter(person -> person.id().equals(effect.person()))
                .findFirst();
        Optional<String> login = effect instanceof Joins joins ? joins.github : Optional.empty();
        return byId.or(() -> people.stream()
                .filter(person -> login.isPresent()
                        && person.github().filter(login.get()::equalsIgnoreCase).isPresent())
                .findFirst());
    }

    /** A roster that learnt of somebody late knows a later first day: the membership begins earlier then, and is one. */
    private static void join(List<Dated> memberships, LocalDate joined) {
        Optional<Dated> later = memberships.stream()
                .filter(stretch -> stretch.from().filter(joined::isBefore).isPresent())
                .min(Comparator.comparing(stretch -> stretch.from().orElse(LocalDate.MAX)));
        later.ifPresent(memberships::remove);
        memberships.add(new Dated(Optional.of(joined), later.flatMap(Dated::to)));
    }

    /** Somebody with an effect applied. Who is gone already stays gone since then; who is a member stays one since then. */
    static Person apply(Person person, Effect effect) {
        List<Dated> memberships = new ArrayList<>();
        switch (effect) {
            case Leaves leaves -> {
                for (Dated stretch : person.memberships()) {
                    boolean begins = stretch.from()
                            .map(first -> !first.isAfter(leaves.lastDay))
                            .orElse(true);
                    boolean outlasts = stretch.to()
                            .map(last -> last.isAfter(leaves.lastDay))
                            .orElse(true);
                    if (begins && outlasts) {
                        memberships.add(new Dated(stretch.from(), Optional.of(leaves.lastDay)));
                    } else if (begins) {
                        memberships.add(stretch);
                    }
                }
            }
            case Joins joins -> {
                memberships.addAll(person.memberships());
                if (!person.isMember(joins.joined)) {
                    join(memberships, joins.joined);
                }
            }
        }
        return new Person(
                person.id(),
                person.name(),
                person.aliases(),
                person.github(),
                List.copyOf(memberships),
                person.addresses(),
                person.roles());
    }
}
