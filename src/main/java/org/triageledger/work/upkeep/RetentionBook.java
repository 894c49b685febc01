package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Retention;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.EntryCodec;
import org.triageledger.store.EntryText;
import org.triageledger.store.RetentionStore;
import org.triageledger.store.RetentionStore.Copy;
import org.triageledger.store.RetentionStore.Removed;
import org.triageledger.store.RetentionStore.Row;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.KnownDecisions;

/**
 * Removes the facts of old mail on which nobody's verdict rests ({@code ledger.retention}). In steps of some hundred threads, each in a
 * transaction with its entry in the audit log: ended at any moment, the next run goes on.
 */
@ApplicationScoped
public class RetentionBook {
    /** Copies to a transaction, and so to an entry of the audit log. */
    private static final int BATCH = 5_000;

    private static final int ROUNDS = 10;

    private final RetentionStore store;
    private final SourceStore sources;
    private final Facts facts;
    private final KnownDecisions decisions;
    private final AuditWriter audit;
    private final LedgerConfig config;
    private final Days days;
    private final Clock clock;

    RetentionBook(
            RetentionStore store,
            SourceStore sources,
            Facts facts,
            KnownDecisions decisions,
            AuditWriter audit,
            LedgerConfig config,
            Days days,
            Clock clock) {
        this.store = store;
        this.sources = sources;
        this.facts = facts;
        this.decisions = decisions;
        this.audit = audit;
        this.config = config;
        this.days = days;
        this.clock = clock;
    }

    /**
     * What a run found, or did.
     *
     * @param limit the UTC day before which mail is old; empty where nothing is ever removed
     * @param threads that are old and on which nothing rests
     * @param messages in them
     * @param copies of these messages
     * @param kept old threads that stay, as something rests on them
     */
    public record Outcome(
            @Nullable LocalDate limit, long threads, long messages, long copies, long kept, boolean applied) {}

    /** Whether the settings ask for it. */
    public boolean isOn() {
        return config.retention().isPresent();
    }

    /** What would be removed now; changes nothing. */
    public Outcome look() {
        if (!isOn()) {
            return new Outcome(null, 0, 0, 0, 0, false);
        }
        LocalDate limit = limit(config.retention().orElseThrow());
        Found found = QuarkusTransaction.requiringNew().call(() -> found(limit));
        return new Outcome(
                limit,
                found.threads.size(),
                Retention.messages(found.threads).size(),
                copies(found.threads).size(),
                found.kept,
                false);
    }

    /**
     * Removes what is old.
     *
     * @throws Refusal where the settings do not ask for it
     */
    public Outcome apply() {
        return apply(config.retention()
                .orElseThrow(() -> new Refusal("nothing is ever removed: set ledger.retention to a number of years")));
    }

    /** As {@link #apply()}, of what is older than so many years. */
    synchronized Outcome apply(int years) {
        LocalDate limit = limit(years);
        long[] counts = new long[3];
        long kept = 0;
        // mail that comes meanwhile may be an answer in an old thread: then it is looked again
        for (int round = 0; round < ROUNDS; round++) {
            long last = QuarkusTransaction.requiringNew().call(store::lastSeq);
            Found found = QuarkusTransaction.requiringNew().call(() -> found(limit));
            kept = found.kept;
            if (found.threads.isEmpty() || pass(limit, found.threads, last, counts)) {
                break;
            }
        }
        facts.forgetKept();
        return new Outcome(limit, counts[0], counts[1], counts[2], kept, true);
    }

