package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;

/** Rows of {@link ListedEntity}. */
@ApplicationScoped
class ListedRows implements FreshRows<ListedEntity, Long> {
    List<Listed> of(Listing.Kind kind) {
        return read(find("list", Sort.by("position"), kind.word()), ListedEntity::listed);
    }

    /** Positions count from 1. */
    void replace(Listing listing) {
        delete("list", listing.kind().word());
        List<Listed> entries = listing.entries();
        add(IntStream.range(0, entries.size())
                .mapToObj(at -> ListedEntity.of(listing.kind(), entries.get(at), at + 1)));
    }
}
