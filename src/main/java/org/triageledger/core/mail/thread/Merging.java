package org.triageledger.core.mail.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triageledger.core.mail.ManyAtOnce;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.SortedExchange;

/**
 * Copies of mails to messages as mail comes in: at any time the same as {@link Messages#merge} of all that was added, and cheap
 * for a few mails more. Not safe for use by several threads.
 */
public final class Merging {
    /** Most ids have one copy, and its message says all that the copy did. */
    private final Map<MessageId, Message> single = new HashMap<>();

    private final Map<MessageId, Several> several = new HashMap<>();
    private List<Message> messages = List.of();
    private int size;

    /** Copies that bear one id, and what they are together. */
    private record Several(List<MessageCopy> copies, List<Message> messages) {}

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

    /** Where it fails, nothing was added. */
    public Exchange add(Collection<MessageCopy> more) {
        Map<MessageId, List<MessageCopy>> byId = new LinkedHashMap<>();
        more.forEach(copy ->
                byId.computeIfAbsent(copy.id(), first -> new ArrayList<>(1)).add(copy));
        List<List<MessageCopy>> alike = new ArrayList<>(byId.size());
        List<Message> gone = new ArrayList<>();
        byId.forEach((id, copies) -> {
            alike.add(withKnown(id, copies));
            gone.addAll(known(id));
        });
        List<List<Message>> made = ManyAtOnce.list(alike.size(), number -> Messages.ofOneId(alike.get(number)));
        List<Message> fresh = new ArrayList<>(made.size());
        made.forEach(fresh::addAll);
        messages = SortedExchange.of(messages, gone, fresh, Messages.BY_ARRIVAL);
        for (int number = 0; number < made.size(); number++) {
            remember(alike.get(number), made.get(number));
        }
        size += more.size();
        return new Exchange(gone, fresh);
    }

    private List<MessageCopy> withKnown(MessageId id, List<MessageCopy> more) {
        Several known = several.get(id);
        if (known != null) {
            return both(known.copies, more);
        }
        Message only = single.get(id);
        return only == null ? more : both(List.of(Copies.only(only)), more);
    }

    private static List<MessageCopy> both(List<MessageCopy> known, List<MessageCopy> more) {
        List<MessageCopy> all = new ArrayList<>(known);
        all.addAll(more);
        return all;
    }

    private List<Message> known(MessageId id) {
        Several known = several.get(id);
        Message only = single.get(id);
        if (known != null) {
            return known.messages;
        }
        return only == null ? List.of() : List.of(only);
    }

    private void remember(List<MessageCopy> alike, List<Message> made) {
        MessageId id = alike.getFirst().id();
        if (alike.size() == 1) {
            single.put(id, made.getFirst());
        } else {
            several.put(
                    id,
                    new Several(alike.stream().map(MessageCopy::withoutDigest).toList(), made));
        }
    }

    public void clear() {
        single.clear();
        several.clear();
        messages = List.of();
        size = 0;
    }
}
