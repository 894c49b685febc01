package org.triageledger.core.member;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The published lists as they were last taken. */
public record Published(Map<Listing.Kind, Listing> lists) {
    public static final Published NOTHING = new Published(Map.of());

    public Listing last(Listing.Kind kind) {
        return lists.getOrDefault(kind, new Listing(kind, List.of()));
    }

    /**
     * With a newer list. Anyone who is on the older one only stays behind whom they stood: that somebody vanished from a file is
     * drift until a person settles it.
     */
    public Published with(Listing newer) {
        List<Listed> merged = new ArrayList<>(newer.entries());
        int behind = 0;
        for (Listed old : last(newer.kind()).entries()) {
            int found = find(merged, old);
            if (found < 0) {
                merged.add(behind, old);
                found = behind;
            }
            behind = found + 1;
        }
        List<Listed> numbered = new ArrayList<>();
        for (Listed entry : merged) {
            numbered.add(entry.at(numbered.size() + 1));
        }
        Map<Listing.Kind, Listing> all = new EnumMap<>(Listing.Kind.class);
        all.putAll(lists);
        all.put(newer.kind(), new Listing(newer.kind(), List.copyOf(numbered)));
        return new Published(Map.copyOf(all));
    }

    /** The ids of those who are on a list as it was last taken. */
    Set<String> recorded(Roster roster, Listing.Kind kind) {
        Set<String> ids = new HashSet<>();
        Recognition recognition = new Recognition(roster, last(kind));
        last(kind).entries().stream()
                .map(recognition::of)
                .flatMap(match ->
                        match instanceof Recognition.Match.One(Person person) ? Stream.of(person.id()) : Stream.empty())
                .forEach(ids::add);
        return ids;
    }

    private static int find(List<Listed> entries, Listed one) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isSameAs(one)) {
                return i;
            }
        }
        return -1;
    }
}
