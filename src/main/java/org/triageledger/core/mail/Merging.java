package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Copies of mails to messages as mail comes in: at any time the same as {@link Messages#merge} of all that was added, and cheap
 * for a few mails more. Not safe for use by several threads.
 */
public final class Merging {
    private final Map<MessageId, List<Sighting>> sightings = new HashMap<>();
    private List<Message> messages = List.of();
    private int size;

    /** How many sightings were added. */
    public int size() {
        return size;
    }

    /** In {@linkplain Messages#BY_ARRIVAL order}. */
    public List<Message> messages() {
        return messages;
    }

    public void add(Collection<Sighting> more) {
        SequencedSet<MessageId> touched = new LinkedHashSet<>();
        for (Sighting sighting : more) {
            sightings.computeIfAbsent(sighting.id(), id -> new ArrayList<>(1)).add(sighting);
            touched.add(sighting.id());
        }
        List<Message> now = new ArrayList<>(messages.size() + touched.size());
        for (Message message : messages) {
            if (!touched.contains(message.id())) {
                now.add(message);
            }
        }
        for (MessageId id : touched) {
            now.addAll(Messages.ofOneId(sightings.getOrDefault(id, List.of())));
        }
        // All but the last few stand in order already, which makes this a matter of one pass.
        now.sort(Messages.BY_ARRIVAL);
        messages = List.copyOf(now);
        size += more.size();
    }

    public void clear() {
        sightings.clear();
        messages = List.of();
        size = 0;
    }
}
