package org.triageledger.core.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.advisory.cases.StepSet;
import org.triageledger.core.advisory.draft.SavedDraft;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Claim.Matter;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;
import org.triageledger.core.review.Review;

/** Takes the entries one by one and keeps what holds after each. */
final class Fold {
    final Set<Long> undone;
    final List<LogEntry> effective = new ArrayList<>();
    final Map<Long, Boolean> closed = new HashMap<>();
    final List<AddressLink> links = new ArrayList<>();
    final Set<Address> addressesOfNobody = new HashSet<>();
    final List<Threading.Joining> joinings = new ArrayList<>();
    final List<Confirmation> confirmations = new ArrayList<>();
    final Set<String> rejected = new HashSet<>();
    final List<Effect> memberships = new ArrayList<>();
    final Map<String, Claim> claims = new LinkedHashMap<>();
    final Map<String, String> sealedTexts = new HashMap<>();
    final Map<Long, NotedLeave> leaves = new LinkedHashMap<>();
    final List<Ruling> rulings = new ArrayList<>();
    final List<StepSet> steps = new ArrayList<>();
    final Map<String, Nomination> nominations = new LinkedHashMap<>();
    final Map<String, Nomination> nominationsEver = new LinkedHashMap<>();
    final Map<String, ReviewHistory> reviews = new LinkedHashMap<>();
    final Set<String> cancelledReviews = new HashSet<>();
    final Map<String, String> names = new HashMap<>();
    final Map<String, SavedDraft> drafts = new LinkedHashMap<>();
    final Map<String, String> frozenAnew = new HashMap<>();
    private final Map<String, LogEntry> settlements = new HashMap<>();
    private final Map<Long, LogEntry> proposals = new HashMap<>();

    /** @param undone the numbers of the entries that do not hold */
    Fold(Set<Long> undone) {
        this.undone = Set.copyOf(undone);
    }

    Fold copy() {
        Fold copy = new Fold(undone);
        copy.effective.addAll(effective);
        copy.closed.putAll(closed);
        copy.links.addAll(links);
        copy.addressesOfNobody.addAll(addressesOfNobody);
        copy.joinings.addAll(joinings);
        copy.confirmations.addAll(confirmations);
        copy.rejected.addAll(rejected);
        copy.memberships.addAll(memberships);
        copy.claims.putAll(claims);
        copy.sealedTexts.putAll(sealedTexts);
        copy.leaves.putAll(leaves);
        copy.rulings.addAll(rulings);
        copy.steps.addAll(steps);
        copy.nominations.putAll(nominations);
        copy.nominationsEver.putAll(nominationsEver);
        copy.reviews.putAll(reviews);
        copy.cancelledReviews.addAll(cancelledReviews);
        copy.names.putAll(names);
        copy.drafts.putAll(drafts);
        copy.frozenAnew.putAll(frozenAnew);
        copy.settlements.putAll(settlements);
        copy.proposals.putAll(proposals);
        return copy;
    }

    /** The numbers of the entries that were undone, also by a proposal that was approved. */
    static Set<Long> undone(List<LogEntry> log) {
        Fold approvals = new Fold(Set.of());
        Set<Long> undone = new HashSet<>();
        for (LogEntry entry : log) {
            approvals.approved(entry).ifPresent(made -> {
                if (made.entry() instanceof Entry.Undone(long id)) {
                    undone.add(id);
                }
            });
        }
        return undone;
    }

    /** Whether an entry may undo another, now or once it is approved. */
    boolean canUndo(LogEntry entry) {
        return switch (entry.entry()) {
            case Entry.Undone ignored -> true;
            case Entry.Proposed proposed -> proposed.act() instanceof Entry.Undone;
            case Entry.Approved(long id) -> {
                LogEntry proposal = proposals.get(id);
                yield proposal != null
                        && proposal.entry() instanceof Entry.Proposed(Entry.Act act)
                        && act instanceof Entry.Undone;
            }
            case Entry.Act ignored -> false;
            case Entry.Unreadable ignored -> false;
        };
    }

    void add(LogEntry entry) {
        everNominated(entry);
        approved(entry)
                .filter(made -> !(made.entry() instanceof Entry.Undone) && !undone.contains(made.id()))
                .ifPresent(this::holds);
    }

