package org.triageledger.core.record;

import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;

/**
 * One entry of the audit log.
 *
 * @param id its number, counted from 1
 * @param by who decided, by the id in the roster; for what nobody decided, who was signed in
 * @param via the account that was signed in, or the user of the operating system, and from where, if that is kept, as in {@code account
 *     ada from 192.0.2.0/24}; empty for entries of earlier versions
 */
public record LogEntry(long id, Entry entry, Instant at, String by, String reason, String via) {
    /** Between who was signed in and the address. No account has a blank in its name. */
    public static final String FROM = " from ";

    /** The account that was signed in, or the user of the operating system, without the address. */
    public String account() {
        int from = via.indexOf(FROM);
        return from < 0 ? via : via.substring(0, from);
    }

    /** The address, or its network, from which it was done; empty where none is kept. */
    public Optional<String> address() {
        int from = via.indexOf(FROM);
        return from < 0 ? Optional.empty() : Optional.of(via.substring(from + FROM.length()));
    }

    Act as(Actor.Capacity capacity) {
        return new Act(new Actor(by, capacity), at);
    }

    /** What a proposal becomes once it is approved: it holds from the approval on, in the name of who proposed it. */
    static LogEntry made(LogEntry proposal, Entry.Act act, LogEntry approval) {
        return new LogEntry(approval.id, act, approval.at, proposal.by, proposal.reason, "");
    }

    /** No texts: this may find its way into a log. */
    @Override
    public String toString() {
        return "LogEntry[" + id + ", " + entry.getClass().getSimpleName() + "]";
    }
}
