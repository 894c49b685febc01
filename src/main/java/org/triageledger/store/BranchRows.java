package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.triageledger.core.member.Branch;

/** Rows of {@link BranchEntity} and of its list. */
@ApplicationScoped
class BranchRows implements FreshRows<BranchEntity, String> {
    List<Branch> inOrder() {
        return read(findAll(Sort.by("version")), BranchEntity::branch);
    }

    void replace(List<Branch> branches) {
        clear();
        add(branches.stream().map(BranchEntity::of));
    }
}
