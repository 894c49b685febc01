package org.triageledger.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;

/**
 * What a person said of an address, beside what the roster says.
 *
 * @param belongs whether it belongs to the person on these days; otherwise it does not, on any day
 */
public record AddressLink(String person, Address address, Dated when, boolean belongs) {
    /** The people as they are with these said, in order: a later word on an address goes before an earlier one. */
    public static List<Person> apply(List<Person> people, List<AddressLink> links) {
        return links.isEmpty()
                ? people
                : people.stream().map(person -> apply(person, links)).toList();
    }

    private static Person apply(Person person, List<AddressLink> links) {
        List<OwnedAddress> addresses = new ArrayList<>(person.addresses());
        for (AddressLink link : links) {
            if (link.person.equals(person.id())) {
                addresses.removeIf(owned -> owned.address().equals(link.address)
                        && (!link.belongs || owned.when().overlaps(link.when)));
                if (link.belongs) {
                    addresses.add(new OwnedAddress(link.address, link.when));
                }
            }
        }
        return addresses.equals(person.addresses())
                ? person
                : new Person(
                        person.id(),
                        person.name(),
                        person.aliases(),
                        person.github(),
                        person.memberships(),
                        addresses,
                        person.roles());
    }

    /** Others to whom the address belongs on some of the days. */
    public Stream<Person> rivals(List<Person> people) {
        return people.stream()
                .filter(other -> !other.id().equals(person))
                .filter(other -> other.addresses().stream()
                        .anyMatch(owned ->
                                owned.address().equals(address) && owned.when().overlaps(when)));
    }
}
