package org.triageledger.core.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.IntPredicate;

/**
 * Joins a reply that lost its references to the thread it answers: when exactly one other thread holds a mail of the same base
 * subject (RFC 5256 §2.1) that arrived within the window before it. With two that fit there is no telling, and a person is asked.
 *
 * <p>Equal subjects alone never join, unlike in RFC 5256: the base subject drops {@code [CVE-…]}, and many reports are called
 * the same. Threads by reference are complete before; then replies are looked at in order of arrival, as they would be live.
 */
final class SubjectJoins {
    /** Threads offered to the person who is asked. */
    private static final int MOST_OFFERED = 5;

    private final List<Message> messages;
    private final Groups groups;
    private final Questions questions;

    /** For each subject its threads, by their first message, with the last message seen so far; last touched last. */
    private final Map<String, LinkedHashMap<Integer, Integer>> bySubject = new HashMap<>();

    SubjectJoins(List<Message> messages, Groups groups, Questions questions) {
        this.messages = messages;
        this.groups = groups;
        this.questions = questions;
    }

    /** @param alone whether a message, by its place, refers to nothing */
    void join(IntPredicate alone) {
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message.subjectToken().isEmpty()) {
                continue;
            }
            LinkedHashMap<Integer, Integer> threads =
                    bySubject.computeIfAbsent(message.subjectToken().get(), token -> new LinkedHashMap<>(2));
            if (message.reply() && alone.test(i) && beginsItsThread(i)) {
                look(i, threads);
            }
            threads.putLast(groups.find(i), i);
        }
    }

    private boolean beginsItsThread(int message) {
        return groups.find(message) == message && groups.beginning(message) == Groups.NONE;
    }

    private void look(int reply, LinkedHashMap<Integer, Integer> threads) {
        Instant earliest = arrival(reply).minus(Threads.WINDOW);
        SequencedSet<Integer> fitting = new LinkedHashSet<>();
        for (Map.Entry<Integer, Integer> thread : threads.sequencedEntrySet().reversed()) {
            if (arrival(thread.getValue()).isBefore(earliest) || fitting.size() == MOST_OFFERED) {
                break;
            }
            fitting.add(thread.getKey());
        }
        if (fitting.size() == 1) {
            groups.join(fitting.getFirst(), reply);
        } else if (fitting.size() > 1) {
            questions.fitsSeveral(reply, fitting);
        }
    }

    private Instant arrival(int message) {
        return messages.get(message).arrival().at();
    }
}
