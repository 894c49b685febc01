package org.triageledger.work.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.triageledger.archive.Archive;
import org.triageledger.archive.BadArchive;
import org.triageledger.archive.Download;
import org.triageledger.core.mail.RawMail;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyRow;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.vault.NativeSha256;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.ErasedPeople;

/**
 * Backfills from archives. Mails are read by one thread, understood by several, and stored in order, in one transaction:
 * after an error nothing is stored. At no time more than a few batches are in memory.
 */
@ApplicationScoped
public class Importer {
    private static final int BATCH_MAILS = 250;
    private static final long BATCH_BYTES = 4L << 20;
    private static final int BATCHES_AHEAD = 4;
    private static final int LONGEST_HOURS = 24;

    private final MessageCopyStore sightings;
    private final SourceStore sources;
    private final QuarantineStore quarantineStore;
    private final Quarantine quarantine;
    private final Profiles profiles;
    private final Keys keys;
    private final ErasedPeople erased;
    private final LedgerConfig config;
    private final Clock clock;

    Importer(
            MessageCopyStore sightings,
            SourceStore sources,
            QuarantineStore quarantineStore,
            Quarantine quarantine,
            Profiles profiles,
            Keys keys,
            ErasedPeople erased,
            LedgerConfig config,
            Clock clock) {
        this.sightings = sightings;
        this.sources = sources;
        this.quarantineStore = quarantineStore;
        this.quarantine = quarantine;
        this.profiles = profiles;
        this.keys = keys;
        this.erased = erased;
        this.config = config;
        this.clock = clock;
    }

    /** Days, both inclusive. */
    public record DayRange(LocalDate from, LocalDate to) {}

    /**
     * What to import.
     *
     * @param kind what its mail is
     * @param rules how its mail is judged
     * @param paths files and folders, or web addresses of files
     * @param covers the days for which this is all of the team's mail, if that is claimed
     */
    public record Order(
            String source,
            SourceKind kind,
            SourceRules rules,
            @Nullable DayRange covers,
            List<String> paths) {
        /** Mail of the team. */
        public Order(String source, SourceRules rules, @Nullable DayRange covers, List<String> paths) {
            this(source, SourceKind.MAIL, rules, covers, paths);
        }

        /** Of lists of which nobody has said what they run, and receivers that write their names. */
        public Order(
                String source,
                String trust,
                List<String> listIds,
                List<String> authservIds,
                @Nullable DayRange covers,
                List<String> paths) {
            this(source, new SourceRules(trust, listIds, authservIds), covers, paths);
        }
    }

    /**
     * Imports all paths, or nothing.
     *
     * @param progress told the number of mails read, now and then
     * @throws Refusal where a path cannot be read or a setting is wrong
     */
    public IntakeViews.Imported run(Order order, LongConsumer progress) {
        return run(order, progress, false);
    }

    /**
     * As {@link #run(Order, LongConsumer)}.
     *
     * @param dryRun whether nothing is stored, and it is only said what would be
     */
    public IntakeViews.Imported run(Order order, LongConsumer progress, boolean dryRun) {
        long start = System.nanoTime();
        NativeSha256.load();
        Ingest ingest = new Ingest(
                profiles.of(order.source(), order.kind(), order.rules()),
                new MailReader(Limits.DEFAULT),
                keys.vault(),
                config.keepSubjects(),
                order.kind(),
                erased::known);
        Run run = new Run(ingest, sightings.bulk(), clock.instant(), progress);
        Runnable all = () -> {
            long sourceId = sources.ensure(
                            order.source(), SourceOrigin.IMPORT, order.kind().word())
                    .orElseThrow(() -> new Refusal("the source '" + order.source() + "' does not hold "
                            + order.kind().word() + ": import it under another name"));
            run.open = quarantineStore.openPlaces(sourceId);
            try (ExecutorService workers =
                    Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
                try {
                    for (String path : order.paths()) {
                        if (Download.isAddress(path)) {
                            run.download(path, order.source(), sourceId, workers);
                        } else {
                            run.read(Path.of(path), order.source(), sourceId, workers);
                        }
                    }
                    run.finish(sourceId);
                } finally {
                    workers.shutdownNow();
                }
            }
            if (order.covers() != null && run.passedOver.isEmpty()) {
                sources.cover(
                        sourceId,
                        Days.stretch(order.covers().from(), order.covers().to()));
            }
        };
        store(all, dryRun);
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        return new IntakeViews.Imported(
                run.read, run.stored, run.duplicates, run.quarantined, List.copyOf(run.passedOver), seconds, dryRun);
    }