    /** The entry that holds from here on: this one, or the proposal that it approves. Nobody approves their own proposal. */
    private Optional<LogEntry> approved(LogEntry entry) {
        switch (entry.entry()) {
            case Entry.Proposed ignored -> {
                proposals.put(entry.id(), entry);
                return Optional.empty();
            }
            case Entry.Approved(long id) -> {
                closed.putIfAbsent(id, true);
                LogEntry proposal = proposals.get(id);
                if (proposal == null
                        || proposal.by().equals(entry.by())
                        || !(proposal.entry() instanceof Entry.Proposed(Entry.Act act))) {
                    return Optional.empty();
                }
                proposals.remove(id);
                return Optional.of(LogEntry.made(proposal, act, entry));
            }
            case Entry.Declined(long id) -> {
                closed.putIfAbsent(id, false);
                proposals.remove(id);
                return Optional.empty();
            }
            case Entry.Act ignored -> {
                return Optional.of(entry);
            }
            case Entry.Unreadable ignored -> {
                return Optional.of(entry);
            }
        }
    }

    private void holds(LogEntry made) {
        effective.add(made);
        switch (made.entry()) {
            case Entry.AddressLinked link ->
                links.add(new AddressLink(link.member(), link.address(), link.when(), true));
            case Entry.AddressUnlinked unlink ->
                links.add(new AddressLink(unlink.member(), unlink.address(), Dated.ALWAYS, false));
            case Entry.AddressOfNobody nobody -> addressesOfNobody.add(nobody.address());
            case Entry.SubjectShown ignored -> {}
            case Entry.ThreadsJoined join -> joinings.add(new Threading.Joining(join.oneKey(), join.otherKey()));
            case Entry.AuthorConfirmed confirm -> {
                confirmations.add(new Confirmation(
                        confirm.messageKey(), confirm.author(), "confirmed by a person (decision " + made.id() + ")"));
                rejected.remove(confirm.messageKey());
            }
            case Entry.AuthorRejected reject -> {
                rejected.add(reject.messageKey());
                confirmations.removeIf(confirmation -> confirmation.messageKey().equals(reject.messageKey()));
            }
            case Entry.ReportStatusSet status ->
                rulings.add(new Ruling(status.messageKey(), status.status(), made.at(), made.by(), made.reason()));
            case Entry.CreditNameAnswered name -> names.put(name.name(), name.who());
            case Entry.DraftSaved saved ->
                drafts.put(
                        saved.draft(),
                        new SavedDraft(
                                saved.draft(),
                                saved.messageKey(),
                                saved.coordinator(),
                                Optional.of(saved.sealed()),
                                made.at(),
                                made.by()));
            case Entry.DraftDeleted deleted ->
                drafts.computeIfPresent(deleted.draft(), (id, draft) -> draft.withoutText());
            case Entry.CaseStepSet step ->
                steps.add(new StepSet(
                        step.anchor(), step.step(), step.about(), step.when(), made.by(), made.reason(), made.id()));
            case Entry.FindingSettled settled -> settlements.put(settled.key(), made);
            case Entry.ReviewPlanned plan ->
                reviews.put(
                        plan.review(),
                        ReviewHistory.of(new Review.Planned(plan.review(), plan.day(), 0, made.as(plan.as()))));
            case Entry.ReviewMoved move ->
                review(move.review(), reviewHistory -> reviewHistory.moved(move.day(), made.as(move.as())));
            case Entry.ReviewCancelled cancel -> {
                cancelledReviews.add(cancel.review());
                reviews.computeIfPresent(
                        cancel.review(),
                        (id, reviewHistory) -> reviewHistory.opened().isEmpty() ? null : reviewHistory);
            }
            case Entry.ReviewOpened open ->
                review(open.review(), reviewHistory -> reviewHistory.opened(open.sha256(), made.as(open.as())));
            case Entry.MemberDecided decide ->
                review(
                        decide.review(),
                        reviewHistory -> reviewHistory.decided(
                                new Decision(decide.member(), decide.kind(), made.reason(), made.as(decide.as()))));
            case Entry.ReviewClosed close -> close(close, made);
            case Entry.TaskDone task ->
                review(
                        task.review(),
                        reviewHistory -> reviewHistory.done(
                                new OffboardingTask.Tick(task.member(), task.venue(), made.as(task.as()))));
            case Entry.Nominated ignored -> nominate(nominations, made);
            case Entry.Voted ignored -> nominate(nominations, made);
            case Entry.Ruled ignored -> nominate(nominations, made);
            case Entry.Admitted admitted -> {
                nominate(nominations, made);
                memberships.add(joins(admitted, made));
            }
            case Entry.Resigned resigned ->
                memberships.add(new Effect.Leaves(
                        resigned.member(),
                        Effect.How.RESIGNED,
                        resigned.lastDay(),
                        made.reason(),
                        made.as(Capacity.MEMBER)));
            case Entry.WorkClaimed claim -> {
                sealedTexts.put(claim.claim(), claim.sealed());
                raise(
                        claim.claim(),
                        new Matter.Work(claim.member(), claim.kind(), claim.day(), Optional.empty()),
                        made);
            }
            case Entry.CreditDisputed dispute -> {
                sealedTexts.put(dispute.claim(), dispute.sealed());
                raise(
                        dispute.claim(),
                        new Matter.Dispute(dispute.member(), dispute.kind(), dispute.report(), dispute.message()),
                        made);
            }
            case Entry.ClaimJudged judged ->
                claims.computeIfPresent(
                        judged.claim(),
                        (id, claim) -> new Claim(
                                id,
                                claim.matter(),
                                "",
                                claim.act(),
                                Optional.of(
                                        new Claim.Judgement(judged.verdict(), made.reason(), made.as(judged.as())))));
            case Entry.LeaveNoted leave ->
                leaves.put(
                        made.id(),
                        new NotedLeave(
                                made.id(),
                                new Leave(leave.member(), leave.when(), Optional.empty()),
                                leave.sealed(),
                                made.by(),
                                made.at()));
            case Entry.LeaveChanged change ->
                leaves.computeIfPresent(
                        change.leave(),
                        (number, before) -> new NotedLeave(
                                number,
                                new Leave(before.leave().member(), change.when(), Optional.empty()),
                                change.sealed(),
                                made.by(),
                                made.at()));
            case Entry.LeaveRemoved removed -> leaves.remove(removed.leave());
            // what only has to be remembered changes nothing here
            case Entry.QuarantineDismissed ignored -> {}
            case Entry.AddressWorks ignored -> {}
            case Entry.AccountCreated ignored -> {}
            case Entry.PasswordReset ignored -> {}
            case Entry.PasswordChanged ignored -> {}
            case Entry.SignInsPaused ignored -> {}
            case Entry.SignInsAllowed ignored -> {}
            case Entry.AccountInvited ignored -> {}
            case Entry.ResetLinkMade ignored -> {}
            case Entry.InvitationRevoked ignored -> {}
            case Entry.InvitationUsed ignored -> {}
            case Entry.TokenCreated ignored -> {}
            case Entry.TokenRevoked ignored -> {}
            case Entry.AccountRemoved ignored -> {}
            case Entry.RosterLoaded ignored -> {}
            case Entry.SignedIn ignored -> {}
            case Entry.SignInsFailed ignored -> {}
            case Entry.LogSealed ignored -> {}
            case Entry.FactsRemoved ignored -> {}
            case Entry.PersonErased erased -> frozenAnew.putAll(erased.snapshots());
            case Entry.HeadWritten ignored -> {}
            case Entry.SealingKeyAdded ignored -> {}
            case Entry.SealingKeyRetired ignored -> {}
            case Entry.Approved ignored -> {}
            case Entry.Declined ignored -> {}
            case Entry.Undone ignored -> {}
            case Entry.Proposed ignored -> {}
            case Entry.Unreadable ignored -> {}
        }
    }

