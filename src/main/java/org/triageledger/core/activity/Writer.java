package org.triageledger.core.activity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** Who stands behind a message, in the eyes of the roster on the UTC day of its arrival. Trust is another question. */
sealed interface Writer {
    /** A member on that day, by id. */
    record Member(String id) implements Writer {}

    /**
     * Somebody known by address or account who was no member on that day.
     *
     * @param person their id, where the roster knows them: a member of other days
     */
    record Outsider(Optional<String> person) implements Writer {}

    /**
     * One of several, or nobody that can be named.
     *
     * @param members those of them who were members on that day, sorted
     * @param maybeOutsider whether it can be somebody else as well
     */
    record Unclear(Set<String> members, boolean maybeOutsider) implements Writer {}

    static Writer of(Message message, Roster roster) {
        return switch (message.author()) {
            case Author.Direct direct -> at(direct.mailbox(), message, roster);
            case Author.Unmunged unmunged -> at(unmunged.mailbox(), message, roster);
            case Author.Unwrapped unwrapped -> at(unwrapped.mailbox(), message, roster);
            case Author.Relayed relayed -> known(roster.byLogin(relayed.login()), message);
            case Author.Ambiguous ambiguous -> oneOf(ambiguous.candidates(), message, roster);
        };
    }

    private static Writer at(Mailbox mailbox, Message message, Roster roster) {
        return known(roster.owner(mailbox.address(), message.day()), message);
    }

    private static Writer known(Optional<Person> person, Message message) {
        return person.filter(somebody -> somebody.isMember(message.day()))
                .<Writer>map(member -> new Member(member.id()))
                .orElseGet(() -> new Outsider(person.map(Person::id)));
    }

    private static Writer oneOf(List<Mailbox> candidates, Message message, Roster roster) {
        Set<String> members = new TreeSet<>();
        boolean maybeOutsider = candidates.isEmpty();
        for (Mailbox candidate : candidates) {
            switch (at(candidate, message, roster)) {
                case Member member -> members.add(member.id);
                case Outsider ignored -> maybeOutsider = true;
                case Unclear ignored -> maybeOutsider = true;
            }
        }
        if (members.isEmpty() && !candidates.isEmpty()) {
            return new Outsider(Optional.empty());
        }
        return new Unclear(members, maybeOutsider);
    }
}
