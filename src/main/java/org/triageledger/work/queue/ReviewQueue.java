package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.UnnamedAuthor;
import org.triageledger.core.advisory.announcement.AnnouncementQuestion;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.Person;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.record.KnownDecisions;

/** What the rules leave to people. Nothing in it counts, and nothing of it is ever applied by itself. */
@ApplicationScoped
public class ReviewQueue {
    private final Facts facts;
    private final MessageCopyStore sightings;
    private final KnownDecisions decisions;
    private final Keys keys;
    private final LedgerConfig config;

    ReviewQueue(Facts facts, MessageCopyStore sightings, KnownDecisions decisions, Keys keys, LedgerConfig config) {
        this.facts = facts;
        this.sightings = sightings;
        this.decisions = decisions;
        this.keys = keys;
        this.config = config;
    }

    @Transactional
    public QueueViews.Queue all() {
        Facts.Known known = facts.on(LocalDate.MAX);
        return new QueueViews.Queue(
                waiting(known),
                joinable(known),
                suggestions(known),
                CveRecords.names(known.named().questions()),
                onGitHub(known));
    }

    private static List<QueueViews.OnGitHub> onGitHub(Facts.Known known) {
        return known.activity().pending().stream()
                .filter(pending -> pending.credit().source() == Credit.Source.GHSA)
                .flatMap(pending -> pending.credit().evidence().stream()
                        .map(evidence -> new QueueViews.OnGitHub(
                                pending.credit().member(),
                                known.roster()
                                        .withId(pending.credit().member())
                                        .map(Person::name)
                                        .orElse(""),
                                evidence.id(),
                                pending.why())))
                .distinct()
                .toList();
    }

