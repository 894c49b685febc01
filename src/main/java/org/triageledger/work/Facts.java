package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Messages;
import org.triageledger.core.mail.Sighting;
import org.triageledger.core.mail.Threads;
import org.triageledger.core.member.Roster;
import org.triageledger.store.RosterStore;
import org.triageledger.store.RulingStore;
import org.triageledger.store.SightingStore;
import org.triageledger.store.SourceStore;

/**
 * What the ledger knows, in memory, and what follows from it.
 *
 * <p>Everything derived is computed from the facts when it is asked for, and kept only as long as the facts stay the same.
 */
@ApplicationScoped
public class Facts {
    private static final int KEPT_DAYS = 16;

    private final SightingStore sightingStore;
    private final SourceStore sourceStore;
    private final RosterStore rosterStore;
    private final RulingStore rulingStore;
    private final CreditRules rules;

    private final List<Sighting> sightings = new ArrayList<>();
    private long lastSeq;
    private List<Message> messages = List.of();
    private Roster roster = Roster.EMPTY;
    private List<Ruling> rulings = List.of();

    private final Map<LocalDate, Activity> byDay = new LinkedHashMap<>(KEPT_DAYS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, Activity> eldest) {
            return size() > KEPT_DAYS;
        }
    };

    Facts(
            SightingStore sightingStore,
            SourceStore sourceStore,
            RosterStore rosterStore,
            RulingStore rulingStore,
            LedgerConfig config) {
        this.sightingStore = sightingStore;
        this.sourceStore = sourceStore;
        this.rosterStore = rosterStore;
        this.rulingStore = rulingStore;
        this.rules = new CreditRules(config.leastSubstance());
    }

    /**
     * All that is known at the moment of asking, consistent in itself.
     *
     * @param messages in order of arrival
     * @param activity of the day asked for: later mail does not exist for it
     */
    public record Known(List<Message> messages, Roster roster, Coverage coverage, Activity activity) {}

    /** What was known at the end of a UTC day, so far as mail goes; roster and rulings are those of today. */
    @Transactional
    public synchronized Known on(LocalDate asOf) {
        refresh();
        Activity activity = byDay.computeIfAbsent(asOf, this::derive);
        return new Known(messages, roster, new Coverage(sourceStore.covered()), activity);
    }

    private Activity derive(LocalDate asOf) {
        List<Message> seen = messages.stream()
                .filter(message -> !message.day().isAfter(asOf))
                .toList();
        return Activities.of(Reports.of(Threads.of(seen), roster, rulings), roster, rules);
    }

    private void refresh() {
        SightingStore.Loaded loaded = sightingStore.after(lastSeq);
        boolean late =
                sightingStore.count() != sightings.size() + loaded.sightings().size();
        if (late) {
            // A transaction that began earlier ended later: its rows stand before ones already read.
            sightings.clear();
            loaded = sightingStore.after(0);
        }
        lastSeq = loaded.lastSeq();
        boolean changed = late || !loaded.sightings().isEmpty();
        if (changed) {
            sightings.addAll(loaded.sightings());
            messages = Messages.merge(sightings);
        }
        Roster nowRoster = new Roster(rosterStore.people(), rosterStore.branches());
        List<Ruling> nowRulings = rulingStore.all();
        if (changed || !nowRoster.equals(roster) || !nowRulings.equals(rulings)) {
            roster = nowRoster;
            rulings = nowRulings;
            byDay.clear();
        }
    }
}
