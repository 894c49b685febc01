package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Pseudonyms;

/** The roster and the release branches. Kept in memory, and read again once somebody wrote them. */
@ApplicationScoped
@TableAccess
public class RosterStore {
    private final Sql sql;
    private final PersonRows people;
    private final BranchRows branches;
    private volatile Written kept = new Written("", List.of(), List.of());

    RosterStore(DataSource dataSource, PersonRows people, BranchRows branches) {
        this.sql = new Sql(dataSource);
        this.people = people;
        this.branches = branches;
    }

    /**
     * The whole roster. As long as nobody writes it, the lists are the same objects.
     *
     * @param by the writing that they stem from, or a later one: what is read after its name is never older
     */
    public record Written(String by, List<Person> people, List<Branch> branches) {}

    public List<Person> people() {
        return all().people;
    }

    public List<Branch> branches() {
        return all().branches;
    }

    /** People and release branches of one moment. */
    public Written all() {
        String writtenBy = mark().orElse("");
        Written known = kept;
        if (writtenBy.isEmpty() || !known.by.equals(writtenBy)) {
            known = new Written(writtenBy, people.inOrder(), branches.inOrder());
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

    /** The roster becomes these people, and those who were erased stay: no file names them. */
    public void replacePeople(List<Person> others) {
        List<Person> all = new ArrayList<>(others);
        people.inOrder().stream()
                .filter(person -> Pseudonyms.number(person.id()).isPresent()
                        && others.stream().noneMatch(one -> one.id().equals(person.id())))
                .forEach(all::add);
        write(all);
    }

    /** Puts one person in the place of another. */
    public void replace(Person former, Person other) {
        List<Person> all = new ArrayList<>(people.inOrder());
        all.replaceAll(person -> person.id().equals(former.id()) ? other : person);
        write(all);
    }

    private void write(List<Person> all) {
        people.replace(all);
        written();
    }

    /** The release cycle becomes exactly these branches. */
    public void replaceBranches(List<Branch> cycle) {
        branches.replace(cycle);
        written();
    }
}
