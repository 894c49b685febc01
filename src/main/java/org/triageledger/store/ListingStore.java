package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.Published;

/** The published lists as they were last taken. */
@ApplicationScoped
@TableAccess
public class ListingStore {
    private final ListedRows rows;

    ListingStore(ListedRows rows) {
        this.rows = rows;
    }

    public Published all() {
        Map<Listing.Kind, Listing> lists = new EnumMap<>(Listing.Kind.class);
        for (Listing.Kind kind : Listing.Kind.values()) {
            List<Listed> entries = rows.of(kind);
            if (!entries.isEmpty()) {
                lists.put(kind, new Listing(kind, entries));
            }
        }
        return new Published(Map.copyOf(lists));
    }

    /** A list becomes exactly this one; positions count from 1. */
    public void replace(Listing listing) {
        rows.replace(listing);
    }
}
