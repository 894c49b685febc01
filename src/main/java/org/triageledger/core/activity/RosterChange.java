package org.triageledger.core.activity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        Map<String, List<Person>> known = byId(before);
        Map<String, List<Person>> now = byId(after);
        Set<String> ids = new HashSet<>(known.keySet());
        ids.addAll(now.keySet());
        for (String id : ids) {
            note(known.getOrDefault(id, List.of()), now.getOrDefault(id, List.of()));
        }
    }

    private static Map<String, List<Person>> byId(Roster roster) {
        return roster.people().stream().collect(Collectors.groupingBy(Person::id));
    }

    private void note(List<Person> before, List<Person> after) {
        if (before.equals(after)) {
            return;
        }
        if (before.size() == 1 && after.size() == 1 && hasOtherAddressesAlone(before.getFirst(), after.getFirst())) {
            noteOtherAddresses(before.getFirst(), after.getFirst());
        } else {
            before.forEach(this::note);
            after.forEach(this::note);
        }
    }

    private static boolean hasOtherAddressesAlone(Person before, Person after) {
        return new Person(
                        before.id(),
                        before.name(),
                        before.aliases(),
                        before.github(),
                        before.memberships(),
                        after.addresses(),
                        before.roles())
                .equals(after);
    }

    /** Mail from the addresses that both have is whose it was. */
    private void noteOtherAddresses(Person before, Person after) {
        Set<OwnedAddress> changed = new HashSet<>(before.addresses());
        changed.addAll(after.addresses());
        Set<OwnedAddress> same = new HashSet<>(before.addresses());
        same.retainAll(after.addresses());
        changed.removeAll(same);
        changed.stream().map(OwnedAddress::address).forEach(addresses::add);
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
