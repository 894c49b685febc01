package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Report;
import org.triageledger.core.eligibility.Difference;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Word;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.review.Actor;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.DecisionStore.Decision;

/**
 * What people decide about addresses, threads and authors. Each decision can be looked at before it is made: what it would change
 * is computed from the same facts by the same rules. Undoing one restores exactly what would hold without it.
 */
@ApplicationScoped
public class Decisions {
    /** Who decides while somebody only looks; the id of nobody. */
    private static final String PREVIEW = "(preview)";

    private final Facts facts;
    private final DecisionStore store;
    private final ReviewBook reviews;
    private final KnownPeople known;
    private final Clock clock;

    Decisions(
            Facts facts, DecisionStore store, ReviewBook reviews, KnownPeople known, Clock clock) {
        this.facts = facts;
        this.store = store;
        this.reviews = reviews;
        this.known = known;
        this.clock = clock;
    }

    /** Who decides, and why; both stand in the record for ever, so neither may hold report content. */
    public record Signed(String by, String reason) {
        public Signed {
            if (by.isBlank() || reason.isBlank() || by.length() > 100 || reason.length() > 1000) {
                throw new Refusal("say who decides (up to 100 characters) and why (up to 1,000)");
            }
            HiddenCharacters.inLine(by)
                    .or(() -> HiddenCharacters.inText(reason))
                    .ifPresent(hidden -> {
                        throw new Refusal("in who decides or why, " + hidden.complaint());
                    });
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

        /** The author of a message is who it claims, or who has this address, or the member of this id. */
        record Confirm(String messageId, @Nullable String address) implements Proposal {}

        /** A message is not the work of whom it names; its question is closed. */
        record Reject(String messageId) implements Proposal {}

        /** A report is something else than the rules say; the word is that of a status. */
        record Status(String report, String word) implements Proposal {}

        /** A second person agrees to what somebody decided in their own favour. */
        record Approve(long id) implements Proposal {}

        /** Nothing comes of what somebody decided in their own favour. */
        record Decline(long id) implements Proposal {}

        /** A decision does not hold any more. */
        record Undo(long id) implements Proposal {}
    }

    /** What it would change today; nothing is changed. */
    @Transactional
    public Views.Effect preview(Proposal proposal) {
        List<Decision> now = store.all();
        List<Decision> then = new ArrayList<>(now);
        then.add(draft(proposal, now, new Signed(PREVIEW, "preview")));
        return effect(now, then);
    }

    /**
     * Makes the decision, and says what it changed today. What would give work or a better verdict to the one who decides has no
     * effect before another admin or one of the council approves it.
     *
     * @throws Refusal where it makes no sense, or the roster does not know who decides
     */
    @Transactional
    public Views.Effect decide(Proposal proposal, Signed signed) {
        known.needs(signed.by);
        List<Decision> now = store.all();
        Decision draft = draft(proposal, now, signed);
        if (isForThemselves(draft, now)) {
            Decision waiting = add(draft, Decided.PROPOSED + draft.kind());
            return new Views.Effect(
                    List.of("Awaiting approval: this would count for " + signed.by
                            + ", who decided it. Another admin or a member of the council has to approve entry "
                            + waiting.id() + " of the audit log."),
                    waiting.id());
        }
        add(draft, draft.kind());
        return effect(now, store.all());
    }

    /** What several would change together today; nothing is changed. */
    @Transactional
    public Views.Effect previewAll(List<? extends Proposal> proposals) {
        List<Decision> now = store.all();
        List<Decision> then = new ArrayList<>(now);
        for (Proposal proposal : proposals) {
            then.add(draft(proposal, then, new Signed(PREVIEW, "preview")));
        }
        return effect(now, then);
    }

