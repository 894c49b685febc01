package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading;
import org.triageledger.work.ListRules;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.advisory.RecordViews;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.queue.QueueViews.QueueItem;
import org.triageledger.work.record.DecisionViews;

/** The review queue, a question at a time: each has an address of its own, and can be found, sorted and answered with others. */
@ApplicationScoped
public class QueueItems {
    public static final String AUTHOR = "author";
    public static final String THREADS = "threads";
    public static final String ADDRESS = "address";
    public static final String NAME = "cve-name";
    public static final String GITHUB = "github-advisory";
    public static final String CLAIM = "claim";
    public static final String APPROVAL = "approval";

    /** In the order in which they are shown. */
    public static final List<String> KINDS = List.of(APPROVAL, AUTHOR, THREADS, ADDRESS, NAME, GITHUB, CLAIM);

    private static final String OLDEST = "oldest-first";

    /** The first is what is meant where none is asked for. */
    public static final List<String> SORTS = List.of("newest-first", OLDEST);

    public static final int PAGE = 50;
    private static final int ID_DIGITS = 16;

    private final Facts facts;
    private final ReviewQueue queue;
    private final Decisions decisions;
    private volatile @Nullable Derived kept;

    QueueItems(Facts facts, ReviewQueue queue, Decisions decisions) {
        this.facts = facts;
        this.queue = queue;
        this.decisions = decisions;
    }

    /**
     * What of the queue is asked for.
     *
     * @param kind one of {@link #KINDS}; empty for all
     * @param text that stands in a title, reason, member, report, address, repository or Message-ID, in whatever case
     * @param oldest whether the oldest come first
     * @param page from 1 on
     */
    public record Asked(String kind, String text, boolean oldest, int page) {
        public static final Asked ALL = new Asked("", "", false, 1);

        /** @throws Refusal where the kind, the order or the number of the page is none, or the text is too long */
        public static Asked of(
                @Nullable String kind, @Nullable String text, @Nullable String sort, @Nullable String page) {
            String only = kind == null ? "" : kind.strip();
            if (!only.isEmpty() && !KINDS.contains(only)) {
                throw new Refusal("'kind' has no such choice: choose " + String.join(", ", KINDS)).at("kind");
            }
            String order = sort == null ? "" : sort.strip();
            if (!order.isEmpty() && !SORTS.contains(order)) {
                throw new Refusal("'sort' has no such choice: choose " + String.join(", ", SORTS)).at("sort");
            }
            String number = page == null || page.isBlank() ? "1" : page.strip();
            if (!number.matches("[1-9][0-9]{0,5}")) {
                throw new Refusal("'page' is not a number from 1 on").at("page");
            }
            String searched = text == null ? "" : text.strip();
            if (searched.length() > ListRules.LONGEST_TEXT) {
                throw new Refusal("search for up to " + ListRules.LONGEST_TEXT + " characters").at("q");
            }
            return new Asked(only, searched, order.equals(OLDEST), Integer.parseInt(number));
        }
    }

    /**
     * A question with what an answer is made from.
     *
     * @param message that it is about
     * @param options the second part of each answer: the keys of threads, the ids of members
     */
    record Question(QueueItem shown, Optional<Message> message, List<String> options, String subject) {}

    /** Those that are asked for, a page of them. */
    @Transactional
    public QueueViews.QueuePage page(Asked asked) {
        QueueViews.Questions all = found(asked);
        int pages = Math.max(1, (all.count() + PAGE - 1) / PAGE);
        int page = Math.min(asked.page, pages);
        return new QueueViews.QueuePage(
                all.items().subList((page - 1) * PAGE, Math.min(all.count(), page * PAGE)),
                all.count(),
                page,
                pages,
                all.kinds(),
                all.repositories());
    }

    /** All that are asked for, on whichever page. */
    @Transactional
    public QueueViews.Questions found(Asked asked) {
        List<Question> all = questions();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        KINDS.forEach(kind -> {
            int count = (int) all.stream()
                    .filter(question -> question.shown.kind().equals(kind))
                    .count();
            if (count > 0) {
                kinds.put(kind, count);
            }
        });
        List<QueueItem> found = ordered(
                all.stream()
                        .filter(question ->
                                asked.kind.isEmpty() || question.shown.kind().equals(asked.kind))
                        .filter(question -> fits(question, asked.text.toLowerCase(Locale.ROOT))),
                asked.oldest);
        return new QueueViews.Questions(found, found.size(), kinds, repositories());
    }

