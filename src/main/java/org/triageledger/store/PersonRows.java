package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.triageledger.core.member.Person;

/** Rows of {@link PersonEntity} and of its lists. */
@ApplicationScoped
class PersonRows implements FreshRows<PersonEntity, String> {
    List<Person> inOrder() {
        return read(findAll(Sort.by("id")), PersonEntity::person);
    }

    void replace(List<Person> people) {
        clear();
        add(people.stream().map(PersonEntity::of));
    }
}