    /**
     * Makes several decisions, all or none, each with an entry of its own in the audit log. Those in favour of the one who decides
     * wait for approval; the others take effect.
     *
     * @throws Refusal where one of them makes no sense, or the roster does not know who decides; then none is made
     */
    @Transactional
    public Views.Effect decideAll(List<? extends Proposal> proposals, Signed signed) {
        known.needs(signed.by);
        List<Decision> before = store.all();
        List<Long> waiting = new ArrayList<>();
        for (Proposal proposal : proposals) {
            List<Decision> now = store.all();
            Decision draft = draft(proposal, now, signed);
            boolean own = isForThemselves(draft, now);
            Decision made = add(draft, own ? Decided.PROPOSED + draft.kind() : draft.kind());
            if (own) {
                waiting.add(made.id());
            }
        }
        List<String> changes = new ArrayList<>(effect(before, store.all()).changes());
        if (!waiting.isEmpty()) {
            changes.add("Awaiting approval by another admin or a member of the council, since they would count for "
                    + signed.by + ", who decided them: entries " + waiting + " of the audit log.");
        }
        return new Views.Effect(changes, waiting.size() == proposals.size() ? waiting.getFirst() : 0);
    }

    private Decision add(Decision draft, String kind) {
        return store.add(
                kind, draft.one(), draft.other(), draft.from(), draft.to(), draft.at(), draft.by(), draft.reason());
    }

    /** By what it says, or by what would follow from it today: more credits, or a better verdict. */
    private boolean isForThemselves(Decision draft, List<Decision> now) {
        if (draft.kind().equals(Decided.APPROVE) || draft.kind().equals(Decided.DECLINE)) {
            return false;
        }
        Facts.Known everything = facts.on(LocalDate.MAX);
        if (DecidedAlone.isForThemselves(draft, everything.messages(), everything.roster())) {
            return true;
        }
        List<Decision> then = new ArrayList<>(now);
        then.add(draft);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Facts.Known old = facts.supposing(now, today);
        Facts.Known fresh = facts.supposing(then, today);
        if (!credits(old)
                .getOrDefault(draft.by(), Set.of())
                .containsAll(credits(fresh).getOrDefault(draft.by(), Set.of()))) {
            return true;
        }
        Policy policy = reviews.policyOf(null, today);
        return Difference.between(evaluations(old, policy, today), evaluations(fresh, policy, today)).stream()
                .filter(difference -> difference.member().equals(draft.by()))
                .anyMatch(difference -> worth(difference.other()) > worth(difference.one()));
    }

    /** How good a verdict is for the member; nobody who is no member has one. */
    private static int worth(Optional<Evaluation> evaluation) {
        return evaluation
                .map(one -> switch (one.verdict()) {
                    case Verdict.Active ignored -> 3;
                    case Verdict.Exempt ignored -> 3;
                    case Verdict.Newcomer ignored -> 3;
                    case Verdict.Unknown ignored -> 2;
                    case Verdict.Inactive ignored -> 1;
                })
                .orElse(0);
    }