    /** Notifications of GitHub whose account is a member's and waits for confirmation, by repository; messages by their keys. */
    @Transactional
    public List<QueueViews.Repository> repositories() {
        Facts.Known known = facts.on(LocalDate.MAX);
        Set<MessageId> waiting = new HashSet<>();
        known.activity().pending().stream()
                .flatMap(pending -> pending.credit().evidence().stream())
                .flatMap(evidence -> evidence.messageId().stream())
                .forEach(waiting::add);
        Map<String, Set<String>> found = new TreeMap<>();
        known.messages().stream()
                .filter(message -> waiting.contains(message.id())
                        && message.author().account().isPresent()
                        && !message.trust().counts()
                        && message.lists().size() == 1)
                .forEach(message -> message.lists()
                        .getFirst()
                        .repository()
                        .ifPresent(name -> found.computeIfAbsent(name, key -> new java.util.LinkedHashSet<>())
                                .add(message.key())));
        return found.entrySet().stream()
                .map(entry -> new QueueViews.Repository(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /**
     * The confirmations of all that waits of one repository.
     *
     * @throws Refusal where nothing of it waits
     */
    @Transactional
    public List<Proposal> confirmations(String repository) {
        String plain = repository.strip().toLowerCase(Locale.ROOT);
        return repositories().stream()
                .filter(eachRepository -> eachRepository.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new Refusal("no GitHub notification of that repository waits: see `ledger queue`"))
                .messages()
                .stream()
                .<Proposal>map(key -> new Proposal.Confirm(key, null))
                .toList();
    }

    private static List<QueueViews.Waiting> waiting(Facts.Known known) {
        Map<List<String>, Set<String>> together = new LinkedHashMap<>();
        for (Pending pending : known.activity().pending()) {
            if (!isAnsweredAsMail(pending.credit().source())) {
                continue;
            }
            together.computeIfAbsent(
                            List.of(pending.credit().member(), pending.credit().report(), pending.why()),
                            key -> new java.util.LinkedHashSet<>())
                    .addAll(pending.credit().evidence().stream()
                            .map(Credit.Evidence::id)
                            .toList());
        }
        return Stream.of(
                        known.activity().unnamed().stream().map(ReviewQueue::unnamed),
                        together.entrySet().stream().map(entry -> named(known, entry.getKey(), entry.getValue())),
                        known.announcements().questions().stream().flatMap(question -> announcement(known, question)))
                .flatMap(lines -> lines)
                .toList();
    }

    /** Names in records and mails of announce lists are asked about in their own way; a credit on GitHub is accepted there. */
    private static boolean isAnsweredAsMail(Credit.Source source) {
        return switch (source) {
            case MAIL, CLAIM -> true;
            case ANNOUNCEMENT, CVE, GHSA -> false;
        };
    }

    /** Of mail that may not be public neither title nor ids are shown. */
    private static Stream<QueueViews.Waiting> announcement(Facts.Known known, AnnouncementQuestion question) {
        Set<String> message = Set.of(question.mail().message().id().value());
        return question.members().isEmpty()
                ? Stream.of(new QueueViews.Waiting(
                        "", "Unknown author", "announcement", question.why(), List.copyOf(message)))
                : question.members().stream()
                        .map(member -> named(known, List.of(member, "announcement", question.why()), message));
    }

    /** Nobody who is a member is named; the answer is a member or an address. */
    static String why(UnnamedAuthor unnamed) {
        return unnamed.candidates().isEmpty()
                ? "the message names no author"
                : "the message names several authors or an uncertain one, and none of them is a member";
    }

    private static QueueViews.Waiting unnamed(UnnamedAuthor one) {
        return new QueueViews.Waiting(
                "",
                "Unknown author",
                one.report(),
                why(one),
                List.of(one.message().id().value()));
    }

    private static QueueViews.Waiting named(Facts.Known known, List<String> entry, Set<String> messages) {
        return new QueueViews.Waiting(
                entry.get(0),
                known.roster().withId(entry.get(0)).map(Person::name).orElse(""),
                entry.get(1),
                entry.get(2),
                List.copyOf(messages));
    }

    private static List<QueueViews.Joinable> joinable(Facts.Known known) {
        if (known.questions().isEmpty()) {
            return List.of();
        }
        Map<String, MessageId> byKey = HashMap.newHashMap(known.messages().size());
        known.messages().forEach(message -> byKey.put(message.key(), message.id()));
        return known.questions().stream()
                .map(question -> new QueueViews.Joinable(
                        id(byKey, question.messageKey()),
                        why(question.kind()),
                        question.threads().stream().map(key -> id(byKey, key)).toList()))
                .toList();
    }

    private static String id(Map<String, MessageId> byKey, String key) {
        return Optional.ofNullable(byKey.get(key)).map(MessageId::value).orElse(key);
    }

    static String why(Threading.Question.Kind kind) {
        return switch (kind) {
            case NAMES_SEVERAL_THREADS -> "it names messages of several threads, each with a beginning of its own";
            case SUBJECT_FITS_SEVERAL -> "a reply without references whose subject fits several threads";
            case SUBJECT_ALONE_FITS -> "a reply without references whose subject fits, and nothing else tells";
        };
    }

    /** Addresses that nobody owns, in reports, whose display name is that of exactly one person of the roster. */
    List<QueueViews.Suggestion> suggestions(Facts.Known known) {
        Map<Address, List<Message>> unknown = new TreeMap<>(Comparator.comparing(Address::toString));
        Map<String, Set<String>> reports = new HashMap<>();
        for (Report report : known.activity().reports()) {
            for (Message message : report.thread().messages()) {
                message.author().person().ifPresent(mailbox -> {
                    if (message.isHuman()
                            && known.roster()
                                    .owner(mailbox.address(), message.day())
                                    .isEmpty()) {
                        unknown.computeIfAbsent(mailbox.address(), key -> new ArrayList<>())
                                .add(message);
                        reports.computeIfAbsent(mailbox.address().toString(), key -> new HashSet<>())
                                .add(report.id());
                    }
                });
            }
        }
        if (unknown.isEmpty() || !config.keepSubjects()) {
            return List.of();
        }
        Vault vault = keys.vault();
        List<QueueViews.Suggestion> found = new ArrayList<>();
        for (MessageCopyStore.SealedNames sealedNames : sightings.sealedByAuthor()) {
            Optional<Address> address = Address.parse(sealedNames.author())
                    .filter(named -> !decisions.now().addressesOfNobody().contains(named));
            List<Message> messages = address.map(unknown::get).orElse(null);
            if (messages == null) {
                continue;
            }
            Optional<Person> person = vault.open(sealedNames.bytes(), sealedNames.messageId())
                    .flatMap(text -> text.lines().skip(1).findFirst())
                    .filter(name -> !name.isBlank())
                    .map(name -> known.roster().named(name))
                    .filter(named -> named.size() == 1)
                    .map(List::getFirst);
            person.ifPresent(member -> found.add(new QueueViews.Suggestion(
                    member.id(),
                    member.name(),
                    sealedNames.author(),
                    messages.size(),
                    reports.getOrDefault(sealedNames.author(), Set.of()).size(),
                    messages.getFirst().day(),
                    messages.getLast().day())));
        }
        found.sort(Comparator.comparing(QueueViews.Suggestion::member).thenComparing(QueueViews.Suggestion::address));
        return found;
    }

    /** The subject, and after it the names beside the addresses; empty where none is kept, or another key sealed it. */
    List<String> subject(Message message) {
        String id = message.id().value();
        Vault vault = keys.vault();
        return message.places().stream()
                .flatMap(place -> sightings.sealed(place, id).stream())
                .flatMap(bytes -> vault.open(bytes, id).stream())
                .findFirst()
                .map(text -> text.lines().toList())
                .orElse(List.of());
    }
}