    /** Removes these threads; gives whether it came to the end, and no mail came meanwhile. */
    private boolean pass(LocalDate limit, List<MessageThread> threads, long last, long[] counts) {
        Map<Copy, List<Row>> rows = QuarkusTransaction.requiringNew().call(() -> store.rows(copies(threads)));
        List<MessageThread> left = new ArrayList<>(threads);
        while (!left.isEmpty()) {
            List<MessageThread> batch = new ArrayList<>();
            Set<Row> chosen = new HashSet<>();
            while (!left.isEmpty() && chosen.size() < BATCH) {
                MessageThread thread = left.removeFirst();
                batch.add(thread);
                copies(List.of(thread)).forEach(copy -> chosen.addAll(rows.getOrDefault(copy, List.of())));
            }
            OptionalLong removed = remove(limit, batch, chosen, last);
            if (removed.isEmpty()) {
                return false;
            }
            counts[0] += batch.size();
            counts[1] += Retention.messages(batch).size();
            counts[2] += removed.getAsLong();
        }
        return true;
    }

    private LocalDate limit(int years) {
        return days.today().minusYears(years);
    }

    private record Found(List<MessageThread> threads, long kept) {}

    private Found found(LocalDate limit) {
        Facts.Known known = facts.on(LocalDate.MAX);
        Set<String> words = words(decisions.now());
        List<MessageThread> removable =
                Retention.removable(known.activity(), known.cases(), known.questions(), words::contains, limit);
        long old = known.activity().reports().stream()
                .filter(report -> report.thread().messages().stream()
                        .allMatch(message -> message.day().isBefore(limit)))
                .count();
        return new Found(removable, old - removable.size());
    }

    /** Every word of every entry, also of those that were reverted: what people spoke of stays. */
    private static Set<String> words(DecisionEffects decided) {
        Set<String> words = new HashSet<>();
        for (LogEntry entry : decided.log()) {
            if (!(entry.entry() instanceof Entry.SignedIn)) {
                EntryText text = EntryCodec.shown(entry.entry());
                words.add(text.subject());
                words.add(text.payload());
                words.addAll(List.of((text.subject() + " " + text.payload()).split("[\\s=,]+")));
            }
        }
        return words;
    }

    private static Set<Copy> copies(List<MessageThread> threads) {
        Set<Copy> copies = new HashSet<>();
        for (Message message : Retention.messages(threads)) {
            message.places()
                    .forEach(place -> copies.add(new Copy(place, message.id().value())));
        }
        return copies;
    }

    private OptionalLong remove(LocalDate limit, List<MessageThread> threads, Set<Row> rows, long last) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return QuarkusTransaction.requiringNew().timeout(3600).call(() -> {
            if (store.lastSeq() > last) {
                return OptionalLong.empty();
            }
            Map<Long, Stretch> bySource = new HashMap<>();
            Map<Copy, Instant> arrivals = arrivals(threads);
            rows.forEach(row -> Optional.ofNullable(arrivals.get(row.copy()))
                    .ifPresent(at -> bySource.merge(row.source(), new Stretch(at, at), RetentionBook::both)));
            bySource.forEach(sources::removed);
            bySource.values().stream().reduce(RetentionBook::both).ifPresent(stretch -> note(limit, stretch));
            long removed = store.remove(rows.stream().map(Row::seq).toList(), now);
            audit.note(new Entry.FactsRemoved(limit, threads.size(), removed));
            return OptionalLong.of(removed);
        });
    }

    private static Map<Copy, Instant> arrivals(List<MessageThread> threads) {
        Map<Copy, Instant> arrivals = new HashMap<>();
        for (Message message : Retention.messages(threads)) {
            message.places()
                    .forEach(place -> arrivals.put(new Copy(place, message.id().value()), message.arrivedAt()));
        }
        return arrivals;
    }

    /** With times that were noted before and of which nothing changed since, so that there are few. */
    private void note(LocalDate limit, Stretch stretch) {
        List<Removed> same = new ArrayList<>();
        Stretch all = stretch;
        LocalDate before = limit;
        for (Removed former : store.times()) {
            if (facts.isAsThen(former)) {
                same.add(former);
                all = both(all, former.stretch());
                before = Comparator.<LocalDate>naturalOrder().compare(before, former.before()) < 0
                        ? former.before()
                        : before;
            }
        }
        store.replace(same, new Removed(facts.fingerprint(before), before, all));
    }

    private static Stretch both(Stretch one, Stretch other) {
        return new Stretch(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to());
    }
}
