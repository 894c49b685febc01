package org.triageledger.core.mail.thread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;

/**
 * Which node an id in a References field means: a message that bears it, or the unseen mail of that name.
 *
 * <p>An id that several mails bear (RFC 5322 forbids it, broken mailers and forgers do it) means the one whose subject the
 * reply carries, else the one that arrived first: a person who takes a known id later gets no answers that were meant for others.
 */
final class MessageIdIndex {
    private final List<Message> messages;
    private final Map<MessageId, Integer> bearers;
    private final Set<MessageId> shared = new HashSet<>();
    private final Map<Subjected, Integer> bySubject = new HashMap<>();
    private final Map<Subjected, Integer> byMainId = new HashMap<>();
    private final List<MessageId> unseen = new ArrayList<>();
    private final Map<MessageId, MessageId> meant;

    private record Subjected(MessageId id, String token) {}

    /** A mail's own id goes before further ids by which it may be known. */
    MessageIdIndex(List<Message> messages) {
        this.messages = messages;
        this.meant = IdHash.meant(messages);
        this.bearers = HashMap.newHashMap(2 * messages.size());
        for (int i = 0; i < messages.size(); i++) {
            claim(messages.get(i).id(), i);
        }
        for (int i = 0; i < messages.size(); i++) {
            for (MessageId id : otherIds(messages.get(i))) {
                claim(id, i);
            }
        }
        for (int i = 0; i < messages.size() && !shared.isEmpty(); i++) {
            int bearer = i;
            eachSharedName(i, name -> {
                bySubject.putIfAbsent(name, bearer);
                if (name.id.equals(mainId(bearer))) {
                    byMainId.putIfAbsent(name, bearer);
                }
            });
        }
    }

    /** Further ids by which a mail is known, hashes among them put as the ids they stand for. */
    List<MessageId> otherIds(Message message) {
        return meant.isEmpty()
                ? message.otherIds()
                : message.otherIds().stream()
                        .map(id -> meant.getOrDefault(id, id))
                        .toList();
    }

    private void claim(MessageId id, int message) {
        if (bearers.putIfAbsent(id, message) != null) {
            shared.add(id);
        }
    }

    private void eachSharedName(int message, Consumer<Subjected> action) {
        Message bearer = messages.get(message);
        bearer.subjectToken().ifPresent(token -> {
            if (shared.contains(bearer.id())) {
                action.accept(new Subjected(bearer.id(), token));
            }
            for (MessageId other : otherIds(bearer)) {
                if (shared.contains(other)) {
                    action.accept(new Subjected(other, token));
                }
            }
        });
    }

    /**
     * The id a mail was sent with, as far as can be known: what a list saw before somebody gave the mail another. By this one alone
     * mails are held for the same. With two a mail could be the same as either of two others, which would then be one.
     */
    private MessageId mainId(int message) {
        Message bearer = messages.get(message);
        return bearer.otherIds().stream()
                .filter(IdHash::isHash)
                .findFirst()
                .map(hash -> meant.getOrDefault(hash, hash))
                .orElse(bearer.id());
    }

    /** The first mail of the same id and subject: the same mail in another form, or sent before. The mail itself, if there is none. */
    int firstSent(int message) {
        Message bearer = messages.get(message);
        return shared.isEmpty() || bearer.subjectToken().isEmpty()
                ? message
                : byMainId.getOrDefault(
                        new Subjected(mainId(message), bearer.subjectToken().get()), message);
    }

    /** Calls back with the first mail of the same subject for each id that both bear, unless both were sent with that id. */
    void alike(int message, IntConsumer action) {
        if (shared.isEmpty()) {
            return;
        }
        eachSharedName(message, name -> {
            int first = bySubject.getOrDefault(name, message);
            if (first < message && !(name.id.equals(mainId(message)) && name.id.equals(mainId(first)))) {
                action.accept(first);
            }
        });
    }

    /** The node that an id means when a message refers to it. An unseen mail gets a new node at its first mention. */
    int node(MessageId id, Message by) {
        Integer bearer = bearers.get(id);
        if (bearer == null) {
            int node = nodes();
            bearers.put(id, node);
            unseen.add(id);
            return node;
        }
        if (shared.contains(id) && by.subjectToken().isPresent()) {
            return bySubject.getOrDefault(new Subjected(id, by.subjectToken().get()), bearer);
        }
        return bearer;
    }

    /** How many nodes there are: messages first, then unseen mails. */
    int nodes() {
        return messages.size() + unseen.size();
    }

    boolean isSeen(int node) {
        return node < messages.size();
    }

    /** The id of an unseen mail's node. */
    MessageId unseen(int node) {
        return unseen.get(node - messages.size());
    }
}