    /** Kind by kind, and within each by time. */
    private static List<QueueItem> ordered(Stream<Question> questions, boolean oldest) {
        Comparator<QueueItem> byTime =
                Comparator.comparing(QueueItem::at, Comparator.nullsLast(Comparator.naturalOrder()));
        return questions
                .map(Question::shown)
                .sorted(Comparator.<QueueItem>comparingInt(item -> KINDS.indexOf(item.kind()))
                        .thenComparing(oldest ? byTime : byTime.reversed())
                        .thenComparing(QueueItem::item))
                .toList();
    }

    /** The id of the question after one, of its kind. */
    private static @Nullable String next(Question question, List<Question> all) {
        return ordered(all.stream().filter(other -> other.shown.kind().equals(question.shown.kind())), false).stream()
                .map(QueueItem::item)
                .dropWhile(item -> !item.equals(question.shown.item()))
                .skip(1)
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(Question question, String text) {
        QueueItem item = question.shown;
        return text.isEmpty()
                || Stream.of(
                                Stream.of(item.title(), item.why()),
                                item.members().stream(),
                                Stream.of(
                                                Optional.ofNullable(item.report()),
                                                Optional.ofNullable(item.address()),
                                                Optional.ofNullable(item.repository()),
                                                question.message.map(
                                                        message -> message.id().value()))
                                        .flatMap(Optional::stream))
                        .flatMap(parts -> parts)
                        .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(text));
    }

    /**
     * One question.
     *
     * @return empty where it was never asked, or is answered
     */
    @Transactional
    public Optional<QueueViews.QueueItemDetail> detail(String item) {
        List<Question> all = questions();
        return all.stream()
                .filter(question -> question.shown.item().equals(item))
                .findFirst()
                .map(question -> new QueueViews.QueueItemDetail(
                        question.shown,
                        messages(question),
                        QueueAnswers.of(question),
                        QueueAnswers.alike(question, all).size(),
                        next(question, all)));
    }

    private List<QueueViews.QueuedMessage> messages(Question question) {
        Facts.Known known = facts.on(LocalDate.MAX);
        Set<String> keys = new LinkedHashSet<>();
        question.message.ifPresent(message -> keys.add(message.key()));
        if (question.shown.kind().equals(THREADS)) {
            keys.addAll(question.options);
        }
        if (keys.isEmpty() && !question.shown.kind().equals(ADDRESS)) {
            return List.of();
        }
        QueueEvidence evidence = new QueueEvidence(known);
        Stream<Message> named = Stream.concat(known.messages().stream(), known.announcing().stream())
                .filter(message -> question.shown.kind().equals(ADDRESS)
                        ? message.author()
                                .person()
                                .filter(mailbox -> mailbox.address().toString().equals(question.shown.address()))
                                .isPresent()
                        : keys.contains(message.key()));
        return named.limit(PAGE).map(evidence::of).toList();
    }

    /** A message by its key, of the team's mail or of an announce list. */
    Optional<Message> message(String key) {
        Facts.Known known = facts.on(LocalDate.MAX);
        return Stream.concat(known.messages().stream(), known.announcing().stream())
                .filter(message -> message.key().equals(key))
                .findFirst();
    }

    /** Every question there is. */
    List<Question> questions() {
        List<Question> all = new ArrayList<>(derived(facts.on(LocalDate.MAX)));
        decisions.awaitingApproval().forEach(line -> all.add(approval(line)));
        return all;
    }

    /** What follows from mail and decisions is kept until one of them changes. */
    private List<Question> derived(Facts.Known known) {
        Derived last = kept;
        if (last == null || last.from != known.activity()) {
            MessagesInQuestion named = MessagesInQuestion.of(known);
            List<Question> all = new ArrayList<>();
            authors(known, named, all);
            threads(known, named, all);
            addresses(known, all);
            CveRecords.names(known.named().questions()).forEach(name -> all.add(name(name)));
            last = new Derived(known.activity(), List.copyOf(all));
            kept = last;
        }
        return last.questions;
    }

