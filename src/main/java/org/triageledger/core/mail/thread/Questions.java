package org.triageledger.core.mail.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading.Question;
import org.triageledger.core.mail.Threading.Question.Kind;

/** Collects what a person should decide, and puts it in words when all joining is done: threads may have grown together since. */
final class Questions {
    private final List<Message> messages;
    private final Groups groups;
    private final List<Raised> raised = new ArrayList<>();

    private record Raised(Kind kind, int message, List<Integer> others) {}

    private record Same(Kind kind, List<String> threads) {}

    Questions(List<Message> messages, Groups groups) {
        this.messages = messages;
        this.groups = groups;
    }

    /** Only mail that was seen makes a question; of an id that nobody bears there is nothing to decide. */
    void namesSeveral(int message, int[] nodes) {
        List<Integer> others = new ArrayList<>();
        for (int node : nodes) {
            if (node < messages.size()) {
                others.add(node);
            }
        }
        raised.add(new Raised(Kind.NAMES_SEVERAL_THREADS, message, others));
    }

    void fitsSeveral(int message, Collection<Integer> others) {
        raised.add(new Raised(Kind.SUBJECT_FITS_SEVERAL, message, List.copyOf(others)));
    }

    void fitsOne(int message, int other) {
        raised.add(new Raised(Kind.SUBJECT_ALONE_FITS, message, List.of(other)));
    }

    /** One question for the same threads, from the first message that raises it. */
    List<Question> open() {
        raised.sort((eachRaised, other) -> Integer.compare(eachRaised.message, other.message));
        Map<Same, Question> open = new LinkedHashMap<>();
        for (Raised question : raised) {
            SequencedSet<String> threads = new LinkedHashSet<>();
            threads.add(thread(question.message));
            question.others.forEach(other -> threads.add(thread(other)));
            if (threads.size() > 1) {
                List<String> concerned = List.copyOf(threads);
                open.putIfAbsent(
                        new Same(question.kind, concerned.stream().sorted().toList()),
                        new Question(
                                question.kind, messages.get(question.message).key(), concerned));
            }
        }
        return List.copyOf(open.values());
    }

    private String thread(int message) {
        return messages.get(groups.find(message)).key();
    }
}
