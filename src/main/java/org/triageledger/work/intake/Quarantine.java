package org.triageledger.work.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.record.Entry;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.QuarantineEnd;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.AuditWriter;

/**
 * What could not be read. It is kept sealed, tried once again by each new version of the reader and whenever somebody asks, and
 * leaves a gap in the coverage until it is read or somebody says that it does not matter.
 */
@ApplicationScoped
public class Quarantine {
    private final QuarantineStore store;
    private final MessageCopyStore sightings;
    private final SourceStore sources;
    private final Keys keys;
    private final ErasedPeople erased;
    private final LedgerConfig config;
    private final KnownPeople known;
    private final AuditWriter audit;
    private final Clock clock;

    Quarantine(
            QuarantineStore store,
            MessageCopyStore sightings,
            SourceStore sources,
            Keys keys,
            ErasedPeople erased,
            LedgerConfig config,
            KnownPeople known,
            AuditWriter audit,
            Clock clock) {
        this.store = store;
        this.sightings = sightings;
        this.sources = sources;
        this.keys = keys;
        this.erased = erased;
        this.config = config;
        this.known = known;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many entries are not settled. */
    public int open() {
        return store.openCount();
    }

    /** What came of trying again. */
    public record Replayed(long tried, long read, long stillUnreadable, long notKept) {}

    /** Notes a mail that could not be read, in the caller's transaction. Gives how many were new. */
    long add(long sourceId, SourceProfile profile, RawMail raw, String why, Instant at) {
        QuarantinedMail held = new QuarantinedMail(profile, raw);
        Optional<Long> id = store.add(sourceId, raw.place().where(), why, at, held.arrived(), MailReader.VERSION);
        if (id.isEmpty()) {
            return 0;
        }
        byte[] bytes = held.bytes();
        if (bytes.length <= config.quarantine().largest()) {
            store.keep(id.get(), keys.vault().seal(bytes, context(id.get())), at);
            trim(at);
        }
        return 1;
    }

    /** Drops what is kept beyond the age and the room that are set; the entries themselves stay. */
    @Transactional
    public void trim() {
        trim(clock.instant());
    }

    private void trim(Instant now) {
        store.trim(now.minus(config.quarantine().keepFor()), config.quarantine().keepBytes());
    }

    /** Notes a place where there was nothing that could be kept. */
    long add(long sourceId, String where, String why, Optional<Instant> arrived, Instant at) {
        return store.add(sourceId, where, why, at, arrived, MailReader.VERSION).isPresent() ? 1 : 0;
    }

    /**
     * Tries again to read what is kept.
     *
     * @param only this entry; all of them where it is empty
     * @throws Refusal where there is no such entry
     */
    public Replayed replay(OptionalLong only) {
        List<QuarantineStore.Entry> entries = QuarkusTransaction.requiringNew().call(store::open).stream()
                .filter(entry -> only.isEmpty() || entry.id() == only.getAsLong())
                .toList();
        if (entries.isEmpty() && only.isPresent()) {
            throw unknown(only.getAsLong());
        }
        return replay(entries);
    }

    /** What an earlier version of the reader could not read is tried by this one, once. */
    public Replayed replayAfterUpgrade() {
        return replay(QuarkusTransaction.requiringNew().call(store::open).stream()
                .filter(entry -> entry.kept() && !entry.reader().equals(MailReader.VERSION))
                .toList());
    }

    private Replayed replay(List<QuarantineStore.Entry> entries) {
        long tried = 0;
        long read = 0;
        long notKept = 0;
        // each in a transaction of its own: one that fails costs no other
        for (QuarantineStore.Entry entry : entries) {
            if (!entry.kept()) {
                notKept++;
                continue;
            }
            tried++;
            read += QuarkusTransaction.requiringNew().call(() -> replay(entry)) ? 1 : 0;
        }
        return new Replayed(tried, read, tried - read, notKept);
    }

    private boolean replay(QuarantineStore.Entry entry) {
        Instant now = clock.instant();
        Optional<QuarantinedMail> held = store.kept(entry.id())
                .flatMap(closed -> keys.vault().openBytes(closed, context(entry.id())))
                .flatMap(bytes -> QuarantinedMail.of(bytes, entry.source(), entry.where()));
        if (held.isEmpty()) {
            store.tried(entry.id(), "what is kept of it is sealed with another key", MailReader.VERSION);
            return false;
        }
        Ingest ingest = new Ingest(
                held.get().profile(),
                new MailReader(Limits.DEFAULT),
                keys.vault(),
                config.keepSubjects(),
                SourceKind.of(sources.reads(entry.sourceId())).orElse(SourceKind.MAIL),
                erased::known);
        return switch (ingest.take(held.get().raw(), now)) {
            case Ingest.Outcome.Rows mail -> {
                sightings.save(entry.sourceId(), mail.rows());
                store.settle(
                        entry.id(),
                        QuarantineEnd.READ,
                        now,
                        "",
                        "read by version " + MailReader.VERSION + " of the reader");
                yield true;
            }
            case Ingest.Outcome.Unreadable bad -> {
                store.tried(entry.id(), bad.why(), MailReader.VERSION);
                yield false;
            }
        };
    }

    /**
     * Somebody says that it does not matter: no mail, or one that says nothing about anybody's work.
     *
     * @throws Refusal where there is no such entry
     */
    @Transactional
    public void dismiss(long id, String by, String why) {
        if (by.isBlank() || why.isBlank() || by.length() > 100 || why.length() > 1000) {
            throw new Refusal("say who decides (up to 100 characters) and why (up to 1,000)").at("reason");
        }
        if (store.open().stream().noneMatch(entry -> entry.id() == id)) {
            throw unknown(id);
        }
        known.needs(by);
        store.settle(id, QuarantineEnd.DISMISSED, clock.instant(), by, why);
        audit.note(new Entry.QuarantineDismissed(id), by, why);
    }

    private static Refusal unknown(long id) {
        return new Refusal("nothing in quarantine has the id " + id + ": see `ledger quarantine`");
    }

    /** Under what a mail is sealed. */
    public static String context(long id) {
        return "quarantine/" + id;
    }
}
