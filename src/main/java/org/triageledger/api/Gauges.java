package org.triageledger.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.LedgerGauges;

/** Metrics. They name sources as the settings do, and nobody else. */
@ApplicationScoped
class Gauges {
    /** 48 bits, which a double holds exactly. */
    private static final int HEAD_DIGITS = 12;

    private final EvidenceAnswers evidence;
    private final LedgerGauges gauges;
    private final Returns returns;
    private final AuditLog audit;

    Gauges(EvidenceAnswers evidence, LedgerGauges gauges, Returns returns, AuditLog audit) {
        this.evidence = evidence;
        this.gauges = gauges;
        this.returns = returns;
        this.audit = audit;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        for (String mailbox : gauges.mailboxNames()) {
            Gauge.builder("ledger.mailbox.seconds.since.look", () -> gauges.secondsSinceLook(mailbox))
                    .description(
                            "Seconds since the last successful sync of a mailbox; before the first, since it was first heard of")
                    .tag("mailbox", mailbox)
                    .register(registry);
            Gauge.builder("ledger.mailbox.unread", () -> gauges.unread(mailbox))
                    .description("Messages of a mailbox still to be read: how far a backfill is")
                    .tag("mailbox", mailbox)
                    .register(registry);
        }
        Gauge.builder("ledger.messages", gauges::storedMessages)
                .description("Copies of messages in the ledger")
                .register(registry);
        Gauge.builder("ledger.quarantined", gauges::quarantined)
                .description("Messages that could not be parsed")
                .register(registry);
        Gauge.builder("ledger.mail.seconds.down", returns::secondsDown)
                .description("Seconds for which the mail server has taken no mail of ours; 0 while it does")
                .register(registry);
        Gauge.builder("ledger.audit.entries", () -> audit.state().head().count())
                .description("Entries of the audit log; the number never falls")
                .register(registry);
        Gauge.builder(
                        "ledger.audit.head",
                        () -> Long.parseLong(audit.state().head().hash().substring(0, HEAD_DIGITS), 16))
                .description(
                        "The first 12 hexadecimal digits of the hash of the last entry of the audit log, as a number: with the"
                                + " number of entries it tells whether the log was replaced")
                .register(registry);
        Gauge.builder("ledger.audit.damaged", () -> audit.state().damage().isPresent() ? 1 : 0)
                .description("1 where the audit log is not as it was written, else 0")
                .register(registry);
        Gauge.builder("ledger.pending", this::pending)
                .description("Credits that need review")
                .register(registry);
    }

    private double pending() {
        return evidence.credits(Optional.empty(), Optional.empty(), Optional.empty())
                .pending()
                .size();
    }
}
