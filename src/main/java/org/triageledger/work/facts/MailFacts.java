package org.triageledger.work.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.MailActivity;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.thread.Merging;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.vault.Vault;
import org.triageledger.work.HeapGuard;
import org.triageledger.work.config.Keys;
import org.triageledger.work.record.SealedIds;

/** The mail in memory, as far as it was read, and what follows from it. Not safe for use by several threads. */
final class MailFacts {
    /** Of more gaps than these each would have to be looked for; then all copies are counted. */
    private static final int MOST_GAPS = 50;

    /** Copies that are read before they become messages. */
    static final int PIECE = 10_000;

    private final MessageCopyStore store;
    private final RetentionStore retention;
    private final SealedIds ids;
    private final Keys keys;
    private final int most;

    private final Merging merging = new Merging();
    private final MailActivity activity;
    private final AnnouncedMails announced = new AnnouncedMails();
    private final List<MessageCopyStore.SeqGap> gaps = new ArrayList<>();
    private final AuthorNames names = new AuthorNames();
    private long lastSeq;
    private long removals;
    private boolean idsInClear;

    /** Whether a piece was begun and not ended: then all is read again. */
    private boolean halfTaken;

    /** What was read and nobody was told of yet. */
    private News news = News.NONE;

    /** @param most how many copies are read before they become messages */
    MailFacts(MessageCopyStore store, RetentionStore retention, SealedIds ids, Keys keys, CreditRules rules, int most) {
        this.store = store;
        this.retention = retention;
        this.ids = ids;
        this.keys = keys;
        this.activity = new MailActivity(rules);
        this.most = most;
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
        boolean first = lastSeq == 0;
        hold(known() + store.countAfter(lastSeq));
        long removed = retention.version();
        LongPredicate late = late();
        boolean anew = halfTaken || (!first && removed != removals);
        if (!anew) {
            readAfter(lastSeq);
            anew = !first && late.test(known());
        }
        if (anew) {
            hold(store.countAfter(0));
            merging.clear();
            activity.clear();
            announced.clear();
            names.clear();
            gaps.clear();
            lastSeq = 0;
            idsInClear = false;
            halfTaken = false;
            news = News.ANEW;
            readAfter(0);
        }
        removals = removed;
        if (idsInClear) {
            ids.sealWhatIsClear();
            idsInClear = false;
        }
        News told = news;
        news = News.NONE;
        return told;
    }

    /** Where there are many pieces, one becomes messages while the next one is read. */
    private void readAfter(long seq) {
        try (BackgroundTaker<MessageCopyStore.Loaded> background =
                new BackgroundTaker<>(piece -> piece.size() == most, this::take)) {
            store.after(seq, ids::open, most, background::take);
        }
    }

    /** After each piece all is known up to its last copy: where the next one cannot be read, it is asked for again. */
    private void take(MessageCopyStore.Loaded copies) {
        Optional<Vault> vault = copies.announced().isEmpty() ? Optional.empty() : Optional.of(keys.vault());
        halfTaken = true;
        if (news == News.NONE) {
            news = News.MORE;
        }
        gaps.addAll(copies.gaps());
        idsInClear |= copies.idsInClear();
        names.add(copies.names());
        Merging.Exchange exchange = merging.add(copies.sightings());
        activity.exchange(exchange.gone(), exchange.fresh());
        vault.ifPresent(key -> announced.add(copies.announced(), key));
        lastSeq = copies.lastSeq();
        halfTaken = false;
    }

    /**
     * Whether a transaction that began earlier ended later, so that its rows stand before ones that were read; tells it of how many
     * copies are known once all were read that had been stored when this was called.
     */
    private LongPredicate late() {
        if (gaps.size() <= MOST_GAPS) {
            boolean any = store.isAnyIn(gaps);
            return known -> any;
        }
        long stored = store.count();
        return known -> stored > known;
    }

    /** Before so many are read: what is in memory stays as it was where they do not fit. */
    private static void hold(long mails) {
        HeapGuard.hold(mails, Runtime.getRuntime().maxMemory());
    }

    private long known() {
        return (long) merging.size() + announced.size();
    }

    /** The team's mail, in order of arrival; the list never changes. */
    List<Message> messages() {
        return merging.messages();
    }

    AuthorNames names() {
        return names;
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
