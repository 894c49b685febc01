package org.triageledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** An address from which mail of ours came back. */
@Entity
@Table(name = "unreachable")
@NullUnmarked
class UnreachableEntity {
    @Id
    String address;

    String person;

    Instant since;

    String why;

    static UnreachableEntity of(String address, String person, Instant since, String why) {
        UnreachableEntity entity = new UnreachableEntity();
        entity.address = address;
        entity.person = person;
        entity.since = since;
        entity.why = why;
        return entity;
    }
}
