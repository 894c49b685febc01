package org.triageledger.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Confirmation;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.store.DecisionStore.Decision;

/**
 * What holds of all that people decided: the decisions but for those undone.
 *
 * @param rejected keys of messages that a person found not to be the work of whom they name
 */
record Decided(
        List<AddressLink> links,
        List<Threading.Joining> joinings,
        List<Confirmation> confirmations,
        Set<String> rejected) {
    static final Decided NOTHING = new Decided(List.of(), List.of(), List.of(), Set.of());

    static final String LINK = "link-address";
    static final String UNLINK = "unlink-address";
    static final String JOIN = "join-threads";
    static final String CONFIRM = "confirm-author";
    static final String REJECT = "reject-author";
    static final String UNDO = "undo";

    /** Kinds that change what is derived, and so can be undone. */
    static final Set<String> EFFECTIVE = Set.of(LINK, UNLINK, JOIN, CONFIRM, REJECT);

    static Decided of(List<Decision> decisions) {
        Set<String> undone = decisions.stream()
                .filter(decision -> decision.kind().equals(UNDO))
                .map(Decision::one)
                .collect(Collectors.toSet());
        List<AddressLink> links = new ArrayList<>();
        List<Threading.Joining> joinings = new ArrayList<>();
        List<Confirmation> confirmations = new ArrayList<>();
        Set<String> rejected = new HashSet<>();
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
                default -> {
                    // what only has to be remembered changes nothing here
                }
            }
        }
        return new Decided(links, joinings, confirmations, rejected);
    }
}
