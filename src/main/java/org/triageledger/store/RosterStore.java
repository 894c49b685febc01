package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Pseudonyms;

/** The roster and the release branches. Kept in memory, and read again once somebody wrote them. */
@ApplicationScoped
public class RosterStore {
    private final Sql sql;
    private volatile Kept kept = new Kept("", List.of(), List.of());

    RosterStore(DataSource dataSource) {
        this.sql = new Sql(dataSource);
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
        String writtenBy =
                sql.query("select written_by from roster_version", row -> row.getString("written_by")).stream()
                        .findFirst()
                        .orElse("");
        Kept known = kept;
        if (writtenBy.isEmpty() || !known.writtenBy.equals(writtenBy)) {
            known = new Kept(writtenBy, readPeople(), readBranches());
            kept = known;
        }
        return known;
    }

    /** A name that never comes again, also where the transaction is rolled back. */
    private void written() {
        String name = UUID.randomUUID().toString();
        if (sql.update("update roster_version set written_by = ?", name) == 0) {
            sql.update("insert into roster_version (written_by) values (?)", name);
        }
    }

    private static List<Person> readPeople() {
        return PersonEntity.<PersonEntity>listAll(Sort.by("id")).stream()
                .map(PersonEntity::person)
                .toList();
    }

    private static List<Branch> readBranches() {
        return BranchEntity.<BranchEntity>listAll(Sort.by("version")).stream()
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
        PersonEntity.<PersonEntity>listAll().forEach(PersonEntity::delete);
        PersonEntity.flush();
        people.forEach(person -> PersonEntity.of(person).persist());
        PersonEntity.flush();
        written();
    }

    /** The release cycle becomes exactly these branches. */
    public void replaceBranches(List<Branch> branches) {
        BranchEntity.<BranchEntity>listAll().forEach(BranchEntity::delete);
        BranchEntity.flush();
        branches.forEach(branch -> BranchEntity.of(branch).persist());
        BranchEntity.flush();
        written();
    }
}
