package org.triageledger.core.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.advisory.cases.StepSet;
import org.triageledger.core.advisory.draft.SavedDraft;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Person;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.membership.Nomination;

/**
 * What holds because of the audit log: all entries but those that were undone, and approved proposals in the place of their
 * approval. Immutable; {@link #plus} gives the same as a computation of everything.
 */
public final class DecisionEffects {
    public static final DecisionEffects NONE = new DecisionEffects(new Fold(Set.of()), List.of());

    private final List<LogEntry> log;
    private final Fold holds;

    private DecisionEffects(Fold holds, List<LogEntry> log) {
        this.holds = holds;
        this.log = List.copyOf(log);
    }

    /** @param log the whole of it, in order */
    public static DecisionEffects of(List<LogEntry> log) {
        Fold fold = new Fold(Fold.undone(log));
        log.forEach(fold::add);
        return new DecisionEffects(fold, log);
    }

    /** With entries that came after; only one that undoes something has all of it computed again. */
    public DecisionEffects plus(List<LogEntry> later) {
        if (later.isEmpty()) {
            return this;
        }
        List<LogEntry> all = new ArrayList<>(log);
        all.addAll(later);
        if (later.stream().anyMatch(holds::canUndo)) {
            return of(all);
        }
        Fold fold = holds.copy();
        later.forEach(fold::add);
        return new DecisionEffects(fold, all);
    }

    /** With one entry that came after. */
    public DecisionEffects plus(LogEntry later) {
        return plus(List.of(later));
    }

    /** Every entry, in order. */
    public List<LogEntry> log() {
        return log;
    }

    /** The entries that hold; an approved proposal under the number and the moment of its approval. */
    public List<LogEntry> effective() {
        return List.copyOf(holds.effective);
    }

    /** The number of the next entry. */
    public long nextId() {
        return log.isEmpty() ? 1 : log.getLast().id() + 1;
    }

    /** What was proposed and neither approved nor declined, in order. */
    public List<LogEntry> awaitingApproval() {
        return log.stream()
                .filter(entry -> entry.entry() instanceof Entry.Proposed && !holds.closed.containsKey(entry.id()))
                .toList();
    }

    public boolean isUndone(long id) {
        return holds.undone.contains(id);
    }

    /** What became of a proposal: whether it was approved (else declined); empty while neither. */
    public Optional<Boolean> approved(long proposal) {
        return Optional.ofNullable(holds.closed.get(proposal));
    }

    /** The keys of messages that a person found not to be the work of the one they name. */
    public Set<String> rejected() {
        return Set.copyOf(holds.rejected);
    }

    public List<AddressLink> links() {
        return List.copyOf(holds.links);
    }

    /** Addresses of which people said that no member has them. */
    public Set<Address> addressesOfNobody() {
        return Set.copyOf(holds.addressesOfNobody);
    }

    public List<Threading.Joining> joinings() {
        return List.copyOf(holds.joinings);
    }

    public List<Confirmation> confirmations() {
        return List.copyOf(holds.confirmations);
    }

    /** Memberships that began by a nomination, or ended by a resignation or a review, in order. */
    public List<Effect> memberships() {
        return List.copyOf(holds.memberships);
    }

    /** Claims and disputes, without their texts, in order. */
    public List<Claim> claims() {
        return List.copyOf(holds.claims.values());
    }

    /** The SHA-256 of the sealed text of a claim or dispute. */
    public Optional<String> sealedText(String claim) {
        return Optional.ofNullable(holds.sealedTexts.get(claim));
    }

    /** Without their reasons, in order. */
    public List<Leave> leaves() {
        return holds.leaves.values().stream().map(NotedLeave::leave).toList();
    }

    /** Leaves with the entries behind them, in the order in which they were noted. */
    public List<NotedLeave> notedLeaves() {
        return List.copyOf(holds.leaves.values());
    }

    /** On reports, in order. */
    public List<Ruling> rulings() {
        return List.copyOf(holds.rulings);
    }

    /** Steps of cases that were set by hand, in order. */
    public List<StepSet> caseSteps() {
        return List.copyOf(holds.steps);
    }

    /** Who is meant by names in CVE records, by the keys of the names: the id of a person, or nobody; the last on each. */
    public Map<String, String> names() {
        return Map.copyOf(holds.names);
    }

    /** Drafts of announcements, also those whose text was deleted, in the order in which they were begun. */
    public List<SavedDraft> drafts() {
        return List.copyOf(holds.drafts.values());
    }

    /** In order. */
    public List<Nomination> nominations() {
        return List.copyOf(holds.nominations.values());
    }

    /** With those that were undone: what a person took back is not proposed again. */
    public List<Nomination> nominationsEver() {
        return List.copyOf(holds.nominationsEver.values());
    }

    /** In the order in which they were planned, without those that were cancelled. */
    public List<ReviewHistory> reviews() {
        return List.copyOf(holds.reviews.values());
    }

    /** The ids of reviews that were cancelled: no other review gets them. */
    public Set<String> cancelledReviews() {
        return Set.copyOf(holds.cancelledReviews);
    }

    /**
     * Which SHA-256 the bytes of a snapshot have now: the one under which it was frozen, unless somebody in it was erased since.
     *
     * @param sha256 as it was noted down when the review was opened
     */
    public String frozenAs(String sha256) {
        return holds.frozenAnew.getOrDefault(sha256, sha256);
    }

    /** The last entry on each finding that was settled and is on a UTC day, by the finding's key. */
    public Map<String, LogEntry> settledOn(LocalDate day) {
        return holds.settledOn(day);
    }

    /** Entries that this version cannot read. */
    public List<LogEntry> unreadable() {
        return log.stream()
                .filter(entry -> entry.entry() instanceof Entry.Unreadable)
                .toList();
    }

    /** The people as they are with all of it. */
    public List<Person> applied(List<Person> people) {
        return AddressLink.apply(Effect.applyAll(people, holds.memberships), holds.links);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecisionEffects effects && log.equals(effects.log) && holds.equals(effects.holds);
    }

    @Override
    public int hashCode() {
        return log.hashCode();
    }

    /** No texts: this may find its way into a log. */
    @Override
    public String toString() {
        return "DecisionEffects[" + log.size() + " entries]";
    }
}