    /** Takes back what a dry run did. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** In one transaction, which a dry run takes back. */
    private static void store(Runnable all, boolean dryRun) {
        try {
            QuarkusTransaction.requiringNew().timeout(LONGEST_HOURS * 3600).run(() -> {
                all.run();
                if (dryRun) {
                    throw new TakenBack();
                }
            });
        } catch (TakenBack expected) {
            // nothing is stored
        }
    }

    /** Mails that are being understood. */
    private record Ahead(List<RawMail> mails, Future<List<Ingest.Outcome>> outcomes) {}

    /** One import under way; used by one thread. */
    private final class Run {
        private final Ingest ingest;
        private final MessageCopyStore.Bulk bulk;
        private final Instant readAt;
        private final LongConsumer progress;
        private final Deque<Ahead> ahead = new ArrayDeque<>();

        private Set<String> open = Set.of();

        private List<RawMail> batch = new ArrayList<>();
        private long batchBytes;
        private long read;
        private long stored;
        private long duplicates;
        private long quarantined;
        private final List<String> passedOver = new ArrayList<>();

        Run(Ingest ingest, MessageCopyStore.Bulk bulk, Instant readAt, LongConsumer progress) {
            this.ingest = ingest;
            this.bulk = bulk;
            this.readAt = readAt;
            this.progress = progress;
        }

        void read(Path path, String source, long sourceId, ExecutorService workers) {
            try (Archive archive = Archive.open(path, source)) {
                for (Optional<Archive.Item> item = archive.next(); item.isPresent(); item = archive.next()) {
                    read++;
                    switch (item.get()) {
                        case Archive.Item.Mail mail -> add(mail.raw(), sourceId, workers);
                        case Archive.Item.Unreadable bad ->
                            note(quarantine.add(sourceId, bad.place().where(), bad.why(), Optional.empty(), readAt));
                    }
                }
                send(sourceId, workers);
                archive.passedOver()
                        .forEach(file -> passedOver.add(path.resolve(file).toString()));
            } catch (BadArchive e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            }
        }

        void download(String address, String source, long sourceId, ExecutorService workers) {
            try {
                Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "download");
                Path file = folder.resolve("none");
                try {
                    file = Download.fetch(address, folder);
                    read(file, source, sourceId, workers);
                } catch (Refusal refusal) {
                    throw new Refusal(String.valueOf(refusal.getMessage()).replace(file.toString(), address));
                } finally {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(folder);
                }
            } catch (BadArchive e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new Refusal("there is no room for the download: check the free space of the data directory");
            }
        }

        void finish(long sourceId) {
            while (!ahead.isEmpty()) {
                store(sourceId);
            }
            progress.accept(read);
        }

        private void add(RawMail raw, long sourceId, ExecutorService workers) {
            batch.add(raw);
            batchBytes += raw.bytes().length;
            if (batch.size() >= BATCH_MAILS || batchBytes >= BATCH_BYTES) {
                send(sourceId, workers);
            }
        }

        private void send(long sourceId, ExecutorService workers) {
            if (batch.isEmpty()) {
                return;
            }
            List<RawMail> mails = batch;
            batch = new ArrayList<>();
            batchBytes = 0;
            ahead.add(new Ahead(
                    mails,
                    workers.submit(() ->
                            mails.stream().map(raw -> ingest.take(raw, readAt)).toList())));
            if (ahead.size() >= BATCHES_AHEAD) {
                store(sourceId);
            }
        }

        private void store(long sourceId) {
            Ahead next = ahead.remove();
            List<Ingest.Outcome> outcomes = result(next.outcomes);
            List<MessageCopyRow> rows = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                RawMail raw = next.mails.get(i);
                switch (outcomes.get(i)) {
                    case Ingest.Outcome.Rows mail -> {
                        rows.addAll(mail.rows());
                        if (open.contains(raw.place().where())) {
                            quarantineStore.settle(sourceId, raw.place().where(), readAt);
                        }
                    }
                    case Ingest.Outcome.Unreadable bad ->
                        note(quarantine.add(sourceId, ingest.profile(), raw, bad.why(), readAt));
                }
            }
            MessageCopyStore.Saved saved = bulk.save(sourceId, rows);
            stored += saved.stored();
            duplicates += saved.duplicates();
            progress.accept(read);
        }

        /** A place already noted is one more duplicate; that it cannot be read is no news. */
        private void note(long noted) {
            quarantined += noted;
            duplicates += 1 - noted;
        }

        private static List<Ingest.Outcome> result(Future<List<Ingest.Outcome>> future) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal("stopped; nothing was stored");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
