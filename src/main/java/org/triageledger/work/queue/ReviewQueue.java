package org.triageledger.work.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.UnnamedAuthor;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.Person;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
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

    /** Nobody who is a member is named; the answer is a member or an address. */
    static String why(UnnamedAuthor unnamed) {
        return unnamed.candidates().isEmpty()
                ? "The message names no author"
                : "The message names several authors or an uncertain one, and none of them is a member";
    }

    static String why(Threading.Question.Kind kind) {
        return switch (kind) {
            case NAMES_SEVERAL_THREADS -> "It names messages of several threads, each with a beginning of its own";
            case SUBJECT_FITS_SEVERAL -> "A reply without references whose subject fits several threads";
            case SUBJECT_ALONE_FITS -> "A reply without references whose subject fits, and nothing else tells";
        };
    }

    /** Addresses that nobody owns, in reports, whose display name is that of exactly one person of the roster. */
    List<QueueViews.Suggestion> suggestions(Facts.Known known) {
        if (!config.keepSubjects()) {
            return List.of();
        }
        Map<Address, Person> named = new HashMap<>();
        facts.names().forEach((address, name) -> {
            List<Person> members = known.roster().named(name);
            if (members.size() == 1 && !known.roster().isAlwaysOwned(address)) {
                named.put(address, members.getFirst());
            }
        });
        named.keySet().removeAll(decisions.now().addressesOfNobody());
        Map<Address, List<Use>> uses = new HashMap<>();
        for (Report report : known.activity().reports()) {
            for (Message message : report.thread().messages()) {
                message.author()
                        .person()
                        .map(Mailbox::address)
                        .filter(address -> named.containsKey(address)
                                && message.isHuman()
                                && known.roster().owner(address, message.day()).isEmpty())
                        .ifPresent(address -> uses.computeIfAbsent(address, key -> new ArrayList<>())
                                .add(new Use(message.day(), report.id())));
            }
        }
        List<QueueViews.Suggestion> found = new ArrayList<>();
        named.forEach((address, member) -> {
            List<Use> all = uses.get(address);
            if (all != null) {
                found.add(suggestion(member, address, all));
            }
        });
        found.sort(Comparator.comparing(QueueViews.Suggestion::member).thenComparing(QueueViews.Suggestion::address));
        return found;
    }

    /** A mail of a report that an address wrote. */
    private record Use(LocalDate day, String report) {}

    private static QueueViews.Suggestion suggestion(Person member, Address address, List<Use> uses) {
        return new QueueViews.Suggestion(
                member.id(),
                member.name(),
                address.toString(),
                uses.size(),
                (int) uses.stream().map(Use::report).distinct().count(),
                Collections.min(uses, Comparator.comparing(Use::day)).day(),
                Collections.max(uses, Comparator.comparing(Use::day)).day());
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
