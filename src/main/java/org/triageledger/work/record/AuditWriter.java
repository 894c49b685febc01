package org.triageledger.work.record;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.RulingStore;
import org.triageledger.work.config.Keys;

/** Writes entries into the audit log, in the caller's transaction. */
@ApplicationScoped
public class AuditWriter {
    private final DecisionStore store;
    private final RulingStore rulings;
    private final Keys keys;
    private final Clock clock;

    AuditWriter(DecisionStore store, RulingStore rulings, Keys keys, Clock clock) {
        this.store = store;
        this.rulings = rulings;
        this.keys = keys;
        this.clock = clock;
    }

    /** Of somebody of the roster who says why. */
    public void note(Entry entry, String by, String reason) {
        note(entry, clock.instant().truncatedTo(ChronoUnit.MICROS), by, reason);
    }

    /** Of the person who is signed in or runs the command. */
    public void note(Entry entry) {
        note(entry, keys.via(), "");
    }

    /** Of an account that acted in a request that is over.
     *
     * @param from the address or network, as it is kept, or empty
     */
    public void noteOf(Entry entry, String account, String from) {
        String by = "account " + account;
        store.add(
                entry,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by,
                "",
                from.isEmpty() ? by : by + LogEntry.FROM + from);
    }

    /** What earlier versions kept beside the log goes into it, with who, when and why as they were; once. */
    @Transactional
    public void adopt(@Observes StartupEvent start) {
        if (store.isUnsealed()) {
            note(new Entry.LogSealed());
        }
        List<RulingStore.Row> kept = rulings.all();
        for (RulingStore.Row row : kept) {
            store.add(row.entry(), row.at(), row.by(), row.reason());
        }
        if (!kept.isEmpty()) {
            rulings.clear();
        }
    }

    private void note(Entry entry, Instant at, String by, String reason) {
        store.add(entry, at, by, reason);
    }
}
