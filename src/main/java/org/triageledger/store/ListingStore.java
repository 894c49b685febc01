package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.Published;

/** The published lists as they were last taken. */
@ApplicationScoped
public class ListingStore {
    public Published all() {
        Map<Listing.Kind, Listing> lists = new EnumMap<>(Listing.Kind.class);
        for (Listing.Kind kind : Listing.Kind.values()) {
            List<Listed> entries = ListedEntity.<ListedEntity>list("list", Sort.by("position"), kind.word()).stream()
                    .map(ListedEntity::listed)
                    .toList();
            if (!entries.isEmpty()) {
                lists.put(kind, new Listing(kind, entries));
            }
        }
        return new Published(Map.copyOf(lists));
    }

    /** A list becomes exactly this one; positions count from 1. */
    public void replace(Listing listing) {
        ListedEntity.delete("list", listing.kind().word());
        int position = 0;
        for (Listed listed : listing.entries()) {
            ListedEntity.of(listing.kind(), listed, ++position).persist();
        }
    }
}
