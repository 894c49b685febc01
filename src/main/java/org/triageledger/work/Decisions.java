package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.eligibility.Difference;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.DecisionStore.Decision;

/**
 * What people decide about addresses, threads and authors. Each decision can be looked at before it is made: what it would change
 * is computed from the same facts by the same rules. Undoing one restores exactly what would hold without it.
 */
@ApplicationScoped
public class Decisions {
    private final Facts facts;
    private final DecisionStore store;
    private final ReviewBook reviews;
    private final LedgerConfig config;
    private final Clock clock;

    Decisions(Facts facts, DecisionStore store, ReviewBook reviews, LedgerConfig config, Clock clock) {
        this.facts = facts;
        this.store = store;
        this.reviews = reviews;
        this.config = config;
        this.clock = clock;
    }

    /** Who decides, and why; both stand in the record for ever, so neither may hold report content. */
    public record Signed(String by, String reason) {
        public Signed {
            if (by.isBlank() || reason.isBlank() || by.length() > 100 || reason.length() > 1000) {
                throw new Refusal("say who decides (up to 100 characters) and why (up to 1,000)");
            }
        }
    }

    /** Something that could be decided. */
    public sealed interface Proposal {
        /** An address belongs to somebody on some days. */
        record Link(
                String member,
                String address,
                @Nullable LocalDate from,
                @Nullable LocalDate to) implements Proposal {}

        /** An address is not somebody's, whatever the roster says. */
        record Unlink(String member, String address) implements Proposal {}

        /** The threads of two messages are one. */
        record Join(String oneMessageId, String otherMessageId) implements Proposal {}

        /** The author of a message is who it claims, or this address. */
        record Confirm(String messageId, @Nullable String address) implements Proposal {}

        /** A message is not the work of whom it names; its question is closed. */
        record Reject(String messageId) implements Proposal {}

        /** A decision does not hold any more. */
        record Undo(long id) implements Proposal {}
    }

    /** What it would change today; nothing is changed. */
    @Transactional
    public Views.Effect preview(Proposal proposal) {
        List<Decision> now = store.all();
        List<Decision> then = new ArrayList<>(now);
        then.add(draft(proposal, now, new Signed("preview", "preview")));
        return effect(now, then);
    }

    /** Makes the decision, and says what it changed today. */
    @Transactional
    public Views.Effect decide(Proposal proposal, Signed signed) {
        List<Decision> now = store.all();
        Decision draft = draft(proposal, now, signed);
        store.add(
                draft.kind(),
                draft.one(),
                draft.other(),
                draft.from(),
                draft.to(),
                draft.at(),
                draft.by(),
                draft.reason());
        return effect(now, store.all());
    }

    /** All decisions ever made, in order. */
    @Transactional
    public List<Views.DecisionLine> all() {
        List<Decision> decisions = store.all();
        Set<String> undone = decisions.stream()
                .filter(decision -> decision.kind().equals(Decided.UNDO))
                .map(Decision::one)
                .collect(Collectors.toSet());
        return decisions.stream()
                .map(decision -> new Views.DecisionLine(
                        decision.id(),
                        decision.kind(),
                        decision.one(),
                        decision.other(),
                        decision.from().orElse(null),
                        decision.to().orElse(null),
                        decision.at(),
                        decision.by(),
                        decision.reason(),
                        undone.contains(String.valueOf(decision.id()))))
                .toList();
    }

    /** The first decision whose record was changed after it was made. */
    @Transactional
    public Optional<Long> firstBroken() {
        return store.firstBroken();
    }

    private Decision draft(Proposal proposal, List<Decision> made, Signed signed) {
        long id = made.isEmpty() ? 1 : made.getLast().id() + 1;
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (proposal) {
            case Proposal.Link link -> {
                Dated when = dated(link);
                Address address = address(link.address());
                free(new AddressLink(person(link.member()).id(), address, when, true));
                yield new Decision(
                        id,
                        Decided.LINK,
                        link.member(),
                        address.toString(),
                        when.from(),
                        when.to(),
                        at,
                        signed.by,
                        signed.reason,
                        "");
            }
            case Proposal.Unlink unlink -> {
                Address address = address(unlink.address());
                if (person(unlink.member()).addresses().stream()
                        .noneMatch(owned -> owned.address().equals(address))) {
                    throw new Refusal("that address is not one of '" + unlink.member() + "'");
                }
                yield simple(id, Decided.UNLINK, unlink.member(), address.toString(), at, signed);
            }
            case Proposal.Join join ->
                simple(
                        id,
                        Decided.JOIN,
                        message(join.oneMessageId()).key(),
                        message(join.otherMessageId()).key(),
                        at,
                        signed);
            case Proposal.Confirm confirm -> {
                Message message = message(confirm.messageId());
                String author = confirm.address() == null
                        ? ""
                        : address(confirm.address()).toString();
                if (author.isEmpty() && message.author().person().isEmpty()) {
                    throw new Refusal("several people may have written it: say whose address it is");
                }
                yield simple(id, Decided.CONFIRM, message.key(), author, at, signed);
            }
            case Proposal.Reject reject ->
                simple(id, Decided.REJECT, message(reject.messageId()).key(), "", at, signed);
            case Proposal.Undo undo -> {
                String number = String.valueOf(undo.id());
                Decision meant = made.stream()
                        .filter(decision -> decision.id() == undo.id())
                        .findFirst()
                        .orElseThrow(() -> new Refusal("there is no decision " + number + ": see `ledger decisions`"));
                if (!Decided.EFFECTIVE.contains(meant.kind())) {
                    throw new Refusal("decision " + number + " cannot be undone: make another one");
                }
                if (made.stream()
                        .anyMatch(other ->
                                other.kind().equals(Decided.UNDO) && other.one().equals(number))) {
                    throw new Refusal("decision " + number + " is undone already");
                }
                yield simple(id, Decided.UNDO, number, "", at, signed);
            }
        };
    }

