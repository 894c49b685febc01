package org.triageledger.work.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Roster;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;

/**
 * Decisions that hold and that one person made alone in their own favour: made before a second person was needed, or proposed and
 * approved by one and the same account or user of the system.
 */
public final class DecidedAlone {
    private DecidedAlone() {}

    public static List<Finding> of(DecisionEffects decided, List<Message> messages, Roster roster) {
        List<Finding> found = new ArrayList<>();
        Map<Long, LogEntry> rows = new HashMap<>();
        decided.log().forEach(row -> rows.put(row.id(), row));
        List<LogEntry> effective = decided.effective();
        Set<String> confirmed = effective.stream()
                .flatMap(made -> made.entry() instanceof Entry.AuthorConfirmed confirm
                        ? List.of(confirm.messageKey()).stream()
                        : List.<String>of().stream())
                .collect(Collectors.toSet());
        List<Message> asked = confirmed.isEmpty()
                ? List.of()
                : messages.stream()
                        .filter(message -> confirmed.contains(message.key()))
                        .toList();
        for (LogEntry made : effective) {
            LogEntry row = rows.getOrDefault(made.id(), made);
            if (row.entry() instanceof Entry.Approved(long number)) {
                Optional.ofNullable(rows.get(number))
                        .filter(proposal ->
                                !proposal.via().isEmpty() && proposal.account().equals(row.account()))
                        .ifPresent(proposal -> found.add(new Finding(
                                "decided-alone",
                                "Entries " + proposal.id() + " and " + row.id() + " of the audit log bear two names, "
                                        + proposal.by() + " and " + row.by() + ", but were both made by "
                                        + row.account()
                                        + ": ask " + row.by()
                                        + " whether they approved it, and revert entry " + row.id() + " if not.")));
            } else if (isForThemselves(made, asked, roster)) {
                found.add(new Finding(
                        "decided-alone",
                        made.by() + " decided alone in their own favour (entry " + made.id()
                                + " of the audit log): another admin has to look at it, and revert it if it is"
                                + " wrong."));
            }
        }
        return found;
    }

    /** By what is decided alone: an address of one's own, the authorship of one's own mail. */
    public static boolean isForThemselves(LogEntry decision, List<Message> messages, Roster roster) {
        return switch (decision.entry()) {
            case Entry.AddressLinked link -> link.member().equals(decision.by());
            case Entry.AuthorConfirmed confirm ->
                messages.stream()
                        .filter(message -> message.key().equals(confirm.messageKey()))
                        .anyMatch(message -> owner(confirm, message, roster)
                                .filter(decision.by()::equals)
                                .isPresent());
            case Entry.Act ignored -> false;
            case Entry.Proposed ignored -> false;
            case Entry.Unreadable ignored -> false;
        };
    }

    private static Optional<String> owner(Entry.AuthorConfirmed confirm, Message message, Roster roster) {
        return confirm.author()
                .or(() -> message.author().person().map(mailbox -> mailbox.address()))
                .flatMap(address -> roster.owner(address, message.day()))
                .map(person -> person.id());
    }
}
