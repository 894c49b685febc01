package org.triageledger.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.NullUnmarked;
import org.triageledger.core.member.Branch;

/** A release branch as it was last published. */
@Entity
@Table(name = "branch")
@NullUnmarked
class BranchEntity {
    @Id
    String version;

    String status;

    @Column(name = "first_release")
    LocalDate firstRelease;

    @Column(name = "end_of_life")
    LocalDate endOfLife;

    @ElementCollection
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "branch_manager", joinColumns = @JoinColumn(name = "version"))
    @OrderColumn(name = "position")
    @Column(name = "name")
    List<String> managers = new ArrayList<>();

    static BranchEntity of(Branch branch) {
        BranchEntity entity = new BranchEntity();
        entity.version = branch.version();
        entity.status = branch.status().word();
        entity.firstRelease = branch.firstRelease().orElse(null);
        entity.endOfLife = branch.endOfLife().orElse(null);
        entity.managers.addAll(branch.managers());
        return entity;
    }

    Branch branch() {
        return new Branch(
                version,
                Words.of(Branch.Status.class, status),
                Optional.ofNullable(firstRelease),
                Optional.ofNullable(endOfLife),
                List.copyOf(managers));
    }
}