    private static Decision simple(long id, String kind, String one, String other, Instant at, Signed signed) {
        return new Decision(id, kind, one, other, Optional.empty(), Optional.empty(), at, signed.by, signed.reason, "");
    }

    private static Dated dated(Proposal.Link link) {
        try {
            return new Dated(Optional.ofNullable(link.from()), Optional.ofNullable(link.to()));
        } catch (IllegalArgumentException e) {
            throw new Refusal("the days end before they begin: give the earlier day as --from");
        }
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow(() -> new Refusal("'" + text + "' is no mail address"));
    }

    private Person person(String id) {
        return facts.on(LocalDate.MAX)
                .roster()
                .withId(id)
                .orElseThrow(() -> new Refusal("nobody in the roster has the id '" + id + "': see `ledger active`"));
    }

    private void free(AddressLink link) {
        link.rivals(facts.on(LocalDate.MAX).roster().people()).findFirst().ifPresent(rival -> {
            throw new Refusal("that address belongs to '" + rival.id()
                    + "' on some of these days: unlink it first, or choose other days with --from and --to");
        });
    }

    /** @throws Refusal where none or several have the Message-ID */
    Message message(String messageId) {
        String plain = messageId.replaceAll("^<|>$", "");
        List<Message> found = facts.on(LocalDate.MAX).messages().stream()
                .filter(message ->
                        message.id().value().equals(plain) || message.key().equals(plain))
                .toList();
        if (found.isEmpty()) {
            throw new Refusal("no message has that Message-ID: see `ledger queue` and `ledger messages`");
        }
        if (found.size() > 1) {
            throw new Refusal("several messages bear that Message-ID: name one by its key, "
                    + found.stream().map(Message::key).collect(Collectors.joining(" or ")));
        }
        return found.getFirst();
    }

    private Views.Effect effect(List<Decision> before, List<Decision> after) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Facts.Known old = facts.supposing(before, today);
        Facts.Known fresh = facts.supposing(after, today);
        List<String> changes = new ArrayList<>();
        Map<String, Set<String>> had = credits(old);
        Map<String, Set<String>> has = credits(fresh);
        Set<String> members = new TreeSet<>(had.keySet());
        members.addAll(has.keySet());
        for (String member : members) {
            Set<String> gained = new TreeSet<>(has.getOrDefault(member, Set.of()));
            gained.removeAll(had.getOrDefault(member, Set.of()));
            Set<String> lost = new TreeSet<>(had.getOrDefault(member, Set.of()));
            lost.removeAll(has.getOrDefault(member, Set.of()));
            if (!gained.isEmpty()) {
                changes.add(member + " gains " + counted(gained.size(), "report") + " with credits");
            }
            if (!lost.isEmpty()) {
                changes.add(member + " loses " + counted(lost.size(), "report") + " with credits");
            }
        }
        Policy policy = reviews.policyOf(null, today);
        for (Difference difference :
                Difference.between(evaluations(old, policy, today), evaluations(fresh, policy, today))) {
            changes.add(difference.member() + " becomes " + word(difference.other()) + " (was " + word(difference.one())
                    + ")");
        }
        int threads =
                old.activity().reports().size() - fresh.activity().reports().size();
        if (threads != 0) {
            changes.add(counted(Math.abs(threads), "thread") + (threads > 0 ? " fewer" : " more"));
        }
        int waiting =
                old.activity().pending().size() - fresh.activity().pending().size();
        if (waiting != 0) {
            changes.add(counted(Math.abs(waiting), "credit")
                    + (waiting > 0 ? " no longer waiting in the queue" : " more waiting in the queue"));
        }
        return new Views.Effect(changes.isEmpty() ? List.of("nothing changes today") : changes);
    }

    private List<Evaluation> evaluations(Facts.Known known, Policy policy, LocalDate today) {
        Instant knownUntil = clock.instant().minus(config.blindAfter());
        return Evaluations.of(policy, known.roster(), known.activity(), known.coverage(), today, knownUntil);
    }

    private static Map<String, Set<String>> credits(Facts.Known known) {
        return known.activity().credits().stream()
                .collect(Collectors.groupingBy(
                        credit -> credit.member(),
                        TreeMap::new,
                        Collectors.mapping(credit -> credit.report(), Collectors.toSet())));
    }

    private static String word(Optional<Evaluation> evaluation) {
        return evaluation.map(one -> one.verdict().word()).orElse("no member");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
