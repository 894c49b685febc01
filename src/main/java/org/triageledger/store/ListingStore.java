package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.Published;

/** The published lists as they were last taken. */
@ApplicationScoped
public class ListingStore {
    private final Session rows;

    ListingStore(Session rows) {
        this.rows = rows;
    }

    public Published all() {
        Map<Listing.Kind, Listing> lists = new EnumMap<>(Listing.Kind.class);
        for (Listing.Kind kind : Listing.Kind.values()) {
            List<Listed> entries = rows
                    .createSelectionQuery("from ListedEntity where list = :list order by position", ListedEntity.class)
                    .setParameter("list", kind.word())
                    .getResultList()
                    .stream()
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
        rows.createMutationQuery("delete from ListedEntity where list = :list")
                .setParameter("list", listing.kind().word())
                .executeUpdate();
        int position = 0;
        for (Listed listed : listing.entries()) {
            rows.persist(ListedEntity.of(listing.kind(), listed, ++position));
        }
    }
}
