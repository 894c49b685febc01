package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;

/** The roster and the release branches. */
@ApplicationScoped
public class RosterStore {
    public List<Person> people() {
        return PersonEntity.<PersonEntity>listAll(Sort.by("id")).stream()
                .map(PersonEntity::person)
                .toList();
    }

    public List<Branch> branches() {
        return BranchEntity.<BranchEntity>listAll(Sort.by("version")).stream()
                .map(BranchEntity::branch)
                .toList();
    }

    /** The roster becomes exactly these people. */
    public void replacePeople(List<Person> people) {
        PersonEntity.<PersonEntity>listAll().forEach(PersonEntity::delete);
        PersonEntity.flush();
        people.forEach(person -> PersonEntity.of(person).persist());
    }

    /** The release cycle becomes exactly these branches. */
    public void replaceBranches(List<Branch> branches) {
        BranchEntity.<BranchEntity>listAll().forEach(BranchEntity::delete);
        BranchEntity.flush();
        branches.forEach(branch -> BranchEntity.of(branch).persist());
    }
}
