package org.triageledger.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.NullUnmarked;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;

/** A person of the roster as it lies in its tables. */
@Entity
@Table(name = "person")
@NullUnmarked
class PersonEntity {
    @Id
    String id;

    String name;

    String github;

    @ElementCollection
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "person_alias", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "alias")
    Set<String> aliases = new TreeSet<>();

    @ElementCollection
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "membership", joinColumns = @JoinColumn(name = "person_id"))
    @OrderColumn(name = "position")
    List<MembershipDays> memberships = new ArrayList<>();

    @ElementCollection
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "address", joinColumns = @JoinColumn(name = "person_id"))
    @OrderColumn(name = "position")
    List<AddressDays> addresses = new ArrayList<>();

    @ElementCollection
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "role", joinColumns = @JoinColumn(name = "person_id"))
    @OrderColumn(name = "position")
    List<RoleDays> roles = new ArrayList<>();

    @Embeddable
    static class Days {
        LocalDate starts;
        LocalDate ends;

        static Days of(Dated dated) {
            Days days = new Days();
            days.starts = dated.from().orElse(null);
            days.ends = dated.to().orElse(null);
            return days;
        }

        Dated dated() {
            return new Dated(Optional.ofNullable(starts), Optional.ofNullable(ends));
        }
    }

    /** Hibernate forgets an element whose columns are all null; a membership without a known day still is one. */
    @Embeddable
    static class MembershipDays {
        String standing = "member";
        Days when = new Days();
    }

    @Embeddable
    static class AddressDays {
        String address;
        Days when = new Days();
    }

    @Embeddable
    static class RoleDays {
        String kind;
        String branch;
        Days when = new Days();
        String reason;
    }

    static PersonEntity of(Person person) {
        PersonEntity entity = new PersonEntity();
        entity.id = person.id();
        entity.name = person.name();
        entity.github = person.github().orElse(null);
        entity.aliases.addAll(person.aliases());
        for (Dated dated : person.memberships()) {
            MembershipDays row = new MembershipDays();
            row.when = Days.of(dated);
            entity.memberships.add(row);
        }
        for (OwnedAddress owned : person.addresses()) {
            AddressDays row = new AddressDays();
            row.address = owned.address().toString();
            row.when = Days.of(owned.when());
            entity.addresses.add(row);
        }
        for (Role role : person.roles()) {
            RoleDays row = new RoleDays();
            row.kind = role.kind().word();
            row.branch = role.branch().orElse(null);
            row.when = Days.of(role.when());
            row.reason = role.reason().orElse(null);
            entity.roles.add(row);
        }
        return entity;
    }

    Person person() {
        return new Person(
                id,
                name,
                List.copyOf(new TreeSet<>(aliases)),
                Optional.ofNullable(github),
                memberships.stream().map(row -> dated(row.when)).toList(),
                addresses.stream()
                        .flatMap(row -> Address.parse(row.address).stream()
                                .map(address -> new OwnedAddress(address, dated(row.when))))
                        .toList(),
                roles.stream()
                        .map(row -> new Role(
                                Words.of(Role.Kind.class, row.kind),
                                Optional.ofNullable(row.branch),
                                dated(row.when),
                                Optional.ofNullable(row.reason)))
                        .toList());
    }

    /** Hibernate gives null for an embedded value whose columns are all null. */
    private static Dated dated(Days days) {
        return days == null ? Dated.ALWAYS : days.dated();
    }
}
