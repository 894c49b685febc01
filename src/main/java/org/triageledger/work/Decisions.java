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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.record.CreditedParty;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.eligibility.Difference;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.EntryCodec;
import org.triageledger.store.EntryText;

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
    private final KnownDecisions made;
    private final ReviewBook reviews;
    private final KnownPeople known;
    private final Clock clock;

    Decisions(
            Facts facts, DecisionStore store, KnownDecisions made, ReviewBook reviews, KnownPeople known, Clock clock) {
        this.facts = facts;
        this.store = store;
        this.made = made;
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

        /** Whom a name in CVE records means, in all of them: a person by their id, or nobody in the roster. */
        record Name(String name, String who) implements Proposal {}

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
        return previewAll(List.of(proposal));
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
        Batch batch = batch(List.of(proposal), signed);
        List<LogEntry> waiting = add(batch);
        return waiting.isEmpty()
                ? new Views.Effect(batch.changes)
                : new Views.Effect(
                        List.of("Awaiting approval: this would count for " + signed.by
                                + ", who decided it. Another admin or a member of the council has to approve entry "
                                + waiting.getFirst().id() + " of the audit log."),
                        waiting.getFirst().id());
    }

    /** What several would change together today; nothing is changed. */
    @Transactional
    public Views.Effect previewAll(List<? extends Proposal> proposals) {
        DecisionEffects then = made.now();
        for (Proposal proposal : proposals) {
            then = then.plus(draft(proposal, then, new Signed(PREVIEW, "preview")));
        }
        return new Views.Effect(changes(today(), supposing(then)));
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
        Batch batch = batch(proposals, signed);
        List<Long> waiting = add(batch).stream().map(LogEntry::id).toList();
        List<String> changes = new ArrayList<>(batch.changes);
        if (!waiting.isEmpty()) {
            changes.add("Awaiting approval by another admin or a member of the council, since they would count for "
                    + signed.by + ", who decided them: entries " + waiting + " of the audit log.");
        }
        return new Views.Effect(changes, waiting.size() == proposals.size() ? waiting.getFirst() : 0);
    }

    /**
     * Decisions as they are to be stored.
     *
     * @param changes what follows from them today
     */
    private record Batch(List<LogEntry> drafts, List<String> changes) {}

    /**
     * Looks at all of them together first: where nothing comes of them for the one who decides, no one of them is looked at by
     * itself. Otherwise each is compared with those before it.
     */
    private Batch batch(List<? extends Proposal> proposals, Signed signed) {
        Facts.Known now = today();
        List<LogEntry> drafts = new ArrayList<>();
        DecisionEffects then = made.now();
        boolean own = false;
        for (Proposal proposal : proposals) {
            LogEntry draft = draft(proposal, then, signed);
            own |= isOpenlyForThemselves(draft);
            drafts.add(draft);
            then = then.plus(draft);
        }
        Facts.Known together = supposing(then);
        if (!own && (drafts.stream().noneMatch(Decisions::canFavour) || !favours(signed.by, now, together))) {
            return new Batch(drafts, changes(now, together));
        }
        List<LogEntry> kept = new ArrayList<>();
        DecisionEffects sofar = made.now();
        Facts.Known before = now;
        for (Proposal proposal : proposals) {
            LogEntry draft = draft(proposal, sofar, signed);
            DecisionEffects with = sofar.plus(draft);
            Facts.Known after = drafts.size() == 1 ? together : supposing(with);
            if (draft.entry() instanceof Entry.Act act
                    && (isOpenlyForThemselves(draft) || canFavour(draft) && favours(signed.by, before, after))) {
                LogEntry waits = new LogEntry(
                        draft.id(), new Entry.Proposed(act), draft.at(), draft.by(), draft.reason(), draft.via());
                kept.add(waits);
                sofar = sofar.plus(waits);
            } else {
                kept.add(draft);
                sofar = with;
                before = after;
            }
        }
        return new Batch(kept, changes(now, before));
    }

    /** Gives those that wait for approval. */
    private List<LogEntry> add(Batch batch) {
        return batch.drafts.stream()
                .map(draft -> store.add(draft.entry(), draft.at(), draft.by(), draft.reason()))
                .filter(entry -> entry.entry() instanceof Entry.Proposed)
                .toList();
    }

    /** What a second person says of a proposal never waits for a third. */
    private static boolean canFavour(LogEntry draft) {
        return !(draft.entry() instanceof Entry.Approved) && !(draft.entry() instanceof Entry.Declined);
    }

    /** By what it says. */
    private boolean isOpenlyForThemselves(LogEntry draft) {
        Facts.Known everything = facts.on(LocalDate.MAX);
        return DecidedAlone.isForThemselves(draft, everything.messages(), everything.roster());
    }

    /** By what would follow from it today: more credits, or a better verdict. */
    private boolean favours(String member, Facts.Known old, Facts.Known fresh) {
        if (!credits(old)
                .getOrDefault(member, Set.of())
                .containsAll(credits(fresh).getOrDefault(member, Set.of()))) {
            return true;
        }
        return differences(old, fresh).stream()
                .filter(difference -> difference.member().equals(member))
                .anyMatch(difference -> worth(difference.other()) > worth(difference.one()));
    }

    private List<Difference> differences(Facts.Known old, Facts.Known fresh) {
        LocalDate day = day();
        Policy policy = reviews.policyOf(null, day);
        return Difference.between(
                facts.evaluations(old, policy, day).on(day),
                facts.evaluations(fresh, policy, day).on(day));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Facts.Known today() {
        return facts.on(day());
    }

    private Facts.Known supposing(DecisionEffects then) {
        return facts.supposing(then, day());
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
        DecisionEffects effects = made.now();
        return effects.log().stream().map(entry -> line(entry, effects)).toList();
    }

    /** Those entries of the audit log that are asked for, in order. */
    @Transactional
    public List<Views.DecisionLine> all(AuditFilter asked) {
        return all().stream().filter(asked).toList();
    }

    private static Views.DecisionLine line(LogEntry made, DecisionEffects effects) {
        EntryText text = EntryCodec.shown(made.entry());
        boolean undone = effects.isUndone(made.id());
        return new Views.DecisionLine(
                made.id(),
                text.kind(),
                text.subject(),
                text.payload(),
                text.from().orElse(null),
                text.to().orElse(null),
                made.at(),
                made.by(),
                made.reason(),
                undone,
                made.via(),
                DecisionWords.of(made.entry()),
                DecisionWords.group(made.entry()),
                state(made, effects),
                made.entry().canBeUndone() && !undone);
    }

    private static String state(LogEntry made, DecisionEffects effects) {
        if (effects.isUndone(made.id())) {
            return "undone";
        }
        if (!(made.entry() instanceof Entry.Proposed)) {
            return "";
        }
        return effects.approved(made.id())
                .map(approved -> approved ? "approved" : "declined")
                .orElse("awaiting-approval");
    }

    /** What an entry says; empty where there is none. */
    @Transactional
    public String words(long id) {
        return made.now().log().stream()
                .filter(entry -> entry.id() == id)
                .map(entry -> DecisionWords.of(entry.entry()))
                .findFirst()
                .orElse("");
    }

    /** What somebody decided in their own favour and nobody has approved or declined yet. */
    @Transactional
    public List<Views.DecisionLine> awaitingApproval() {
        DecisionEffects effects = made.now();
        return effects.awaitingApproval().stream()
                .map(entry -> line(entry, effects))
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

    private LogEntry draft(Proposal proposal, DecisionEffects before, Signed signed) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new LogEntry(before.nextId(), act(proposal, before, at, signed), at, signed.by, signed.reason, "");
    }

    private Entry act(Proposal proposal, DecisionEffects before, Instant at, Signed signed) {
        return switch (proposal) {
            case Proposal.Link link -> {
                Dated when = dated(link);
                Address address = address(link.address());
                free(new AddressLink(person(link.member()).id(), address, when, true));
                yield new Entry.AddressLinked(link.member(), address, when);
            }
            case Proposal.Unlink unlink -> {
                Address address = address(unlink.address());
                if (person(unlink.member()).addresses().stream()
                        .noneMatch(owned -> owned.address().equals(address))) {
                    throw new Refusal("that address is not one of '" + unlink.member() + "'");
                }
                yield new Entry.AddressUnlinked(unlink.member(), address);
            }
            case Proposal.Join join ->
                new Entry.ThreadsJoined(
                        message(join.oneMessageId()).key(),
                        message(join.otherMessageId()).key());
            case Proposal.Confirm confirm -> {
                Message message = message(confirm.messageId());
                Optional<Address> author =
                        Optional.ofNullable(confirm.address()).map(text -> author(text, message));
                if (author.isEmpty()
                        && message.author().person().isEmpty()
                        && message.author().account().isEmpty()) {
                    throw new Refusal(
                            "nothing says which of several people wrote it: name the member, or the address it was"
                                    + " written from");
                }
                yield new Entry.AuthorConfirmed(message.key(), author);
            }
            case Proposal.Reject reject ->
                new Entry.AuthorRejected(message(reject.messageId()).key());
            case Proposal.Status status ->
                new Entry.ReportStatusSet(
                        report(status.report()).thread().opener().key(), status(status.word()));
            case Proposal.Name name -> new Entry.CreditNameAnswered(name(name.name()), who(name.who()));
            case Proposal.Approve approve -> {
                LogEntry meant = open(before, approve.id());
                if (meant.by().equals(signed.by)) {
                    throw new Refusal("nobody approves what they proposed themselves: another admin or one of the"
                            + " council has to");
                }
                if (!signed.by.equals(PREVIEW)) {
                    Acts.as(known.now(), signed.by, at, Actor.Capacity.ADMIN, Actor.Capacity.COUNCIL);
                }
                if (meant.entry() instanceof Entry.Proposed(Entry.Act act) && act instanceof Entry.AddressLinked link) {
                    free(new AddressLink(link.member(), link.address(), link.when(), true));
                }
                yield new Entry.Approved(approve.id());
            }
            case Proposal.Decline decline -> {
                open(before, decline.id());
                yield new Entry.Declined(decline.id());
            }
            case Proposal.Undo undo -> {
                LogEntry meant = before.log().stream()
                        .filter(entry -> entry.id() == undo.id())
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal("there is no decision " + undo.id() + ": see `ledger decisions`"));
                if (!meant.entry().canBeUndone()) {
                    throw new Refusal("decision " + undo.id() + " cannot be undone; record a new decision instead");
                }
                if (before.isUndone(undo.id())) {
                    throw new Refusal("decision " + undo.id() + " is undone already");
                }
                yield new Entry.Undone(undo.id());
            }
        };
    }

    private static LogEntry open(DecisionEffects before, long id) {
        return before.awaitingApproval().stream()
                .filter(entry -> entry.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refusal("entry " + id + " does not wait for approval: see `ledger decisions`"));
    }

    /** The key of a name that CVE records credit with work that counts. */
    private String name(String text) {
        String key = CreditedParty.of(text).key();
        return facts.on(LocalDate.MAX).records().stream()
                .flatMap(history -> history.versions().stream())
                .flatMap(version -> version.credits().stream())
                .filter(credit -> credit.type().counts())
                .map(credit -> CreditedParty.of(credit.value()))
                .filter(party -> !party.isEmpty() && !party.bot())
                .map(CreditedParty::key)
                .filter(key::equals)
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(
                                "no CVE record credits that name with work that counts: see `ledger queue` and `ledger cve list`"));
    }

    private String who(String id) {
        return id.equals(RecordCredits.NOBODY) ? id : person(id).id();
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
                                .map(Named::word)
                                .collect(Collectors.joining(", "))));
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

    /** The team's mail and that of announce lists; a mail that came to both once. */
    private List<Message> everything() {
        Facts.Known known = facts.on(LocalDate.MAX);
        if (known.announcing().isEmpty()) {
            return known.messages();
        }
        Set<String> keys = known.messages().stream().map(Message::key).collect(Collectors.toSet());
        return Stream.concat(
                        known.messages().stream(),
                        known.announcing().stream().filter(message -> !keys.contains(message.key())))
                .toList();
    }

    /** @throws Refusal where none or several have the Message-ID */
    Message message(String messageId) {
        String plain = messageId.replaceAll("^<|>$", "");
        List<Message> found = everything().stream()
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

    private List<String> changes(Facts.Known old, Facts.Known fresh) {
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
        for (Difference difference : differences(old, fresh)) {
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
        return changes.isEmpty() ? List.of("nothing changes today") : changes;
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
