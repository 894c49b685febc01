package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.triageledger.core.mail.Message;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.config.Keys;
import org.triageledger.work.decision.AuthorChoices;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queue.QueueItems.Question;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.record.KnownDecisions;

/** Turns answers to questions of the queue into decisions. Whether they are made, or only looked at, is another matter. */
@ApplicationScoped
public class QueueAnswers {
    private static final String CONFIRM = "confirm";
    private static final String REJECT = "reject";
    private static final String LINK = "link";
    private static final String NOBODY = "nobody";
    private static final String APPROVE = "approve";
    private static final String DECLINE = "decline";
    private static final String JOIN = "join-";
    private static final String MEMBER = "member-";

    private final QueueItems items;
    private final ReviewQueue queue;
    private final AuthorChoices authors;
    private final KnownDecisions decisions;
    private final Decisions deciding;
    private final DecisionStore store;
    private final AuditWriter audit;
    private final Keys keys;
    private final Clock clock;

    QueueAnswers(
            QueueItems items,
            ReviewQueue queue,
            AuthorChoices authors,
            KnownDecisions decisions,
            Decisions deciding,
            DecisionStore store,
            AuditWriter audit,
            Keys keys,
            Clock clock) {
        this.items = items;
        this.queue = queue;
        this.authors = authors;
        this.decisions = decisions;
        this.deciding = deciding;
        this.store = store;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * An answer as it was given.
     *
     * @param answer a word of {@link QueueViews.QueueAnswer}
     * @param author for a confirmation: a member or an address in the place of the author whom the message names; empty for that one
     * @param alike whether it holds for every further question that names the same author
     */
    public record Given(String answer, String author, boolean alike) {}

    /** What a question can be answered with; nothing, where it is settled elsewhere. */
    static List<QueueViews.QueueAnswer> of(Question question) {
        return switch (question.shown().kind()) {
            case QueueItems.AUTHOR ->
                List.of(
                        new QueueViews.QueueAnswer(CONFIRM, "Confirm author"),
                        new QueueViews.QueueAnswer(REJECT, "No member wrote it"));
            case QueueItems.THREADS ->
                Stream.concat(
                                question.options().stream()
                                        .map(key -> new QueueViews.QueueAnswer(
                                                JOIN + key,
                                                question.options().size() == 1
                                                        ? "Join threads"
                                                        : "Join with thread of " + key.substring(0, 12))),
                                Stream.of(new QueueViews.QueueAnswer(REJECT, "Do not join")))
                        .toList();
            case QueueItems.ADDRESS ->
                List.of(
                        new QueueViews.QueueAnswer(
                                LINK, "Link to " + question.shown().title()),
                        new QueueViews.QueueAnswer(NOBODY, "No member’s address"));
            case QueueItems.NAME ->
                Stream.concat(
                                question.options().stream()
                                        .map(member -> new QueueViews.QueueAnswer(MEMBER + member, "It is " + member)),
                                Stream.of(new QueueViews.QueueAnswer(NOBODY, "Nobody in the roster")))
                        .toList();
            case QueueItems.APPROVAL ->
                List.of(new QueueViews.QueueAnswer(APPROVE, "Approve"), new QueueViews.QueueAnswer(DECLINE, "Decline"));
            default -> List.of();
        };
    }

    /** Further questions that name the same author. */
    static List<Question> alike(Question question, List<Question> all) {
        String address = question.shown().address();
        return !question.shown().kind().equals(QueueItems.AUTHOR) || address == null
                ? List.of()
                : all.stream()
                        .filter(other -> other.shown().kind().equals(QueueItems.AUTHOR)
                                && !other.shown().item().equals(question.shown().item())
                                && address.equals(other.shown().address()))
                        .toList();
    }

    /**
     * The decisions that an answer to these questions makes.
     *
     * @throws Refusal where a question is not open, or the answer is none for one of them
     */
    @Transactional
    public List<Proposal> proposals(List<String> asked, Given given) {
        if (asked.isEmpty()) {
            throw new Refusal("Choose at least one item.");
        }
        List<Question> all = items.questions();
        Map<String, Question> byId = new HashMap<>();
        all.forEach(question -> byId.put(question.shown().item(), question));
        List<Question> chosen = new ArrayList<>();
        for (String item : asked) {
            Question question = byId.get(item);
            if (question == null) {
                throw new Refusal("This was decided already, or is no item of the queue.");
            }
            chosen.add(question);
            if (given.alike) {
                chosen.addAll(alike(question, all));
            }
        }
        return chosen.stream()
                .distinct()
                .map(question -> proposal(question, given))
                .distinct()
                .toList();
    }

    /**
     * Makes the decisions of an answer to these questions, all or none. What others decide at the same time is over before: of two
     * people, or of two requests of one, the second is refused.
     *
     * @throws Refusal where a question is not open any more, or the answer is none for one of them
     */
    @Transactional
    public DecisionViews.Effect decide(List<String> asked, Given given, Signed signed) {
        store.turn();
        List<Proposal> proposals = proposals(asked, given);
        return proposals.size() == 1
                ? deciding.decide(proposals.getFirst(), signed)
                : deciding.decideAll(proposals, signed);
    }

    private Proposal proposal(Question question, Given given) {
        if (of(question).stream().noneMatch(answer -> answer.answer().equals(given.answer))) {
            throw new Refusal("'" + given.answer + "' is no answer to "
                    + (question.shown().title().equals("Unknown author")
                            ? "this"
                            : "“" + question.shown().title() + "”")
                    + ".");
        }
        return switch (question.shown().kind()) {
            case QueueItems.AUTHOR ->
                given.answer.equals(REJECT)
                        ? new Proposal.Reject(question.subject())
                        : new Proposal.Confirm(
                                question.subject(),
                                given.author.isEmpty() ? null : authors.address(question.subject(), given.author));
            case QueueItems.THREADS ->
                given.answer.equals(REJECT)
                        ? new Proposal.Reject(question.subject())
                        : new Proposal.Join(question.subject(), given.answer.substring(JOIN.length()));
            case QueueItems.ADDRESS ->
                given.answer.equals(NOBODY)
                        ? new Proposal.Nobodys(question.subject())
                        : new Proposal.Link(question.options().getFirst(), question.subject(), null, null);
            case QueueItems.NAME ->
                new Proposal.Name(
                        question.subject(),
                        given.answer.equals(NOBODY) ? NOBODY : given.answer.substring(MEMBER.length()));
            case QueueItems.APPROVAL ->
                given.answer.equals(APPROVE)
                        ? new Proposal.Approve(Long.parseLong(question.subject()))
                        : new Proposal.Decline(Long.parseLong(question.subject()));
            default -> throw new Refusal("It is settled elsewhere.");
        };
    }

    /**
     * Notes in the audit log that an account is shown the subject of a question's message.
     *
     * @throws Refusal where no subject is kept
     */
    @Transactional
    public void show(String item) {
        Message message = items.questions().stream()
                .filter(question -> question.shown().item().equals(item))
                .flatMap(question -> question.message().stream())
                .findFirst()
                .filter(found -> !queue.subject(found).isEmpty())
                .orElseThrow(() -> new Refusal("No subject is kept for this item."));
        if (!isShown(message.key())) {
            audit.note(new Entry.SubjectShown(message.key()));
        }
    }

    /**
     * The subject of a message, and after it the names beside the addresses, where this account asked for it today; else empty.
     *
     * @param key of the message
     */
    @Transactional
    public List<String> shown(String key) {
        return isShown(key) ? items.message(key).map(queue::subject).orElse(List.of()) : List.of();
    }

    /** By the account, not by the person behind it: an auditor's may belong to nobody in the roster. */
    private boolean isShown(String key) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String account = keys.via();
        return decisions.now().log().reversed().stream()
                .takeWhile(entry ->
                        !LocalDate.ofInstant(entry.at(), ZoneOffset.UTC).isBefore(today))
                .anyMatch(entry -> entry.account().equals(account)
                        && entry.entry() instanceof Entry.SubjectShown(String shown)
                        && shown.equals(key));
    }
}