    Map<String, LogEntry> settledOn(LocalDate day) {
        Map<String, LogEntry> settled = new HashMap<>();
        settlements.forEach((key, entry) -> {
            if (entry.entry() instanceof Entry.FindingSettled finding
                    && finding.until().map(last -> !last.isBefore(day)).orElse(true)) {
                settled.put(key, entry);
            }
        });
        return settled;
    }

    private void review(String id, UnaryOperator<ReviewHistory> act) {
        reviews.computeIfPresent(id, (same, review) -> act.apply(review));
    }

    /** The memberships that were decided to end do so with the review. */
    private void close(Entry.ReviewClosed close, LogEntry made) {
        review(close.review(), reviewHistory -> {
            ReviewHistory after = reviewHistory.closed(close.lastDay(), made.as(close.as()));
            if (reviewHistory.closed().isEmpty() && after.closed().isPresent()) {
                Map<String, Decision> last = new TreeMap<>();
                after.decisions().forEach(decision -> last.put(decision.member(), decision));
                last.values().stream()
                        .filter(decision -> decision.kind() == Decision.Kind.REMOVE)
                        .map(decision -> new Effect.Leaves(
                                decision.member(),
                                Effect.How.REMOVED,
                                close.lastDay(),
                                decision.reason(),
                                decision.act()))
                        .forEach(memberships::add);
            }
            return after;
        });
    }

