package org.triageledger.core.activity;

import java.util.List;
import java.util.Set;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Confirmation;

/**
 * What people decided of messages, so far as threads, reports and credits follow from it.
 *
 * @param rejected keys of messages that are not the work of the one they name
 * @param confirmations in order: of several of one message the last holds
 */
public record MessageDecisions(
        Set<String> rejected,
        List<Confirmation> confirmations,
        List<Threading.Joining> joinings,
        List<Ruling> rulings) {
    public static final MessageDecisions NONE = new MessageDecisions(Set.of(), List.of(), List.of(), List.of());
}
