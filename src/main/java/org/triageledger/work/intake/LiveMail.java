package org.triageledger.work.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.automation.DeliveryReport;
import org.triageledger.mailbox.Batch;
import org.triageledger.mailbox.Cursor;
import org.triageledger.mailbox.Intake;
import org.triageledger.mailbox.PollResult;
import org.triageledger.mailbox.Unfetched;
import org.triageledger.mailbox.imap.MailboxProblem;
import org.triageledger.store.GapCause;
import org.triageledger.store.MessageCopyRow;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.SourceStore;
import org.triageledger.vault.NativeSha256;
import org.triageledger.work.post.Returns;

/** Stores what one watched mailbox brings, and what that says about coverage. */
final class LiveMail implements Intake {
    private static final Logger LOG = Logger.getLogger(LiveMail.class);
    private static final int MANY = 16;

    private final long sourceId;
    private final Ingest ingest;
    private final Optional<LocalDate> completeSince;
    private final MessageCopyStore sightings;
    private final SourceStore sources;
    private final Quarantine quarantine;
    private final Returns returns;
    private final Clock clock;

    private Optional<MailboxProblem.Kind> told = Optional.empty();

    LiveMail(
            long sourceId,
            Ingest ingest,
            Optional<LocalDate> completeSince,
            MessageCopyStore sightings,
            SourceStore sources,
            Quarantine quarantine,
            Returns returns,
            Clock clock) {
        this.sourceId = sourceId;
        this.ingest = ingest;
        this.completeSince = completeSince;
        this.sightings = sightings;
        this.sources = sources;
        this.quarantine = quarantine;
        this.returns = returns;
        this.clock = clock;
    }

    @Override
    public Optional<Cursor> cursor(String source) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sources.mark(sourceId)
                        .map(mark -> new Cursor(
                                mark.uidValidity(), mark.lastUid(), mark.uidNext(), mark.newFrom(), mark.newTo())));
    }

    @Override
    public void restarted(String source, Cursor fresh, Instant at) {
        QuarkusTransaction.requiringNew().run(() -> {
            mark(fresh);
            sources.lastGoodLook(sourceId)
                    .filter(last -> last.isBefore(at))
                    .ifPresent(last -> sources.gap(sourceId, new Stretch(last, at), GapCause.REMADE));
            sources.restarted(sourceId);
        });
        LOG.warnf("mailbox '%s' was created again on its server; reading it again from the start", source);
    }

    @Override
    public void take(String source, Batch batch) {
        Instant readAt = clock.instant();
        ingest.look();
        List<MessageCopyRow> rows = new ArrayList<>();
        List<DeliveryReport> returned = new ArrayList<>();
        Map<RawMail, String> unreadable = new LinkedHashMap<>();
        List<Ingest.Outcome> outcomes = judge(batch.mails(), readAt);
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Ingest.Outcome.Rows read -> {
                    rows.addAll(read.rows());
                    read.returned().ifPresent(returned::add);
                }
                case Ingest.Outcome.Unreadable bad ->
                    unreadable.put(batch.mails().get(i), bad.why());
            }
        }
        QuarkusTransaction.requiringNew().run(() -> {
            sightings.save(sourceId, rows);
            unreadable.forEach((raw, why) -> quarantine.add(sourceId, ingest.profile(), raw, why, readAt));
            for (Unfetched missing : batch.unfetched()) {
                // It lay there when it was listed, so it came before now and after whatever was read last.
                quarantine.add(sourceId, missing.place().where(), missing.why(), Optional.of(readAt), readAt);
            }
            returned.forEach(returns::returned);
            if (batch.vanished() > 0) {
                // stored with the cursor, which counts them no more: a look that ends early must not hide them
                noteVanished(coveredFrom(readAt), readAt);
            }
            mark(batch.next());
            sources.backlog(sourceId, batch.left());
        });
        int bad = unreadable.size() + batch.unfetched().size();
        if (bad > 0) {
            LOG.warnf("mailbox '%s': %d message(s) could not be parsed; see the quarantine", source, bad);
        }
        tellVanished(source, batch.vanished());
    }

    /** In the order of the mails. A backfill is judged on all processors; for one or two mails that is not worth it. */
    private List<Ingest.Outcome> judge(List<RawMail> mails, Instant readAt) {
        if (mails.size() < MANY) {
            return mails.stream().map(mail -> ingest.take(mail, readAt)).toList();
        }
        NativeSha256.load();
        return mails.parallelStream().map(mail -> ingest.take(mail, readAt)).toList();
    }

    /**
     * A complete look covers the time since the one before, even if the service was down in between: the mailbox kept what
     * came. It does not when messages came and went unseen.
     */
    @Override
    public void looked(String source, PollResult look) {
        QuarkusTransaction.requiringNew().run(() -> {
            Instant from = coveredFrom(look.at());
            boolean noted = sources.hasGap(sourceId, GapCause.VANISHED, from);
            if (look.vanished() > 0 && !noted) {
                noteVanished(from, look.at());
            }
            sources.cover(sourceId, new Stretch(noted || look.vanished() > 0 ? look.at() : from, look.at()));
            sources.looked(sourceId, look.at(), 0);
            mark(look.cursor());
        });
        tellVanished(source, look.vanished());
        if (told.isPresent()) {
            told = Optional.empty();
            LOG.infof("mailbox '%s' is read again", source);
        }
    }

    /** Since when a complete look covers the time, if nothing went unseen. */
    private Instant coveredFrom(Instant look) {
        Optional<Instant> start = sources.lastGoodLook(sourceId);
        if (start.isEmpty() && !sources.hasCoverage(sourceId)) {
            start = completeSince.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        return start.filter(known -> known.isBefore(look)).orElse(look);
    }

    private void noteVanished(Instant from, Instant to) {
        if (from.isBefore(to)) {
            sources.gap(sourceId, new Stretch(from, to), GapCause.VANISHED);
        }
    }

    private static void tellVanished(String source, long count) {
        if (count > 0) {
            LOG.warnf("mailbox '%s': %d message(s) came and went unseen", source, count);
        }
    }

    @Override
    public void trouble(String source, MailboxProblem trouble) {
        if (told.isEmpty() || told.get() != trouble.kind()) {
            told = Optional.of(trouble.kind());
            LOG.warnf("%s", trouble.line());
        }
        QuarkusTransaction.requiringNew().run(() -> sources.trouble(sourceId, trouble.line()));
    }

    private void mark(Cursor cursor) {
        sources.mark(
                sourceId,
                new SourceStore.Mark(
                        cursor.uidValidity(), cursor.lastUid(), cursor.uidNext(), cursor.newFrom(), cursor.newTo()));
    }
}