    /** @param from what the questions follow from: another object once anything changed */
    private record Derived(Activity from, List<Question> questions) {}

    private static void authors(Facts.Known known, MessagesInQuestion named, List<Question> all) {
        Map<String, Message> byKey = new LinkedHashMap<>();
        Map<String, Set<String>> members = new HashMap<>();
        Map<String, Set<String>> whys = new HashMap<>();
        for (Pending pending : known.activity().pending()) {
            Credit credit = pending.credit();
            List<Message> messages = credit.evidence().stream()
                    .flatMap(evidence -> evidence.messageId().stream())
                    .flatMap(id -> named.withId(id).stream())
                    .filter(message -> named.report(message.key())
                            .map(Report::id)
                            .filter(report -> !report.equals(credit.report()))
                            .isEmpty())
                    .toList();
            switch (credit.source()) {
                case GHSA -> all.add(settledElsewhere(known, pending, GITHUB));
                case ANNOUNCEMENT, CVE -> {}
                case MAIL, CLAIM -> {
                    if (messages.isEmpty()) {
                        all.add(settledElsewhere(known, pending, CLAIM));
                    }
                    for (Message message : messages) {
                        note(byKey, members, whys, message, Optional.of(credit.member()), pending.why());
                    }
                }
            }
        }
        known.activity()
                .unnamed()
                .forEach(unnamed ->
                        note(byKey, members, whys, unnamed.message(), Optional.empty(), ReviewQueue.why(unnamed)));
        known.announcements().questions().forEach(question -> {
            Message message = question.mail().message();
            note(byKey, members, whys, message, Optional.empty(), question.why());
            question.members()
                    .forEach(member -> note(byKey, members, whys, message, Optional.of(member), question.why()));
        });
        byKey.forEach((key, message) -> all.add(author(
                known,
                message,
                List.copyOf(new TreeSet<>(members.getOrDefault(key, Set.of()))),
                String.join("; ", whys.getOrDefault(key, Set.of())),
                named.report(key).map(Report::id))));
    }

    private static void note(
            Map<String, Message> byKey,
            Map<String, Set<String>> members,
            Map<String, Set<String>> whys,
            Message message,
            Optional<String> member,
            String why) {
        byKey.put(message.key(), message);
        member.ifPresent(id ->
                members.computeIfAbsent(message.key(), key -> new TreeSet<>()).add(id));
        whys.computeIfAbsent(message.key(), key -> new LinkedHashSet<>()).add(why);
    }

    private static Question author(
            Facts.Known known, Message message, List<String> members, String why, Optional<String> report) {
        String who = members.stream().map(id -> named(known, id)).collect(Collectors.joining(" or "));
        return new Question(
                new QueueItem(
                        id(AUTHOR, message.key()),
                        AUTHOR,
                        who.isEmpty() ? "Unknown author" : who,
                        why,
                        members,
                        report.orElse(null),
                        identity(message).orElse(null),
                        repository(message).orElse(null),
                        List.of(message.id().value()),
                        message.arrivedAt()),
                Optional.of(message),
                List.of(),
                message.key());
    }

    private static Optional<String> repository(Message message) {
        return message.lists().size() == 1 ? message.lists().getFirst().repository() : Optional.empty();
    }

