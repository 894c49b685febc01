package org.triageledger.work.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.roster.PeopleViews;

/** What waits for people, as programs and pages see it. Times are UTC. */
public final class QueueViews {
    private QueueViews() {}

    /** Messages of GitHub about one repository whose account waits for confirmation. */
    public record Repository(String name, List<String> messages) {}

    /**
     * An address nobody owns that carries a member's name. Never applied by itself.
     *
     * @param reports in which it wrote
     */
    public record Suggestion(
            String member, String name, String address, long messages, long reports, LocalDate first, LocalDate last) {}

    /**
     * One question of the queue, by itself.
     *
     * @param item names it in addresses; stays the same as long as the question does
     * @param kind {@code author}, {@code threads}, {@code address}, {@code cve-name}, {@code github-advisory}, {@code claim} or
     *     {@code approval}
     * @param members whom it is about, by their ids; empty where nobody is named
     * @param report in which the message stands
     * @param address of the author whom the message names, or that is suggested
     * @param repository of which a notification came
     * @param messages the Message-IDs it is about; of threads that may be one, that of the message which raises the question first,
     *     then those of their first messages
     * @param at when the message came in, or the decision was proposed
     */
    public record QueueItem(
            String item,
            String kind,
            String title,
            String why,
            List<String> members,
            @Nullable String report,
            @Nullable String address,
            @Nullable String repository,
            List<String> messages,
            @Nullable Instant at) {}

    /**
     * Questions of the queue.
     *
     * @param count of all that were asked for, on all pages
     * @param kinds how many there are of each kind, without any filter
     * @param repositories how many notifications wait of each GitHub repository whose notifications can be confirmed together
     */
    public record Questions(
            List<QueueItem> items, int count, Map<String, Integer> kinds, Map<String, Integer> repositories) {}

    /** A page of them, as the page of the queue shows it. */
    public record QueuePage(
            List<QueueItem> items,
            int count,
            int page,
            int pages,
            Map<String, Integer> kinds,
            Map<String, Integer> repositories) {
        /** How many there are of all kinds, without any filter. */
        public int total() {
            return kinds.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * One question with everything that is known for an answer.
     *
     * @param answers what can be answered
     * @param alike how many further questions name the same author, and can get the same answer
     * @param next the id of the question after this one, of its kind and the latest first
     */
    public record QueueItemDetail(
            QueueItem item,
            List<QueuedMessage> messages,
            List<QueueAnswer> answers,
            int alike,
            @Nullable String next) {}

    /**
     * One claim or dispute with what is known for a decision.
     *
     * @param mayDecide whether the viewer may decide on it
     * @param evidence of a dispute: the credits in dispute; of claimed work: the member's other credits within 14 days of it; empty
     *     for those who may not see evidence
     * @param messages how many messages and records the evidence is, also for those who may not see it
     * @param ifAccepted what would change today; empty once it is decided
     */
    public record ClaimDetail(
            PeopleViews.ClaimLine claim,
            boolean mayDecide,
            List<EvidenceViews.ReportEvidence> evidence,
            int messages,
            List<String> ifAccepted) {}

    /**
     * @param answer the word by which it is given
     * @param label what its button says
     */
    public record QueueAnswer(String answer, String label) {}

    /**
     * What is known of a message that a question is about.
     *
     * @param key names this message alone, also where another bears its Message-ID
     * @param date that of its field Date
     * @param how the author was found
     * @param authors whom its fields name
     * @param trust whether results of trusted servers bear the author out
     * @param reporter who began the report
     * @param archivedAt its place in the web archive of the list (RFC 5064)
     */
    public record QueuedMessage(
            String key,
            String messageId,
            @Nullable Instant date,
            Instant arrived,
            String how,
            String howWhy,
            List<QueuedAuthor> authors,
            String trust,
            String trustWhy,
            String automation,
            String automationWhy,
            List<String> lists,
            int authoredLines,
            boolean linesUnclear,
            @Nullable String report,
            @Nullable QueuedAuthor reporter,
            @Nullable String archivedAt) {}

    /**
     * @param address or the login of an account
     * @param member who had it on the day of the message
     */
    public record QueuedAuthor(
            String address,
            @Nullable String member,
            @Nullable String name) {}

    /**
     * What waits for the person who is signed in.
     *
     * @param nextReview left out where none is planned from today on
     */
    public record ToDo(
            List<ToDoLine> toDo,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            NextReview nextReview) {}

    /**
     * @param day a UTC day
     * @param days from today until then
     * @param page where it is prepared
     */
    public record NextReview(String review, LocalDate day, int days, String page) {}

    /**
     * @param count how many, at least 1
     * @param what in words that follow the count
     * @param page where it is done
     */
    public record ToDoLine(int count, String what, String page) {}
}