    /** All decisions ever made, in order. */
    @Transactional
    public List<Views.DecisionLine> all() {
        List<Decision> decisions = store.all();
        Set<String> undone = Decided.undone(decisions);
        Map<String, String> closed = decisions.stream()
                .filter(decision -> decision.kind().equals(Decided.APPROVE)
                        || decision.kind().equals(Decided.DECLINE))
                .collect(Collectors.toMap(
                        Decision::one,
                        decision -> decision.kind().equals(Decided.APPROVE) ? "approved" : "declined",
                        (first, second) -> first));
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
                        undone.contains(String.valueOf(decision.id())),
                        decision.via(),
                        DecisionWords.of(decision),
                        DecisionWords.group(decision),
                        state(decision, undone, closed),
                        Decided.EFFECTIVE.contains(decision.kind()) && !undone.contains(String.valueOf(decision.id()))))
                .toList();
    }

    private static String state(Decision decision, Set<String> undone, Map<String, String> closed) {
        String number = String.valueOf(decision.id());
        if (undone.contains(number)) {
            return "undone";
        }
        return decision.kind().startsWith(Decided.PROPOSED) ? closed.getOrDefault(number, "awaiting-approval") : "";
    }

    /** What an entry says; empty where there is none. */
    @Transactional
    public String words(long id) {
        return store.all().stream()
                .filter(decision -> decision.id() == id)
                .map(DecisionWords::of)
                .findFirst()
                .orElse("");
    }

    /** What somebody decided in their own favour and nobody has approved or declined yet. */
    @Transactional
    public List<Views.DecisionLine> awaitingApproval() {
        return all().stream()
                .filter(line -> line.state().equals("awaiting-approval"))
                .toList();
    }

    /** The first decision whose record was changed after it was made. */
    @Transactional
    public Optional<Long> firstBroken() {
        return switch (store.check(List.of())) {
            case DecisionStore.Check.Whole ignored -> Optional.empty();
            case DecisionStore.Check.Broken broken -> Optional.of(broken.id());
            case DecisionStore.Check.Cut cut -> Optional.of(cut.left() + 1);
            case DecisionStore.Check.Replaced replaced -> Optional.of(replaced.id());
        };
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
                        : author(confirm.address(), message).toString();
                if (author.isEmpty()
                        && message.author().person().isEmpty()
                        && message.author().account().isEmpty()) {
                    throw new Refusal(
                            "nothing says which of several people wrote it: name the member, or the address it was written from");
                }
                yield simple(id, Decided.CONFIRM, message.key(), author, at, signed);
            }
            case Proposal.Reject reject ->
                simple(id, Decided.REJECT, message(reject.messageId()).key(), "", at, signed);
            case Proposal.Status status ->
                simple(
                        id,
                        AuditEntry.ReportStatus.KIND,
                        report(status.report()).thread().opener().key(),
                        status(status.word()).word(),
                        at,
                        signed);
            case Proposal.Approve approve -> {
                Decision meant = open(made, approve.id());
                if (meant.by().equals(signed.by)) {
                    throw new Refusal("nobody approves what they proposed themselves: another admin or one of the"
                            + " council has to");
                }
                if (!signed.by.equals(PREVIEW)) {
                    Acts.as(known.now(), signed.by, at, Actor.Capacity.ADMIN, Actor.Capacity.COUNCIL);
                }
                if (meant.kind().equals(Decided.PROPOSED + Decided.LINK)) {
                    Address address = address(meant.other());
                    free(new AddressLink(meant.one(), address, new Dated(meant.from(), meant.to()), true));
                }
                yield simple(id, Decided.APPROVE, String.valueOf(approve.id()), "", at, signed);
            }
            case Proposal.Decline decline -> {
                open(made, decline.id());
                yield simple(id, Decided.DECLINE, String.valueOf(decline.id()), "", at, signed);
            }
            case Proposal.Undo undo -> {
                String number = String.valueOf(undo.id());
                Decision meant = made.stream()
                        .filter(decision -> decision.id() == undo.id())
                        .findFirst()
                        .orElseThrow(() -> new Refusal("there is no decision " + number + ": see `ledger decisions`"));
                if (!Decided.EFFECTIVE.contains(meant.kind())) {
                    throw new Refusal("decision " + number + " cannot be undone: make another one");
                }
                if (Decided.undone(made).contains(number)) {
                    throw new Refusal("decision " + number + " is undone already");
                }
                yield simple(id, Decided.UNDO, number, "", at, signed);
            }
        };
    }

    private static Decision open(List<Decision> made, long id) {
        return Decided.open(made).stream()
                .filter(decision -> decision.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refusal("entry " + id + " does not wait for approval: see `ledger decisions`"));
    }

    private Report report(String id) {
        return facts.on(LocalDate.MAX).activity().reports().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no report '" + id + "': see `ledger threads`"));
    }

    private static Report.Status status(String word) {
        return Acts.word(Report.Status.class, word)
                .filter(Report.Status::isForPeople)
                .orElseThrow(() -> new Refusal("'" + word + "' is no status: choose "
                        + Arrays.stream(Report.Status.values())
                                .filter(Report.Status::isForPeople)
                                .map(Word::word)
                                .collect(Collectors.joining(", "))));
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

    /** A member is named by the address under which the roster knows them on the day of the message. */
    private Address author(String text, Message message) {
        if (text.indexOf('@') >= 0) {
            return address(text);
        }
        Person person = person(text);
        return person.addresses().stream()
                .filter(owned -> owned.when().holds(message.day()))
                .map(owned -> owned.address())
                .findFirst()
                .or(() -> person.github().flatMap(login -> Address.parse(login + "@users.noreply.github.com")))
                .orElseThrow(() -> new Refusal("'" + text + "' has no address in the roster on " + message.day()
                        + ": name the address it was written from"));
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
        return facts.evaluations(known, policy, today).on(today);
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
