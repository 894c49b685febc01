package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Which versions were released when, as they were read last. */
@ApplicationScoped
public class ReleaseStore {
    private final Sql rows;

    ReleaseStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** @param expected whether it is only planned */
    public record Row(String version, LocalDate day, boolean expected) {}

    public List<Row> all() {
        return rows.query(
                "select version, released_on, expected from python_release order by version",
                row -> new Row(row.getString(1), row.getObject(2, LocalDate.class), row.getBoolean(3)));
    }

    /** In the place of all that were there; in the transaction of the caller. */
    public void replace(Collection<Row> releases) {
        rows.update("delete from python_release");
        releases.forEach(row -> rows.update(
                "insert into python_release (version, released_on, expected) values (?, ?, ?)",
                row.version(),
                row.day(),
                row.expected()));
    }
}
