package org.triageledger.work.facts;

import java.util.List;
import java.util.Optional;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.MailActivity;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.thread.Merging;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.work.HeapGuard;
import org.triageledger.work.config.Keys;
import org.triageledger.work.record.SealedIds;

/** The mail in memory, as far as it was read, and what follows from it. Not safe for use by several threads. */
final class MailFacts {
    private final MessageCopyStore store;
    private final RetentionStore retention;
    private final SealedIds ids;
    private final Keys keys;

    private final Merging merging = new Merging();
    private final MailActivity activity;
    private final AnnouncedMails announced = new AnnouncedMails();
    private long lastSeq;
    private long removals;

    MailFacts(MessageCopyStore store, RetentionStore retention, SealedIds ids, Keys keys, CreditRules rules) {
        this.store = store;
        this.retention = retention;
        this.ids = ids;
        this.keys = keys;
        this.activity = new MailActivity(rules);
    }

    /** What reading brought. */
    enum News {
        NONE,
        MORE,
        /** All was read again. */
        ANEW
    }

    /** Reads what was added since it was read last; everything where that is not enough. */
    News read() {
        long stored = store.count();
        HeapGuard.hold(stored, Runtime.getRuntime().maxMemory());
        MessageCopyStore.Loaded copies = store.after(lastSeq, ids::open);
        long removed = retention.version();
        boolean late = stored > merging.size() + announced.size() + copies.size() || removed != removals;
        if (late) {
            // A transaction that began earlier ended later, and its rows stand before ones already read; or rows were
            // removed.
            removals = removed;
            merging.clear();
            activity.clear();
            announced.clear();
            copies = store.after(0, ids::open);
        }
        if (copies.idsInClear()) {
            ids.sealWhatIsClear();
        }
        lastSeq = copies.lastSeq();
        if (late || copies.size() > 0) {
            Merging.Exchange exchange = merging.add(copies.sightings());
            activity.exchange(exchange.gone(), exchange.fresh());
        }
        if (!copies.announced().isEmpty()) {
            announced.add(copies.announced(), keys.vault());
        }
        if (late) {
            return News.ANEW;
        }
        return copies.size() > 0 ? News.MORE : News.NONE;
    }

    /** The team's mail, in order of arrival; the list never changes. */
    List<Message> messages() {
        return merging.messages();
    }

    AnnouncedMails announced() {
        return announced;
    }

    MailActivity activity() {
        return activity;
    }

    Optional<Message> withKey(String key) {
        return activity.withKey(key);
    }
}