    /** The address or account that a message names as its author; of an ambiguous one, all that it names. */
    static Optional<String> identity(Message message) {
        return message.author()
                .person()
                .map(mailbox -> mailbox.address().toString())
                .or(() -> message.author().account())
                .or(() -> message.author() instanceof Author.Ambiguous many
                                && !many.candidates().isEmpty()
                        ? Optional.of(many.candidates().stream()
                                .map(mailbox -> mailbox.address().toString())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")))
                        : Optional.empty());
    }

    private static void threads(Facts.Known known, MessagesInQuestion named, List<Question> all) {
        for (Threading.Question question : known.questions()) {
            Optional<Message> message = named.withKey(question.messageKey());
            all.add(new Question(
                    new QueueItem(
                            id(THREADS, question.messageKey()),
                            THREADS,
                            "One thread or several?",
                            ReviewQueue.why(question.kind()),
                            List.of(),
                            named.report(question.messageKey()).map(Report::id).orElse(null),
                            message.flatMap(QueueItems::identity).orElse(null),
                            null,
                            Stream.concat(Stream.of(question.messageKey()), question.threads().stream())
                                    .distinct()
                                    .map(key -> named.withKey(key)
                                            .map(each -> each.id().value())
                                            .orElse(key))
                                    .toList(),
                            message.map(each -> each.arrivedAt()).orElse(null)),
                    message,
                    question.threads().stream()
                            .filter(key -> !key.equals(question.messageKey()))
                            .toList(),
                    question.messageKey()));
        }
    }

    private void addresses(Facts.Known known, List<Question> all) {
        for (QueueViews.Suggestion suggestion : queue.suggestions(known)) {
            all.add(new Question(
                    new QueueItem(
                            id(ADDRESS, suggestion.member() + "\n" + suggestion.address()),
                            ADDRESS,
                            suggestion.name(),
                            "This address is no member's and was used with the name of one; " + suggestion.messages()
                                    + (suggestion.messages() == 1 ? " message" : " messages") + " in "
                                    + suggestion.reports() + (suggestion.reports() == 1 ? " report" : " reports")
                                    + ", " + suggestion.first() + " to " + suggestion.last(),
                            List.of(suggestion.member()),
                            null,
                            suggestion.address(),
                            null,
                            List.of(),
                            null),
                    Optional.empty(),
                    List.of(suggestion.member()),
                    suggestion.address()));
        }
    }

    private static Question name(RecordViews.Name name) {
        return new Question(
                new QueueItem(
                        id(NAME, name.name()),
                        NAME,
                        name.shown(),
                        name.why() + ": " + String.join(", ", name.records()),
                        name.members(),
                        null,
                        null,
                        null,
                        List.of(),
                        null),
                Optional.empty(),
                name.members(),
                name.name());
    }

    private static Question approval(DecisionViews.DecisionLine line) {
        return new Question(
                new QueueItem(
                        id(APPROVAL, String.valueOf(line.id())),
                        APPROVAL,
                        "Entry " + line.id() + ": " + line.what(),
                        "it would count for " + line.by() + ", who decided it: " + line.reason(),
                        List.of(line.by()),
                        null,
                        null,
                        null,
                        List.of(),
                        line.at()),
                Optional.empty(),
                List.of(),
                String.valueOf(line.id()));
    }

    /** It is answered at another place: on GitHub, or among the claims. */
    private static Question settledElsewhere(Facts.Known known, Pending pending, String kind) {
        Credit credit = pending.credit();
        String ids = credit.evidence().stream().map(Credit.Evidence::id).collect(Collectors.joining(", "));
        Instant at = credit.evidence().stream()
                .map(Credit.Evidence::arrived)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Question(
                new QueueItem(
                        id(kind, String.join("\n", credit.member(), credit.report(), ids, pending.why())),
                        kind,
                        named(known, credit.member()) + (ids.isEmpty() ? "" : ": " + ids),
                        pending.why(),
                        List.of(credit.member()),
                        credit.report(),
                        null,
                        null,
                        List.of(),
                        at),
                Optional.empty(),
                List.of(),
                ids);
    }

    private static String named(Facts.Known known, String member) {
        return known.roster().withId(member).map(person -> person.name()).orElse(member);
    }

    /** Says nothing of what it names, and stays the same for the same question. */
    private static String id(String kind, String what) {
        return Sha256.hex(kind + "\n" + what).substring(0, ID_DIGITS);
    }

    /** How many questions of these kinds there are. */
    int count(Set<String> kinds) {
        return (int) questions().stream()
                .filter(question -> kinds.contains(question.shown.kind()))
                .count();
    }

    /** The questions about notifications of one GitHub repository. */
    @Transactional
    public List<String> ofRepository(String repository) {
        return questions().stream()
                .map(Question::shown)
                .filter(item -> repository.equals(item.repository()))
                .map(QueueItem::item)
                .toList();
    }

    /** How many wait of each repository whose notifications can be confirmed together. */
    private Map<String, Integer> repositories() {
        Map<String, Integer> found = new TreeMap<>();
        queue.repositories()
                .forEach(repository ->
                        found.put(repository.name(), repository.messages().size()));
        return found;
    }
}
