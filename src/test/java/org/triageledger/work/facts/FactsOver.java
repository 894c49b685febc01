package org.triageledger.work.facts;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.triageledger.store.CveRecordStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.store.RosterStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.record.SealedIds;

/** Facts of the same ledger that nobody asked anything yet, for tests in which mail is read in another way. */
@Singleton
public class FactsOver {
    private final RetentionStore retention;
    private final SourceStore sources;
    private final RosterStore rosters;
    private final KnownDecisions known;
    private final CveRecordStore records;
    private final SealedIds ids;
    private final GhsaBook ghsa;
    private final Keys keys;
    private final LedgerConfig config;
    private final Clock clock;
    private final KeptActivity kept;

    FactsOver(
            RetentionStore retention,
            SourceStore sources,
            RosterStore rosters,
            KnownDecisions known,
            CveRecordStore records,
            SealedIds ids,
            GhsaBook ghsa,
            Keys keys,
            LedgerConfig config,
            Clock clock,
            KeptActivity kept) {
        this.retention = retention;
        this.sources = sources;
        this.rosters = rosters;
        this.known = known;
        this.records = records;
        this.ids = ids;
        this.ghsa = ghsa;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.kept = kept;
    }

    public Facts facts(MessageCopyStore copies) {
        return new Facts(copies, retention, sources, rosters, known, records, ids, ghsa, keys, config, clock, kept);
    }
}
