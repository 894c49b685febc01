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
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Confirmation;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.review.Act;
import org.triageledger.core.review.Actor;
import org.triageledger.core.review.Effect;
import org.triageledger.store.DecisionStore.Decision;

/**
 * What holds of all that people decided: the decisions but for those undone.
 *
 * @param rejected keys of messages that a person found not to be the work of whom they name
 * @param leavers whose memberships ended by a review that was closed
 * @param settlements of findings, by the finding's key; the last on each
 */
record Decided(
        List<AddressLink> links,
        List<Threading.Joining> joinings,
        List<Confirmation> confirmations,
        Set<String> rejected,
        List<Effect.Leaves> leavers,
        Map<String, Decision> settlements) {
    /** What people do in reviews; {@link ReviewBook} writes and reads it in full. */
    static final String REVIEW_DECIDE = "review-decide";

    static final String REVIEW_CLOSE = "review-close";

    static final String LINK = "link-address";
    static final String UNLINK = "unlink-address";
    static final String JOIN = "join-threads";
    static final String CONFIRM = "confirm-author";
    static final String REJECT = "reject-author";
    static final String UNDO = "undo";

    /** One is the key of the finding, other what it said; a day it is settled until may be given. */
    static final String SETTLE = "settle-finding";

    /** Kinds that change what is derived, and so can be undone. */
    static final Set<String> EFFECTIVE = Set.of(LINK, UNLINK, JOIN, CONFIRM, REJECT, SETTLE);

    static Decided of(List<Decision> decisions) {
        Set<String> undone = decisions.stream()
                .filter(decision -> decision.kind().equals(UNDO))
                .map(Decision::one)
                .collect(Collectors.toSet());
        List<AddressLink> links = new ArrayList<>();
        List<Threading.Joining> joinings = new ArrayList<>();
        List<Confirmation> confirmations = new ArrayList<>();
        Set<String> rejected = new HashSet<>();
        List<Effect.Leaves> leavers = new ArrayList<>();
        Map<String, Decision> settlements = new HashMap<>();
        Map<String, Map<String, Decision>> reviews = new HashMap<>();
        for (Decision decision : decisions) {
            if (undone.contains(String.valueOf(decision.id()))) {
                continue;
            }
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
                    reviews.getOrDefault(decision.one(), Map.of()).forEach((member, last) -> {
                        if (last.other().split(" ", 3)[1].equals("remove")) {
                            decision.to()
                                    .or(decision::from)
                                    .ifPresent(day -> leavers.add(new Effect.Leaves(
                                            member,
                                            Effect.How.REMOVED,
                                            day,
                                            last.reason(),
                                            new Act(new Actor(last.by(), Actor.Capacity.ADMIN), last.at()))));
                        }
                    });
                default -> {
                    // what only has to be remembered changes nothing here
                }
            }
        }
        return new Decided(links, joinings, confirmations, rejected, leavers, settlements);
    }

    /** The settlements that hold on a UTC day. */
    List<Decision> settledOn(LocalDate day) {
        return settlements.values().stream()
                .filter(one -> one.to().map(last -> !last.isBefore(day)).orElse(true))
                .toList();
    }

    /** The people as they are with all of it. */
    List<Person> applied(List<Person> people) {
        return AddressLink.apply(people, links).stream()
                .map(person -> {
                    Person now = person;
                    for (Effect.Leaves leaver : leavers) {
                        now = leaver.person().equals(person.id()) ? Effect.apply(now, leaver) : now;
                    }
                    return now;
                })
                .toList();
    }
}
