package org.triageledger.work.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.AuditFilter;
import org.triageledger.work.record.DecidedAlone;
import org.triageledger.work.record.DecisionLines;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.record.KnownDecisions;

/**
 * What people decide about addresses, threads and authors. Each decision can be looked at before it is made: what it would change
 * is computed from the same facts by the same rules. Undoing one restores exactly what would hold without it.
 */
@ApplicationScoped
public class Decisions {
    private final Facts facts;
    private final DecisionStore store;
    private final KnownDecisions made;
    private final KnownPeople known;
    private final ProposedEntries entries;
    private final Consequences consequences;
    private final Clock clock;

    Decisions(
            Facts facts,
            DecisionStore store,
            KnownDecisions made,
            KnownPeople known,
            ProposedEntries entries,
            Consequences consequences,
            Clock clock) {
        this.facts = facts;
        this.store = store;
        this.made = made;
        this.known = known;
        this.entries = entries;
        this.consequences = consequences;
        this.clock = clock;
    }

    /** What it would change today; nothing is changed. */
    @Transactional
    public DecisionViews.Effect preview(Proposal proposal) {
        return previewAll(List.of(proposal));
    }

    /**
     * Makes the decision, and says what it changed today. What would give work or a better verdict to the one who decides has no
     * effect before another admin or one of the council approves it.
     *
     * @throws Refusal where it makes no sense, or the roster does not know who decides
     */
    @Transactional
    public DecisionViews.Effect decide(Proposal proposal, Signed signed) {
        store.turn();
        known.needs(signed.by());
        Batch batch = batch(List.of(proposal), signed);
        LogEntry made = add(batch).getFirst();
        return made.entry() instanceof Entry.Proposed
                ? new DecisionViews.Effect(
                        List.of("Awaiting approval: this would count for " + signed.by()
                                + ", who decided it. Another admin or a member of the council has to approve entry "
                                + made.id() + " of the audit log."),
                        made.id(),
                        List.of(made.id()))
                : new DecisionViews.Effect(batch.changes, 0, List.of(made.id()));
    }

    /** What would change today if a claim or dispute were accepted; nothing is changed. */
    @Transactional
    public DecisionViews.Effect previewAccepted(String claim) {
        DecisionEffects then = judged(claim, Claim.Verdict.ACCEPTED);
        return new DecisionViews.Effect(consequences.changes(consequences.today(), consequences.supposing(then)));
    }

    /**
     * What would hold today if a dispute were rejected: the credits that it took away are there again, as evidence to look at; nothing is
     * changed.
     */
    @Transactional
    public Facts.Known supposingRejected(String claim) {
        return consequences.supposing(judged(claim, Claim.Verdict.REJECTED));
    }

    private DecisionEffects judged(String claim, Claim.Verdict verdict) {
        DecisionEffects now = made.now();
        return now.plus(new LogEntry(
                now.nextId(),
                new Entry.ClaimJudged(claim, verdict, Actor.Capacity.ADMIN),
                clock.instant(),
                "",
                "",
                ""));
    }

    /** What several would change together today; nothing is changed. */
    @Transactional
    public DecisionViews.Effect previewAll(List<? extends Proposal> proposals) {
        DecisionEffects then = made.now();
        for (Proposal proposal : proposals) {
            then = then.plus(entries.draft(proposal, then, Signed.PREVIEW));
        }
        return new DecisionViews.Effect(consequences.changes(consequences.today(), consequences.supposing(then)));
    }

    /**
     * Makes several decisions, all or none, each with an entry of its own in the audit log. Those in favour of the one who decides
     * wait for approval; the others take effect.
     *
     * @throws Refusal where one of them makes no sense, or the roster does not know who decides; then none is made
     */
    @Transactional
    public DecisionViews.Effect decideAll(List<? extends Proposal> proposals, Signed signed) {
        store.turn();
        known.needs(signed.by());
        Batch batch = batch(proposals, signed);
        List<LogEntry> made = add(batch);
        List<Long> waiting = made.stream()
                .filter(entry -> entry.entry() instanceof Entry.Proposed)
                .map(LogEntry::id)
                .toList();
        List<String> changes = new ArrayList<>(batch.changes);
        if (!waiting.isEmpty()) {
            changes.add("Awaiting approval by another admin or a member of the council, since they would count for "
                    + signed.by() + ", who decided them: entries " + waiting + " of the audit log.");
        }
        return new DecisionViews.Effect(
                changes,
                waiting.size() == proposals.size() ? waiting.getFirst() : 0,
                made.stream().map(LogEntry::id).toList());
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
        Facts.Known now = consequences.today();
        List<LogEntry> drafts = new ArrayList<>();
        DecisionEffects then = made.now();
        boolean own = false;
        for (Proposal proposal : proposals) {
            LogEntry draft = entries.draft(proposal, then, signed);
            own |= isOpenlyForThemselves(draft);
            drafts.add(draft);
            then = then.plus(draft);
        }
        Facts.Known together = consequences.supposing(then);
        if (!own
                && (drafts.stream().noneMatch(Decisions::canFavour)
                        || !consequences.favours(signed.by(), now, together))) {
            return new Batch(drafts, consequences.changes(now, together));
        }
        List<LogEntry> kept = new ArrayList<>();
        DecisionEffects sofar = made.now();
        Facts.Known before = now;
        for (Proposal proposal : proposals) {
            LogEntry draft = entries.draft(proposal, sofar, signed);
            DecisionEffects with = sofar.plus(draft);
            Facts.Known after = drafts.size() == 1 ? together : consequences.supposing(with);
            if (draft.entry() instanceof Entry.Act act
                    && (isOpenlyForThemselves(draft)
                            || canFavour(draft) && consequences.favours(signed.by(), before, after))) {
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
        return new Batch(kept, consequences.changes(now, before));
    }

    /** Gives the entries that were made, in order. */
    private List<LogEntry> add(Batch batch) {
        return batch.drafts.stream()
                .map(draft -> store.add(draft.entry(), draft.at(), draft.by(), draft.reason()))
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

    /** All decisions ever made, in order. */
    @Transactional
    public List<DecisionViews.DecisionLine> all() {
        return lines(entry -> true);
    }

    /** Those entries of the audit log that are asked for, in order. */
    @Transactional
    public List<DecisionViews.DecisionLine> all(AuditFilter asked) {
        return all().stream().filter(asked).toList();
    }

    /** One entry of the audit log, if there is one of that number. */
    @Transactional
    public Optional<DecisionViews.DecisionLine> one(long id) {
        return lines(entry -> entry.id() == id).stream().findFirst();
    }

    /** What somebody decided in their own favour and nobody has approved or declined yet. */
    @Transactional
    public List<DecisionViews.DecisionLine> awaitingApproval() {
        Set<LogEntry> awaiting = Set.copyOf(made.now().awaitingApproval());
        return lines(awaiting::contains);
    }

    private List<DecisionViews.DecisionLine> lines(Predicate<LogEntry> shown) {
        return DecisionLines.of(made.now(), shown, () -> facts.on(LocalDate.MAX).activity());
    }
}
