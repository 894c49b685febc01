package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/** Who was told of what about cases, so that nobody is told twice. */
@ApplicationScoped
public class CaseToldStore {
    private final Sql rows;

    CaseToldStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** All that a person was ever told of. */
    public Set<String> told(String person) {
        return new HashSet<>(
                rows.query("select about from case_told where person = ?", row -> row.getString(1), person));
    }

    /** What a person was told of on a UTC day. */
    public Set<String> told(String person, LocalDate day) {
        return new HashSet<>(rows.query(
                "select about from case_told where person = ? and told_on = ?", row -> row.getString(1), person, day));
    }

    /** Notes that a person is told of something they were not told of before. */
    public void add(String person, String about, LocalDate day) {
        rows.update("insert into case_told (person, about, told_on) values (?, ?, ?)", person, about, day);
    }
}
