package org.triageledger.core.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Word;
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

    enum How implements Word {
        REMOVED,
        RESIGNED;
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
                    memberships.add(new Dated(Optional.of(joins.joined), Optional.empty()));
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
