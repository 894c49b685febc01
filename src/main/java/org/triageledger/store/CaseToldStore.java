package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** Who was told of what about cases, so that nobody is told twice. */
@ApplicationScoped
@TableAccess
public class CaseToldStore {
    private final CaseToldRows rows;

    CaseToldStore(CaseToldRows rows) {
        this.rows = rows;
    }

    /** All that a person was ever told of. */
    public Set<String> told(String person) {
        return new HashSet<>(rows.told(person));
    }

    /** What a person was told of on a UTC day. */
    public Set<String> told(String person, LocalDate day) {
        return new HashSet<>(rows.told(person, day));
    }

    /** Notes that a person is told of something they were not told of before. */
    public void add(String person, String about, LocalDate day) {
        rows.session().insert(CaseToldEntity.of(person, about, day));
    }
}
