package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Pseudonyms;

/** The roster and the release branches. Kept in memory, and read again once somebody wrote them. */
@ApplicationScoped
public class RosterStore {
    private final Sql sql;
    private final Session rows;
    private volatile Kept kept = new Kept("", List.of(), List.of());

    RosterStore(DataSource dataSource, Session rows) {
        this.sql = new Sql(dataSource);
        this.rows = rows;
    }

    /** @param writtenBy the writing that they stem from, or a later one: what is read after its name is never older */
    private record Kept(String writtenBy, List<Person> people, List<Branch> branches) {}

    public List<Person> people() {
        return kept().people;
    }

    public List<Branch> branches() {
        return kept().branches;
    }

    private Kept kept() {
        String writtenBy = mark().orElse("");
        Kept known = kept;
        if (writtenBy.isEmpty() || !known.writtenBy.equals(writtenBy)) {
            known = new Kept(writtenBy, readPeople(), readBranches());
            kept = known;
        }
        return known;
    }

    /** Another one after each writing; empty as long as nobody wrote, or an older program did. */
    public Optional<String> mark() {
        return sql.query("select written_by from roster_version", row -> row.getString("written_by")).stream()
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** A name that never comes again, also where the transaction is rolled back. */
    private void written() {
        String name = UUID.randomUUID().toString();
        if (sql.update("update roster_version set written_by = ?", name) == 0) {
            sql.update("insert into roster_version (written_by) values (?)", name);
        }
    }

    private List<Person> readPeople() {
        return rows.createSelectionQuery("from PersonEntity order by id", PersonEntity.class).getResultList().stream()
                .map(PersonEntity::person)
                .toList();
    }

    private List<Branch> readBranches() {
        return rows
                .createSelectionQuery("from BranchEntity order by version", BranchEntity.class)
                .getResultList()
                .stream()
                .map(BranchEntity::branch)
                .toList();
    }

    /** The roster becomes these people, and those who were erased stay: no file names them. */
    public void replacePeople(List<Person> people) {
        List<Person> all = new ArrayList<>(people);
        readPeople().stream()
                .filter(person -> Pseudonyms.number(person.id()).isPresent()
                        && people.stream().noneMatch(one -> one.id().equals(person.id())))
                .forEach(all::add);
        write(all);
    }

    /** Puts one person in the place of another. */
    public void replace(Person former, Person other) {
        List<Person> all = new ArrayList<>(readPeople());
        all.replaceAll(person -> person.id().equals(former.id()) ? other : person);
        write(all);
    }

    private void write(List<Person> people) {
        rows.createSelectionQuery("from PersonEntity", PersonEntity.class)
                .getResultList()
                .forEach(rows::remove);
        rows.flush();
        people.forEach(person -> rows.persist(PersonEntity.of(person)));
        rows.flush();
        written();
    }

    /** The release cycle becomes exactly these branches. */
    public void replaceBranches(List<Branch> branches) {
        rows.createSelectionQuery("from BranchEntity", BranchEntity.class)
                .getResultList()
                .forEach(rows::remove);
        rows.flush();
        branches.forEach(branch -> rows.persist(BranchEntity.of(branch)));
        rows.flush();
        written();
    }
}
