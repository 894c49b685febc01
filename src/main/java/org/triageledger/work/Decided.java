package org.triageledger.work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Leave;
import org.triageledger.store.DecisionStore.Decision;

/**
 * What holds of all that people decided: the decisions but for those undone.
 *
 * @param rejected keys of messages that a person found not to be the work of whom they name
 * @param effects memberships that began by a nomination, or ended by a resignation or by a review that was closed; in order
 * @param claims and disputes, without their texts
 * @param leaves without their reasons
 * @param rulings on reports, in order
 * @param settlements of findings, by the finding's key; the last on each
 */
record Decided(
        List<AddressLink> links,
        List<Threading.Joining> joinings,
        List<Confirmation> confirmations,
        Set<String> rejected,
        List<Effect> effects,
        List<Claim> claims,
        List<Leave> leaves,
        List<Ruling> rulings,
        Map<String, Decision> settlements) {
    /** What people do in reviews; {@link ReviewBook} writes and reads it in full. */
    static final String REVIEW_DECIDE = "review-decide";

    static final String REVIEW_CLOSE = "review-close";

    static final String LINK = "link-address";
    static final String UNLINK = "unlink-address";
    static final String JOIN = "join-threads";
    static final String CONFIRM = "confirm-author";
    static final String REJECT = "reject-author";
    static final String RESIGN = "resign";
    static final String LEAVE = "leave-of-absence";
    static final String UNDO = "undo";

    /**
     * Begins the kind of what would give work or a better verdict to the one who decides: it has no effect until somebody else
     * approves it.
     */
    static final String PROPOSED = "proposed-";

    /** One is the number of the proposal. */
    static final String APPROVE = "approve-proposal";

    /** One is the number of the proposal. */
    static final String DECLINE = "decline-proposal";

    /** One is the key of the finding, other what it said; a day it is settled until may be given. */
    static final String SETTLE = "settle-finding";

    /** Kinds that change what is derived, and so can be undone. A vote stands, and so does a word of the council. */
    static final Set<String> EFFECTIVE = Set.of(
            LINK,
            UNLINK,
            JOIN,
            CONFIRM,
            REJECT,
            SETTLE,
            APPROVE,
            AuditEntry.ReportStatus.KIND,
            RESIGN,
            LEAVE,
            PastNominations.NOMINATE,
            PastNominations.ADMIT,
            PastClaims.CLAIM,
            PastClaims.DISPUTE,
            PastClaims.JUDGE);

    /**
     * The decisions with each approved proposal in the place of its approval, by the number and moment of the approval; without
     * proposals and what declines them. Nobody approves a proposal of their own.
     */
    private static List<Decision> approved(List<Decision> decisions) {
        Map<String, Decision> open = new HashMap<>();
        List<Decision> approved = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision.kind().startsWith(PROPOSED)) {
                open.put(String.valueOf(decision.id()), decision);
            } else if (decision.kind().equals(APPROVE)) {
                Decision proposal = open.get(decision.one());
                if (proposal != null && !proposal.by().equals(decision.by())) {
                    open.remove(decision.one());
                    approved.add(made(proposal, decision));
                }
            } else if (decision.kind().equals(DECLINE)) {
                open.remove(decision.one());
            } else {
                approved.add(decision);
            }
        }
        return approved;
    }

    /** What a proposal becomes once it is approved. */
    static Decision made(Decision proposal, Decision approval) {
        return new Decision(
                approval.id(),
                proposal.kind().substring(PROPOSED.length()),
                proposal.one(),
                proposal.other(),
                proposal.from(),
                proposal.to(),
                approval.at(),
                proposal.by(),
                proposal.reason(),
                approval.hash());
    }

    /** The proposals that nobody has approved or declined, in order. */
    static List<Decision> open(List<Decision> decisions) {
        Set<String> closed = decisions.stream()
                .filter(decision ->
                        decision.kind().equals(APPROVE) || decision.kind().equals(DECLINE))
                .map(Decision::one)
                .collect(Collectors.toSet());
        return decisions.stream()
                .filter(decision ->
                        decision.kind().startsWith(PROPOSED) && !closed.contains(String.valueOf(decision.id())))
                .toList();
    }

    /** The numbers of the decisions that were undone. */
    static Set<String> undone(List<Decision> decisions) {
        return approved(decisions).stream()
                .filter(decision -> decision.kind().equals(UNDO))
                .map(Decision::one)
                .collect(Collectors.toSet());
    }

    /** The decisions without those undone, and without the undoing. */
    static Stream<Decision> effective(List<Decision> decisions) {
        List<Decision> approved = approved(decisions);
        Set<String> undone = undone(decisions);
        return approved.stream()
                .filter(decision -> !decision.kind().equals(UNDO) && !undone.contains(String.valueOf(decision.id())));
    }

    static Decided of(List<Decision> all) {
        List<Decision> decisions = effective(all).toList();
        List<AddressLink> links = new ArrayList<>();
        List<Threading.Joining> joinings = new ArrayList<>();
        List<Confirmation> confirmations = new ArrayList<>();
        Set<String> rejected = new HashSet<>();
        List<Effect> effects = new ArrayList<>();
        List<Leave> leaves = new ArrayList<>();
        List<Ruling> rulings = new ArrayList<>();
        Map<String, Decision> settlements = new HashMap<>();
        Map<String, Map<String, Decision>> reviews = new HashMap<>();
        for (Decision decision : decisions) {
            Optional<Address> address = Address.parse(decision.other());
            switch (decision.kind()) {
                case LINK, UNLINK ->
                    address.ifPresent(one -> links.add(new AddressLink(
                            decision.one(),
                            one,
                            new Dated(decision.from(), decision.to()),
                            decision.kind().equals(LINK))));
                case JOIN -> joinings.add(new Threading.Joining(decision.one(), decision.other()));
                case CONFIRM -> {
                    confirmations.add(new Confirmation(
                            decision.one(), address, "confirmed by a person (decision " + decision.id() + ")"));
                    rejected.remove(decision.one());
                }
                case REJECT -> {
                    rejected.add(decision.one());
                    confirmations.removeIf(one -> one.messageKey().equals(decision.one()));
                }
                case SETTLE -> settlements.put(decision.one(), decision);
                case REVIEW_DECIDE ->
                    reviews.computeIfAbsent(decision.one(), key -> new TreeMap<>())
                            .put(decision.other().replaceFirst("^\\S+ \\S+ ", ""), decision);
                case REVIEW_CLOSE ->
                    reviews.getOrDefault(decision.one(), Map.of())
                            .forEach((member, last) ->
                                    removal(member, last, decision).ifPresent(effects::add));
                case RESIGN ->
                    decision.to()
                            .ifPresent(day -> effects.add(new Effect.Leaves(
                                    decision.one(),
                                    Effect.How.RESIGNED,
                                    day,
                                    decision.reason(),
                                    Acts.member(decision.by(), decision.at()))));
                case AuditEntry.ReportStatus.KIND -> {
                    if (AuditEntry.of(decision)
                            instanceof
                            AuditEntry.Reading.Read(AuditEntry.ReportStatus(String key, Report.Status status))) {
                        rulings.add(new Ruling(key, status, decision.at(), decision.by(), decision.reason()));
                    }
                }
                case PastNominations.ADMIT -> PastNominations.joins(decision).ifPresent(effects::add);
                case LEAVE ->
                    leaves.add(new Leave(decision.one(), new Dated(decision.from(), decision.to()), Optional.empty()));
                default -> {
                    // what only has to be remembered changes nothing here
                }
            }
        }
        return new Decided(
                links,
                joinings,
                confirmations,
                rejected,
                effects,
                PastClaims.of(decisions.stream()),
                leaves,
                rulings,
                settlements);
    }

    /** The settlements that hold on a UTC day. */
    List<Decision> settledOn(LocalDate day) {
        return settlements.values().stream()
                .filter(one -> one.to().map(last -> !last.isBefore(day)).orElse(true))
                .toList();
    }

    private static Optional<Effect> removal(String member, Decision last, Decision close) {
        return last.other().split(" ", 3)[1].equals("remove")
                ? close.to()
                        .or(close::from)
                        .map(day -> new Effect.Leaves(
                                member,
                                Effect.How.REMOVED,
                                day,
                                last.reason(),
                                new Act(new Actor(last.by(), Actor.Capacity.ADMIN), last.at())))
                : Optional.empty();
    }

    /** The people as they are with all of it. */
    List<Person> applied(List<Person> people) {
        return AddressLink.apply(Effect.applyAll(people, effects), links);
    }
}
