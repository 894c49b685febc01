package org.triageledger.work.record;

import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.OncePerRequest;

/** What holds because of the audit log. Kept in memory; each time it is asked for, only entries that are new are read. */
@ApplicationScoped
public class KnownDecisions {
    private final DecisionStore store;

    private DecisionStore.Head head = DecisionStore.Head.NONE;
    private DecisionEffects effects = DecisionEffects.NONE;

    public KnownDecisions(DecisionStore store) {
        this.store = store;
    }

    /** As of the transaction that asks: where an entry that was read is not there any more, all of them are read again. */
    @OncePerRequest
    public DecisionEffects now() {
        return fresh();
    }

    /** As {@link #now}, and never older than what anybody else was told: for what is kept beyond a request. */
    public synchronized DecisionEffects fresh() {
        DecisionStore.Loaded loaded = store.after(head);
        if (!loaded.whole()
                && loaded.entries().stream().anyMatch(entry -> entry.entry() instanceof Entry.PersonErased)) {
            // entries that were read before say something else now
            loaded = store.after(DecisionStore.Head.NONE);
        }
        effects = loaded.whole() ? DecisionEffects.of(loaded.entries()) : effects.plus(loaded.entries());
        head = loaded.head();
        return effects;
    }
}
