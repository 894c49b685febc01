package org.triageledger.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Roster;
import org.triageledger.store.DecisionStore.Decision;

/**
 * Decisions that hold and that one person made alone in their own favour: made before a second person was needed, or proposed and
 * approved by one and the same account or user of the system.
 */
final class DecidedAlone {
    private DecidedAlone() {}

    static List<Finding> of(List<Decision> log, List<Message> messages, Roster roster) {
        List<Finding> found = new ArrayList<>();
        Map<String, Decision> rows = new HashMap<>();
        log.forEach(row -> rows.put(String.valueOf(row.id()), row));
        List<Decision> effective = Decided.effective(log).toList();
        Set<String> confirmed = effective.stream()
                .filter(made -> made.kind().equals(Decided.CONFIRM))
                .map(Decision::one)
                .collect(Collectors.toSet());
        List<Message> asked = confirmed.isEmpty()
                ? List.of()
                : messages.stream()
                        .filter(message -> confirmed.contains(message.key()))
                        .toList();
        for (Decision made : effective) {
            Decision row = rows.getOrDefault(String.valueOf(made.id()), made);
            if (row.kind().equals(Decided.APPROVE)) {
                Optional.ofNullable(rows.get(row.one()))
                        .filter(proposal ->
                                !proposal.via().isEmpty() && proposal.via().equals(row.via()))
                        .ifPresent(proposal -> found.add(new Finding(
                                "decided-alone",
                                "Entries " + proposal.id() + " and " + row.id() + " of the audit log bear two names, "
                                        + proposal.by() + " and " + row.by() + ", but were both made by " + row.via()
                                        + ": ask " + row.by()
                                        + " whether they approved it, and revert entry " + row.id() + " if not.")));
            } else if (isForThemselves(made, asked, roster)) {
                found.add(
                        new Finding(
                                "decided-alone",
                                made.by() + " decided alone in their own favour (entry " + made.id()
                                        + " of the audit log): another admin has to look at it, and revert it if it is wrong."));
            }
        }
        return found;
    }

    /** By what is decided alone: an address of one's own, the authorship of one's own mail. */
    static boolean isForThemselves(Decision decision, List<Message> messages, Roster roster) {
        return switch (decision.kind()) {
            case Decided.LINK -> decision.one().equals(decision.by());
            case Decided.CONFIRM ->
                messages.stream()
                        .filter(message -> message.key().equals(decision.one()))
                        .anyMatch(message -> owner(decision, message, roster)
                                .filter(decision.by()::equals)
                                .isPresent());
            default -> false;
        };
    }

    private static Optional<String> owner(Decision confirm, Message message, Roster roster) {
        Optional<Address> address = Address.parse(confirm.other())
                .or(() -> message.author().person().map(mailbox -> mailbox.address()));
        return address.flatMap(one -> roster.owner(one, message.day())).map(person -> person.id());
    }
}
