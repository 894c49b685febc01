package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.config.LedgerConfig;

/** The numbers behind the metrics. Cheap, however much mail there is. */
@ApplicationScoped
public class LedgerGauges {
    private final SourceStore sources;
    private final QuarantineStore quarantine;
    private final MessageCopyStore copies;
    private final LedgerConfig config;
    private final Clock clock;

    LedgerGauges(
            SourceStore sources,
            QuarantineStore quarantine,
            MessageCopyStore copies,
            LedgerConfig config,
            Clock clock) {
        this.sources = sources;
        this.quarantine = quarantine;
        this.copies = copies;
        this.config = config;
        this.clock = clock;
    }

    public Set<String> mailboxNames() {
        return config.mailboxes().keySet();
    }

    /** How many messages wait in a mailbox to be read, as far as is known. */
    @Transactional
    public double unread(String mailbox) {
        return sources.backlog(mailbox);
    }

    /** Seconds since the last successful sync of a mailbox; before the first, since it was configured. */
    @Transactional
    public double secondsSinceLook(String mailbox) {
        return sources.seenAt(mailbox)
                .map(look -> Duration.between(look, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    @Transactional
    public double storedMessages() {
        return copies.count();
    }

    @Transactional
    public double quarantined() {
        return quarantine.openCount();
    }
}
