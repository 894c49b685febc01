package org.triageledger.core.activity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** By which addresses and accounts two rosters may see another writer behind a message. */
final class RosterChange {
    private final Set<Address> addresses = new HashSet<>();
    private final Set<String> logins = new HashSet<>();

    RosterChange(Roster before, Roster after) {
        Set<Person> known = new HashSet<>(before.people());
        Set<Person> now = new HashSet<>(after.people());
        Stream.concat(before.people().stream(), after.people().stream())
                .filter(person -> !known.contains(person) || !now.contains(person))
                .forEach(this::note);
    }

    private void note(Person person) {
        person.addresses().stream().map(OwnedAddress::address).forEach(addresses::add);
        person.github().map(login -> login.toLowerCase(Locale.ROOT)).ifPresent(logins::add);
    }

    boolean isNone() {
        return addresses.isEmpty() && logins.isEmpty();
    }

    Set<Address> addresses() {
        return addresses;
    }

    /** Whether another writer may stand behind a message; a tag in an address, and what GitHub gives out, may hide whose it is. */
    boolean concerns(Message message) {
        return switch (message.author()) {
            case Author.Direct direct -> concerns(direct.mailbox());
            case Author.Unmunged unmunged -> concerns(unmunged.mailbox());
            case Author.Unwrapped unwrapped -> concerns(unwrapped.mailbox());
            case Author.Relayed relayed -> logins.contains(relayed.login().toLowerCase(Locale.ROOT));
            case Author.Ambiguous ambiguous -> concerns(ambiguous.candidates());
        };
    }

    private boolean concerns(List<Mailbox> candidates) {
        for (Mailbox candidate : candidates) {
            if (concerns(candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean concerns(Mailbox mailbox) {
        Address address = mailbox.address();
        if (addresses.contains(address) || (!logins.isEmpty() && Roster.isOfAccount(address))) {
            return true;
        }
        int tag = address.local().indexOf('+');
        return tag > 0 && addresses.contains(new Address(address.local().substring(0, tag), address.domain()));
    }
}
