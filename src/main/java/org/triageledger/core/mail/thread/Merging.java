package org.triageledger.core.mail.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.triageledger.core.mail.ManyAtOnce;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;

/**
 * Copies of mails to messages as mail comes in: at any time the same as {@link Messages#merge} of all that was added, and cheap
 * for a few mails more. Not safe for use by several threads.
 */
public final class Merging {
    private static final int FEW = 32;

    private final int few;
    private final Map<MessageId, List<MessageCopy>> sightings = new HashMap<>();
    private List<Message> messages = List.of();
    private int size;

    public Merging() {
        this(FEW);
    }

    /** @param few ids up to which messages are exchanged one by one */
    Merging(int few) {
        this.few = few;
    }

    /** How many sightings were added. */
    public int size() {
        return size;
    }

    /** In {@linkplain Messages#BY_ARRIVAL order}. */
    public List<Message> messages() {
        return messages;
    }

    /**
     * What copies made of the messages that were known before.
     *
     * @param gone messages that are no longer what they were
     * @param fresh those in their place, and new ones
     */
    public record Exchange(List<Message> gone, List<Message> fresh) {}

    public Exchange add(Collection<MessageCopy> more) {
        Set<MessageId> touched = new LinkedHashSet<>();
        more.forEach(sighting -> touched.add(sighting.id()));
        List<Message> gone = messagesOf(touched);
        more.forEach(this::remember);
        List<Message> fresh = messagesOf(touched);
        messages = touched.size() <= few ? exchanged(gone, fresh) : sorted(touched, fresh);
        size += more.size();
        return new Exchange(gone, fresh);
    }

    /** Most ids have one sighting, which is kept as small as can be. */
    private void remember(MessageCopy sighting) {
        List<MessageCopy> known = sightings.get(sighting.id());
        if (known == null) {
            sightings.put(sighting.id(), List.of(sighting));
            return;
        }
        List<MessageCopy> all = known.size() == 1 ? new ArrayList<>(known) : known;
        all.add(sighting);
        sightings.put(sighting.id(), all);
    }

    private List<Message> messagesOf(Collection<MessageId> ids) {
        List<List<MessageCopy>> known =
                ids.stream().map(sightings::get).filter(Objects::nonNull).toList();
        List<Message> found = new ArrayList<>(known.size());
        ManyAtOnce.list(known.size(), number -> Messages.ofOneId(known.get(number)))
                .forEach(found::addAll);
        return found;
    }

    /** What changed is found by its place in the order; all else is copied as it stands. */
    private List<Message> exchanged(List<Message> stale, List<Message> fresh) {
        List<Message> now = new ArrayList<>(messages.size() + fresh.size());
        now.addAll(messages);
        stale.forEach(message -> now.remove(Collections.binarySearch(now, message, Messages.BY_ARRIVAL)));
        fresh.forEach(message -> now.add(-1 - Collections.binarySearch(now, message, Messages.BY_ARRIVAL), message));
        return List.copyOf(now);
    }

    private List<Message> sorted(Set<MessageId> touched, List<Message> fresh) {
        List<Message> now = new ArrayList<>(messages.size() + touched.size());
        for (Message message : messages) {
            if (!touched.contains(message.id())) {
                now.add(message);
            }
        }
        now.addAll(fresh);
        // All but the last few stand in order already, which makes this a matter of one pass.
        now.sort(Messages.BY_ARRIVAL);
        return List.copyOf(now);
    }

    public void clear() {
        sightings.clear();
        messages = List.of();
        size = 0;
    }
}
