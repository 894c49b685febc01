package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Which versions were released when, as they were read last. */
@ApplicationScoped
@TableAccess
public class ReleaseStore {
    private final ReleaseRows rows;

    ReleaseStore(ReleaseRows rows) {
        this.rows = rows;
    }

    /** @param expected whether it is only planned */
    public record Row(String version, LocalDate day, boolean expected) {}

    public List<Row> all() {
        return rows.all();
    }

    /** In the place of all that were there; in the transaction of the caller. */
    public void replace(Collection<Row> releases) {
        rows.clear();
        releases.forEach(row -> rows.session().insert(ReleaseEntity.of(row)));
    }
}