    private void raise(String id, Matter matter, LogEntry made) {
        claims.put(id, new Claim(id, matter, "", made.as(Capacity.MEMBER), Optional.empty()));
    }

    private void everNominated(LogEntry entry) {
        nominate(nominationsEver, entry);
    }

    private static void nominate(Map<String, Nomination> nominations, LogEntry made) {
        switch (made.entry()) {
            case Entry.Nominated begun -> nominations.put(begun.nomination(), begun(begun, made));
            case Entry.Voted voted ->
                nominations.computeIfPresent(
                        voted.nomination(),
                        (id, before) -> with(
                                before,
                                Nomination.Vote.last(
                                        before.votes(),
                                        new Nomination.Vote(
                                                made.by(),
                                                voted.inFavour(),
                                                Optional.of(made.reason()).filter(reason -> !reason.isEmpty()),
                                                made.at())),
                                before.rulings(),
                                before.joined()));
            case Entry.Ruled ruled ->
                nominations.computeIfPresent(
                        ruled.nomination(),
                        (id, before) -> with(
                                before,
                                before.votes(),
                                and(
                                        before.rulings(),
                                        new Nomination.Ruling(
                                                ruled.accepts(), made.reason(), ruled.message(), made.as(ruled.as()))),
                                before.joined()));
            case Entry.Admitted admitted ->
                nominations.computeIfPresent(
                        admitted.nomination(),
                        (id, before) ->
                                with(before, before.votes(), before.rulings(), Optional.of(joins(admitted, made))));
            case Entry.Act ignored -> {}
            case Entry.Proposed ignored -> {}
            case Entry.Unreadable ignored -> {}
        }
    }

    private static Nomination begun(Entry.Nominated begun, LogEntry made) {
        return new Nomination(
                begun.nomination(),
                begun.candidate(),
                begun.kind(),
                begun.kind() == Nomination.Kind.MEMBER ? Optional.of(made.by()) : Optional.empty(),
                made.reason(),
                Governance.named(begun.policy()).votingFor(begun.voting()),
                made.at(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Nomination with(
            Nomination before,
            List<Nomination.Vote> votes,
            List<Nomination.Ruling> rulings,
            Optional<Effect.Joins> joined) {
        return new Nomination(
                before.id(),
                before.candidate(),
                before.kind(),
                before.by(),
                before.reason(),
                before.governance(),
                before.opened(),
                votes,
                rulings,
                joined);
    }

    private static Effect.Joins joins(Entry.Admitted admitted, LogEntry made) {
        Act act = made.as(admitted.as());
        return new Effect.Joins(
                admitted.person(), admitted.name(), admitted.github(), admitted.joined(), made.reason(), act);
    }

    private static <T> List<T> and(List<T> before, T last) {
        List<T> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    private List<Object> parts() {
        return List.of(
                undone,
                effective,
                closed,
                links,
                joinings,
                confirmations,
                rejected,
                memberships,
                claims,
                sealedTexts,
                new ArrayList<>(leaves.values()),
                rulings,
                steps,
                new ArrayList<>(nominations.values()),
                new ArrayList<>(nominationsEver.values()),
                new ArrayList<>(reviews.values()),
                cancelledReviews,
                names,
                new ArrayList<>(drafts.values()),
                settlements,
                frozenAnew,
                proposals);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fold fold && parts().equals(fold.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }
}
