package org.triageledger.core.mail.thread;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Message;

/**
 * Joins a reply that lost its references to the thread it answers, where nothing but its subject can say which.
 *
 * <p>A person's mail that is marked as a reply and refers to nothing fits the threads that hold a mail of the same base subject
 * (RFC 5256 §2.1), arrived within the window before it. It joins when exactly one fits, and that one {@linkplain #waits waits for
 * it}: what began the thread was seen, is no reply itself and bears the subject, and nobody but the person who began it has
 * written there, by references, so far; the reply is somebody else's. There a second report would stand beside the first and the
 * first work on it would count for nothing. In a thread that others answer by references, a reply without them is out of the
 * ordinary, and a subject is soon guessed: a person is asked, as where several fit.
 *
 * <p>Equal subjects alone never join, unlike in RFC 5256: the base subject drops list tags, and many reports are called the
 * same. Threads by reference are complete before; then replies are looked at in order of arrival, as they would be live.
 */
final class SubjectJoins {
    /** Threads offered to the person who is asked. */
    private static final int MOST_OFFERED = 5;

    private final List<Message> messages;
    private final Groups groups;
    private final Questions questions;

    /** The thread of each message by references alone. */
    private final int[] byReference;

    /** For each thread by references, whether somebody else than its beginner has written in it so far. */
    private final boolean[] answered;

    /** Replies that may belong to the only thread of their subject: what they began makes that thread no less the only one. */
    private final boolean[] asked;

    /** For each subject its threads, by their first message, with the last message seen so far; last touched last. */
    private final Map<String, LinkedHashMap<Integer, Integer>> bySubject = new HashMap<>();

    SubjectJoins(List<Message> messages, Groups groups, Questions questions) {
        this.messages = messages;
        this.groups = groups;
        this.questions = questions;
        this.byReference = new int[messages.size()];
        this.answered = new boolean[messages.size()];
        this.asked = new boolean[messages.size()];
    }

    /** @param alone whether a message, by its place, refers to nothing */
    void join(IntPredicate alone) {
        for (int i = 0; i < byReference.length; i++) {
            byReference[i] = groups.find(i);
        }
        for (int i = 0; i < byReference.length; i++) {
            if (messages.get(i).subjectToken().isPresent()) {
                if (lost(i, alone)) {
                    look(i);
                }
                touch(i);
            }
            noteAnswer(i);
        }
    }

    /** A machine's mail joins by references alone: nobody waits for it, and nobody is asked. */
    private boolean lost(int message, IntPredicate alone) {
        return messages.get(message).reply()
                && messages.get(message).isHuman()
                && alone.test(message)
                && groups.find(message) == message
                && groups.beginning(message) == Groups.NONE;
    }

    private void touch(int message) {
        int thread = groups.find(message);
        if (!asked[thread]) {
            bySubject
                    .computeIfAbsent(token(message), first -> new LinkedHashMap<>(2))
                    .putLast(thread, message);
        }
    }

    private String token(int message) {
        return messages.get(message).subjectToken().orElseThrow();
    }

    private void noteAnswer(int message) {
        int thread = byReference[message];
        Message written = messages.get(message);
        boolean speaks = written.isHuman() || written.author().account().isPresent();
        int beginning = groups.beginning(thread);
        answered[thread] |= speaks && beginning != Groups.NONE && !sameAuthor(beginning, message);
    }

    private void look(int reply) {
        List<Integer> fitting = fitting(reply);
        if (fitting.isEmpty()) {
            return;
        }
        int thread = fitting.getFirst();
        if (fitting.size() > 1) {
            questions.fitsSeveral(reply, fitting);
        } else if (waits(thread, reply)) {
            groups.join(thread, reply);
        } else {
            questions.fitsOne(reply, thread);
            asked[reply] = true;
        }
    }

    private List<Integer> fitting(int reply) {
        Instant earliest = messages.get(reply).arrivedAt().minus(Threads.WINDOW);
        List<Integer> fitting = new ArrayList<>(1);
        for (Map.Entry<Integer, Integer> thread : bySubject
                .getOrDefault(token(reply), new LinkedHashMap<>())
                .sequencedEntrySet()
                .reversed()) {
            if (messages.get(thread.getValue()).arrivedAt().isBefore(earliest) || fitting.size() == MOST_OFFERED) {
                break;
            }
            fitting.add(thread.getKey());
        }
        return fitting;
    }

    /** Whether a thread, as far as it goes when the reply arrives, waits for an answer that this one can be. */
    private boolean waits(int thread, int reply) {
        int beginning = groups.beginning(thread);
        return beginning != Groups.NONE
                && beginning < reply
                && messages.get(beginning)
                        .subjectToken()
                        .equals(messages.get(reply).subjectToken())
                && !answered[byReference[beginning]]
                && differentAuthors(beginning, reply);
    }

    private boolean sameAuthor(int one, int other) {
        return one == other
                || Messages.sameAuthor(
                        messages.get(one).author(), messages.get(other).author());
    }

    private boolean differentAuthors(int one, int other) {
        return names(one) && names(other) && !sameAuthor(one, other);
    }

    private boolean names(int message) {
        Author author = messages.get(message).author();
        return author.person().isPresent() || author.account().isPresent();
    }
}
