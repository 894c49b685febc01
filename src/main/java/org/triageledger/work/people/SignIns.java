package org.triageledger.work.people;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.record.Entry;
import org.triageledger.work.SessionPrincipal;
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
    private final Clock clock;

    private final Set<String> seen = new HashSet<>();
    private final Set<String> toNote = new HashSet<>();
    private LocalDate day = LocalDate.MIN;
    private long failed;
    private @Nullable Instant failedSince;

    SignIns(AuditWriter audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Comes with every request of somebody who is signed in. */
    void succeeded(@Observes AuthenticationSuccessEvent event) {
        if (event.getSecurityIdentity().getRoles().isEmpty()) {
            return; // known to a provider, but nobody's account yet; or a token for something else
        }
        succeeded(SessionPrincipal.accountOf(event.getSecurityIdentity().getPrincipal()));
    }

    public synchronized void succeeded(String account) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            seen.clear();
        }
        if (seen.size() < MOST_ACCOUNTS && seen.add(account)) {
            toNote.add(account);
        }
    }

    void failed(@Observes AuthenticationFailureEvent event) {
        failed();
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
            toNote.stream().sorted().forEach(account -> audit.note(new Entry.SignedIn(account)));
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
