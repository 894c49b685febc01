package org.triageledger.work.people;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.record.Entry;
import org.triageledger.work.config.KeptAddress;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.record.AuditWriter;

/**
 * Notes who signed in and how many sign-ins failed, without letting anybody fill the audit log: at most one entry for each account
 * and UTC day, and one an hour for those that failed, as a number. They are counted in memory and written by the minute's work.
 */
@ApplicationScoped
public class SignIns {
    private static final Duration FAILURES_EVERY = Duration.ofHours(1);
    private static final int MOST_ACCOUNTS = 10_000;

    private final AuditWriter audit;
    private final LedgerConfig config;
    private final Clock clock;

    private final Set<String> seen = new HashSet<>();
    /** From where, if that is known, by account. */
    private final Map<String, String> toNote = new TreeMap<>();

    private final Map<String, String> origins = new HashMap<>();
    private LocalDate day = LocalDate.MIN;
    private long failed;
    private @Nullable Instant failedSince;

    SignIns(AuditWriter audit, LedgerConfig config, Clock clock) {
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Comes with every request of somebody who is signed in, however they are.
     *
     * @param address of the client, where it is known
     */
    public synchronized void succeeded(String account, Optional<String> address) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            seen.clear();
            origins.keySet().retainAll(Set.of(account));
        }
        if (seen.size() < MOST_ACCOUNTS && seen.add(account)) {
            toNote.put(account, origins.getOrDefault(account, kept(address).orElse("")));
        }
    }

    /**
     * A password was right, or a provider knew somebody: the entry that is written for that says from where.
     *
     * @param address of the client, where it is known
     */
    public synchronized void came(String account, Optional<String> address) {
        if (origins.size() < MOST_ACCOUNTS) {
            kept(address).ifPresent(from -> origins.put(account, from));
        }
    }

    /** As much of an address as the settings keep. */
    private Optional<String> kept(Optional<String> address) {
        return address.flatMap(text -> KeptAddress.of(text, config.audit().addresses()));
    }

    public synchronized void failed() {
        if (failed++ == 0) {
            failedSince = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** Writes what was counted, as far as it is due. */
    public void write() {
        write(false);
    }

    public void stop(@Observes ShutdownEvent event) {
        try {
            write(true);
        } catch (RuntimeException e) {
            // the database is gone before us: a count is lost, nothing else
        }
    }

    private synchronized void write(boolean all) {
        Instant since = failedSince;
        boolean due = since != null && (all || !since.plus(FAILURES_EVERY).isAfter(clock.instant()));
        if (toNote.isEmpty() && !due) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            toNote.forEach((account, from) -> audit.noteOf(new Entry.SignedIn(account), account, from));
            if (due && since != null) {
                audit.note(new Entry.SignInsFailed(failed, since));
            }
        });
        toNote.clear();
        if (due) {
            failed = 0;
            failedSince = null;
        }
    }
}
