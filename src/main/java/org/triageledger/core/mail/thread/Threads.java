package org.triageledger.core.mail.thread;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Threading;

/**
 * Messages to threads, by their references (RFC 5322 §3.6.4) and, where a reply has none, by its subject. The outcome depends
 * on the set of messages alone.
 *
 * <ol>
 *   <li>Each message joins the nearest of its parents that was seen, or else the nearest of all. A thread made this way has at
 *       most one beginning: a message that answers nothing.
 *   <li>Mails of the same id and subject within the window are one mail in two forms, and joined, unless they answer different
 *       threads or the id is not the one both were sent with; so is what a person joined.
 *   <li>In order of arrival, the other references of each message join what they name, also through mails that were never
 *       seen: pieces of a thread whose middle is missing find together. But no message joins threads that each have a beginning
 *       of their own, nor more than {@value #MOST_PIECES} pieces: References are written by the sender, and two reports are made
 *       one by nobody but a person. Such a message stays with its nearest parent, and a question is raised.
 *   <li>Last, replies without references join {@linkplain SubjectJoins by subject}, where a thread waits for an answer.
 * </ol>
 */
public final class Threads {
    /** Time within which a reply without references is looked at, and mails of the same id and subject count as one. */
    static final Duration WINDOW = Duration.ofDays(30);

    /** Ids taken from one message, the nearest: an honest chain this long does not exist. */
    private static final int MOST_REFERENCES = 1000;

    /** Pieces of threads that one message may join to one. */
    static final int MOST_PIECES = 8;

    private static final int[] NOTHING = {};

    private final List<Message> messages;
    private final MessageIdIndex names;
    private final int[][] parents;
    private final Groups groups;
    private final Questions questions;

    private Threads(Collection<Message> all) {
        messages = all.stream().sorted(Messages.BY_ARRIVAL).toList();
        names = new MessageIdIndex(messages);
        parents = new int[messages.size()][];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = parents(messages.get(i));
        }
        groups = new Groups(names.nodes());
        questions = new Questions(messages, groups);
    }

    /** The threads, in order of their first arrival, without anything a person decided. */
    public static List<MessageThread> of(Collection<Message> messages) {
        return join(messages, List.of()).threads();
    }

    /** The threads, given what people joined, and the questions that stay open. */
    public static Threading join(Collection<Message> messages, Collection<Threading.Joining> decided) {
        return new Threads(messages).joined(decided);
    }

    private Threading joined(Collection<Threading.Joining> decided) {
        markBeginnings();
        joinNearest();
        joinTwins();
        joinDecided(decided);
        joinFurther();
        new SubjectJoins(messages, groups, questions).join(i -> parents[i].length == 0);
        return new Threading(threads(), questions.open());
    }

    private int[] parents(Message message) {
        List<MessageId> references = message.references();
        if (references.isEmpty()) {
            return NOTHING;
        }
        List<MessageId> otherIds = names.otherIds(message);
        return references.stream()
                .skip(Math.max(0, references.size() - MOST_REFERENCES))
                .filter(id -> !id.equals(message.id()) && !otherIds.contains(id))
                .mapToInt(id -> names.node(id, message))
                .toArray();
    }

    private void markBeginnings() {
        for (int i = 0; i < parents.length; i++) {
            if (begins(i)) {
                groups.begin(i);
            }
        }
    }

    private boolean begins(int message) {
        return parents[message].length == 0 && !messages.get(message).reply();
    }

    private void joinNearest() {
        for (int i = 0; i < parents.length; i++) {
            if (parents[i].length > 0) {
                groups.join(i, nearest(parents[i]));
            }
        }
    }

    private int nearest(int[] nodes) {
        for (int i = nodes.length - 1; i >= 0; i--) {
            if (names.isSeen(nodes[i])) {
                return nodes[i];
            }
        }
        return nodes[nodes.length - 1];
    }

    private void joinTwins() {
        joinSentAgain();
        for (int i = 0; i < parents.length; i++) {
            int later = i;
            int first = names.firstSent(i);
            if (first < i && inWindow(first, i)) {
                joinTwin(first, i);
            }
            names.alike(i, earlier -> {
                if (inWindow(earlier, later)) {
                    questions.namesSeveral(later, new int[] {earlier});
                }
            });
        }
    }

    /** What begins something begins the same as the first that did so with its id and subject. */
    private void joinSentAgain() {
        Map<Integer, Integer> first = new HashMap<>();
        for (int i = 0; i < parents.length; i++) {
            if (begins(i)) {
                Integer begun = first.putIfAbsent(names.firstSent(i), i);
                if (begun != null && inWindow(begun, i)) {
                    groups.join(begun, i);
                }
            }
        }
    }

    /** What answers another thread joins that thread to none by the id it bears: ids can be read in any answer, and borne again. */
    private void joinTwin(int earlier, int later) {
        int one = groups.beginning(earlier);
        int other = groups.beginning(later);
        if (one == Groups.NONE || other == Groups.NONE || one == other) {
            groups.join(earlier, later);
        } else {
            questions.namesSeveral(later, new int[] {earlier});
        }
    }

    private boolean inWindow(int earlier, int later) {
        return !arrival(later).minus(WINDOW).isAfter(arrival(earlier));
    }

    private Instant arrival(int message) {
        return messages.get(message).arrivedAt();
    }

    private void joinDecided(Collection<Threading.Joining> decided) {
        if (decided.isEmpty()) {
            return;
        }
        Map<String, Integer> byKey = HashMap.newHashMap(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            byKey.put(messages.get(i).key(), i);
        }
        for (Threading.Joining joining : decided) {
            Integer one = byKey.get(joining.oneKey());
            Integer other = byKey.get(joining.otherKey());
            if (one != null && other != null) {
                groups.join(one, other);
            }
        }
    }

    private void joinFurther() {
        for (int i = 0; i < parents.length; i++) {
            if (parents[i].length < 2) {
                continue;
            }
            if (mayJoin(i)) {
                for (int parent : parents[i]) {
                    groups.join(i, parent);
                }
            } else {
                questions.namesSeveral(i, parents[i]);
            }
        }
    }

    /** Whether all that a message names can be one thread: one beginning at most, and few pieces of seen mail. */
    private boolean mayJoin(int message) {
        int beginning = groups.beginning(message);
        List<Integer> pieces = new ArrayList<>(2);
        for (int parent : parents[message]) {
            int other = groups.beginning(parent);
            if (other != Groups.NONE && beginning != Groups.NONE && other != beginning) {
                return false;
            }
            beginning = other == Groups.NONE ? beginning : other;
            int piece = groups.find(parent);
            if (names.isSeen(piece) && !pieces.contains(piece)) {
                pieces.add(piece);
                if (pieces.size() > MOST_PIECES) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<MessageThread> threads() {
        Map<Integer, List<Message>> together = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            together.computeIfAbsent(groups.find(i), first -> new ArrayList<>(2))
                    .add(messages.get(i));
        }
        Map<Integer, List<MessageId>> missing = new HashMap<>();
        for (int node = messages.size(); node < names.nodes(); node++) {
            missing.computeIfAbsent(groups.find(node), first -> new ArrayList<>(1))
                    .add(names.unseen(node));
        }
        return together.entrySet().stream()
                .map(entry -> new MessageThread(
                        List.copyOf(entry.getValue()),
                        missing.getOrDefault(entry.getKey(), List.of()).stream()
                                .sorted()
                                .toList()))
                .toList();
    }
}
