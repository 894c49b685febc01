package org.triageledger.work.post;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.core.mail.automation.DeliveryReport;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.OutboxState;
import org.triageledger.store.OutboxStore;
import org.triageledger.store.ReturnStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.people.KnownPeople;

/**
 * Mail of ours that does not arrive. An address it came back from is written to no more until somebody says that it works
 * again, and the admins are told; so they are of a mail server that took nothing for a day, once it does again.
 */
@ApplicationScoped
public class Returns {
    private static final Logger LOG = Logger.getLogger(Returns.class);
    static final String RETURNED = "returned";
    static final String OUTAGE = "outage";
    private static final Duration TOO_LONG = Duration.ofDays(1);

    private final ReturnStore store;
    private final OutboxStore outbox;
    private final Outgoing outgoing;
    private final DecisionStore decisions;
    private final KnownPeople people;
    private final Clock clock;

    Returns(
            ReturnStore store,
            OutboxStore outbox,
            Outgoing outgoing,
            DecisionStore decisions,
            KnownPeople people,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.decisions = decisions;
        this.people = people;
        this.clock = clock;
    }

    /**
     * A report on a mail, in the transaction that stores the report; that of a mail which is not ours, or which was reported
     * already, changes nothing.
     */
    public void returned(DeliveryReport report) {
        outbox.withMessageId(report.about().value())
                .filter(entry -> entry.state() != OutboxState.RETURNED)
                .ifPresent(entry -> {
                    String status = report.statuses().getFirst();
                    outbox.end(entry.id(), OutboxState.RETURNED, "it came back (" + status + ")");
                    unreachable(entry, status);
                });
    }

    /** In the caller's transaction: our own mail server refused the recipient for good. */
    void refused(OutboxStore.Entry entry) {
        unreachable(entry, "our mail server refuses it");
    }

    private void unreachable(OutboxStore.Entry entry, String why) {
        entry.sentTo()
                .filter(address -> store.unreachable(address, entry.recipient(), now(), why))
                .ifPresent(address -> {
                    LOG.warnf("mail of kind %s came back (%s): its address is written to no more", entry.kind(), why);
                    outgoing.tellAdmins(RETURNED, entry.recipient() + " " + now());
                });
    }

    /** In the caller's transaction: the mail server took nothing just now. */
    void waits(String trouble) {
        store.outage(now(), trouble);
    }

    /** In the caller's transaction: the mail server took a mail. */
    void sent() {
        Optional<Instant> begun = store.outage();
        if (begun.isPresent()) {
            store.outageEnds(now());
            if (isTooLong(begun.get())) {
                outgoing.tellAdmins(OUTAGE, begun.get().truncatedTo(ChronoUnit.SECONDS) + " " + now());
            }
        }
    }

    /** Since when the mail server takes nothing, where that is a day or longer. */
    @Transactional
    public Optional<Instant> downSince() {
        return store.outage().filter(this::isTooLong);
    }

    /** For how long the mail server has taken nothing; 0 while it does. */
    @Transactional
    public double secondsDown() {
        return store.outage()
                .map(begun -> Duration.between(begun, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    /**
     * A person says that an address works again.
     *
     * @throws Refusal where no mail came back from it
     */
    @Transactional
    public void reachable(String address, Signed signed) {
        people.needs(signed.by());
        ReturnStore.Unreachable known = store.unreachable().stream()
                .filter(unreachable -> unreachable.address().equalsIgnoreCase(address))
                .findFirst()
                .orElseThrow(() -> new Refusal("no mail came back from that address"));
        store.reachable(known.address());
        decisions.add(
                new Entry.AddressWorks(known.person(), known.address()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                signed.by(),
                signed.reason());
    }

    private boolean isTooLong(Instant begun) {
        return !begun.plus(TOO_LONG).isAfter(clock.instant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
