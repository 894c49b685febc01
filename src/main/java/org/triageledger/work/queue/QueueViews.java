package org.triageledger.work.queue;

import java.time.LocalDate;
import java.util.List;
import org.triageledger.work.advisory.RecordViews;

/** What waits for people, as programs and pages see it. Times are UTC. */
public final class QueueViews {
    private QueueViews() {}

    /** What waits for a person. */
    public record Queue(
            List<Waiting> waiting,
            List<Joinable> threads,
            List<Suggestion> addresses,
            List<RecordViews.Name> names,
            List<OnGitHub> advisories) {
        /** Whether nobody has to decide anything. */
        public boolean nothing() {
            return waiting.isEmpty()
                    && threads.isEmpty()
                    && addresses.isEmpty()
                    && names.isEmpty()
                    && advisories.isEmpty();
        }
    }

    /**
     * Work that would be a credit if a person says that the author is who they seem to be.
     *
     * @param member empty where the message names no member: the answer is any member or address
     * @param messages the Message-IDs with the addresses that may be confirmed for each
     */
    public record Waiting(String member, String name, String report, String why, List<String> messages) {}

    /** Work on an advisory on GitHub that is not certain: it is settled there, and counts with the next look at the repository. */
    public record OnGitHub(String member, String name, String advisory, String why) {}

    /** Messages of GitHub about one repository whose account waits for confirmation. */
    public record Repository(String name, List<String> messages) {
        /** What its button says. */
        public String label() {
            return "Confirm all " + messages.size() + " of " + name;
        }
    }

    /** Threads that may be one, by the ids of their first messages; {@code message} is the one that raises the question. */
    public record Joinable(String message, String why, List<String> threads) {}

    /**
     * An address nobody owns that carries a member's name. Never applied by itself.
     *
     * @param reports in which it wrote
     */
    public record Suggestion(
            String member, String name, String address, long messages, long reports, LocalDate first, LocalDate last) {}

    /** What waits for the person who is signed in. */
    public record ToDo(List<ToDoLine> toDo) {}

    /**
     * @param count how many, at least 1
     * @param what in words that follow the count
     * @param page where it is done
     */
    public record ToDoLine(int count, String what, String page) {}
}
