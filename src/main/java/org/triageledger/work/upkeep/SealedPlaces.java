package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.feeds.GhsaFacts;
import org.triageledger.store.SealedStore;
import org.triageledger.store.SealedStore.Place;
import org.triageledger.store.SealedStore.Row;
import org.triageledger.vault.Vault;
import org.triageledger.work.config.Keys;
import org.triageledger.work.draft.DraftBook;
import org.triageledger.work.facts.AnnouncementSeal;
import org.triageledger.work.facts.GhsaBook;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.record.Resealed;
import org.triageledger.work.record.SealedIds;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.LeaveBook;

/** Goes through everything that is sealed, and knows for what each opens. */
@ApplicationScoped
class SealedPlaces {
    private final SealedStore store;
    private final KnownDecisions decisions;
    private final Keys keys;

    SealedPlaces(SealedStore store, KnownDecisions decisions, Keys keys) {
        this.store = store;
        this.decisions = decisions;
        this.keys = keys;
    }

    /**
     * One sealed text, opened.
     *
     * @param opened empty where no key of the file opens it
     * @param again under what it is to be sealed again
     */
    record Found(Place place, Row row, Optional<byte[]> opened, String again) {}

    long count(Place place) {
        return QuarkusTransaction.requiringNew().call(() -> store.count(place));
    }

    /** Gives all of a place, some in each transaction, which is still open when they are given. */
    void each(Place place, Consumer<Found> found) {
        Map<String, String> about =
                place == Place.TEXT ? QuarkusTransaction.requiringNew().call(this::abouts) : Map.of();
        Optional<Object> last = Optional.empty();
        while (true) {
            Optional<Object> from = last;
            List<Row> page = QuarkusTransaction.requiringNew().call(() -> {
                List<Row> rows = store.after(place, from);
                Vault vault = keys.vault();
                rows.forEach(row -> found.accept(open(place, row, about, vault)));
                return rows;
            });
            if (page.isEmpty()) {
                return;
            }
            last = Optional.of(page.getLast().key());
        }
    }

    boolean replace(Found found, Vault vault) {
        return found.opened()
                .filter(bytes -> store.replace(found.place(), found.row(), vault.seal(bytes, found.again())))
                .isPresent();
    }

    /** Seals another content in the place of what was found. */
    boolean replace(Found found, byte[] content, Vault vault) {
        return store.replace(found.place(), found.row(), vault.seal(content, found.again()));
    }

    private static Found open(Place place, Row row, Map<String, String> abouts, Vault vault) {
        return switch (place) {
            case SUBJECT -> plain(place, row, row.about(), vault);
            case IDS -> plain(place, row, SealedIds.context(row.about()), vault);
            case ANNOUNCEMENT -> plain(place, row, AnnouncementSeal.context(row.about()), vault);
            case QUARANTINED -> plain(place, row, Quarantine.context(Long.parseLong(row.about())), vault);
            case TEXT -> named(place, row, Optional.ofNullable(abouts.get(row.about())), vault);
            case DRAFT -> named(place, row, Optional.of(DraftBook.context(String.valueOf(row.key()))), vault);
            case FACT -> plain(place, row, row.about(), vault);
            case SUMMARY ->
                row.beside()
                        .flatMap(bytes -> vault.openBytes(bytes, row.about()))
                        .map(bytes -> GhsaFacts.look(new String(bytes, StandardCharsets.UTF_8), Instant.EPOCH)
                                .id()
                                .value())
                        .map(id -> plain(place, row, GhsaBook.summaryContext(id), vault))
                        .orElseGet(() -> new Found(place, row, Optional.empty(), ""));
        };
    }

    private static Found plain(Place place, Row row, String context, Vault vault) {
        return new Found(place, row, vault.openBytes(row.sealed(), context), context);
    }

    private static Found named(Place place, Row row, Optional<String> about, Vault vault) {
        return new Found(
                place,
                row,
                about.flatMap(text -> vault.openBytes(row.sealed(), Resealed.context(row.about(), row.sealed(), text))),
                about.map(text -> Resealed.again(row.about(), text)).orElse(""));
    }

    /** What each text belongs to that the audit log names, also where its entry was reverted since. */
    private Map<String, String> abouts() {
        Map<String, String> abouts = new HashMap<>();
        for (LogEntry entry : decisions.now().log()) {
            note(entry.entry() instanceof Entry.Proposed(Entry.Act act) ? act : entry.entry(), abouts);
        }
        return abouts;
    }

    private static void note(Entry entry, Map<String, String> abouts) {
        if (entry instanceof Entry.WorkClaimed claimed) {
            abouts.put(claimed.sealed(), ClaimBook.about(claimed.claim()));
        } else if (entry instanceof Entry.CreditDisputed disputed) {
            abouts.put(disputed.sealed(), ClaimBook.about(disputed.claim()));
        } else if (entry instanceof Entry.LeaveNoted noted) {
            noted.sealed().ifPresent(name -> abouts.put(name, LeaveBook.about(noted.member())));
        } else if (entry instanceof Entry.LeaveChanged changed) {
            changed.sealed().ifPresent(name -> abouts.put(name, LeaveBook.about(changed.member())));
        }
    }
}
