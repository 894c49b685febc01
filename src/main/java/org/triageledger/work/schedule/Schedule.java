package org.triageledger.work.schedule;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.triageledger.store.DatabaseTrouble;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.GhsaPolling;
import org.triageledger.work.cases.CaseMail;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.draft.DraftBook;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.people.SignInLimits;
import org.triageledger.work.people.SignIns;
import org.triageledger.work.post.Alarms;
import org.triageledger.work.post.Outbox;
import org.triageledger.work.release.ReleaseCycleFeed;
import org.triageledger.work.release.ReleaseFeed;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.roster.NominationBook;
import org.triageledger.work.upkeep.ClockDifference;
import org.triageledger.work.upkeep.RetentionBook;
import org.triageledger.work.webhook.Webhooks;

/** What the service does by itself, now and then. Commands other than {@code serve} do none of it. */
@ApplicationScoped
class Schedule {
    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final Alarms alarms;
    private final Outbox outbox;
    private final ReminderDesk reminders;
    private final ReleaseCycleFeed releaseCycle;
    private final ReleaseFeed releases;
    private final CaseMail cases;
    private final GhsaPolling ghsa;
    private final NominationBook nominations;
    private final Quarantine quarantine;
    private final AuditLog audit;
    private final SignIns signIns;
    private final DraftBook drafts;
    private final SignInLimits limits;
    private final Webhooks webhooks;
    private final ClockDifference clocks;
    private final RetentionBook retention;

    Schedule(
            Alarms alarms,
            Outbox outbox,
            ReminderDesk reminders,
            ReleaseCycleFeed releaseCycle,
            ReleaseFeed releases,
            CaseMail cases,
            GhsaPolling ghsa,
            NominationBook nominations,
            Quarantine quarantine,
            AuditLog audit,
            SignIns signIns,
            DraftBook drafts,
            SignInLimits limits,
            Webhooks webhooks,
            ClockDifference clocks,
            RetentionBook retention) {
        this.alarms = alarms;
        this.outbox = outbox;
        this.reminders = reminders;
        this.releaseCycle = releaseCycle;
        this.releases = releases;
        this.cases = cases;
        this.ghsa = ghsa;
        this.nominations = nominations;
        this.quarantine = quarantine;
        this.audit = audit;
        this.signIns = signIns;
        this.drafts = drafts;
        this.limits = limits;
        this.webhooks = webhooks;
        this.clocks = clocks;
        this.retention = retention;
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void minute() {
        run("minute", () -> {
            alarms.check();
            releaseCycle.refresh();
            releases.refresh();
            nominations.propose();
            if (reminders.isOn()) {
                reminders.note(outbox);
            }
            signIns.write();
            outbox.send();
        });
    }

    /** By itself: whatever the other work is, wrong times are told of. */
    @Scheduled(every = "60s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void clock() {
        attempt("look at the clock", clocks::watch);
    }

    /** A leak is told of soon; nothing else here is a matter of minutes. */
    @Scheduled(every = "10m", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void cases() {
        run("look at cases", () -> {
            if (cases.isOn()) {
                cases.note(outbox);
            }
        });
    }

    /** By itself: GitHub may take its time, and mail of our own does not wait for it. */
    @Scheduled(every = "60s", delayed = "25s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void github() {
        run("polling of GitHub", ghsa::refresh);
    }

    /** By itself: receivers may take their time. */
    @Scheduled(every = "60s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void webhooks() {
        run("webhooks", () -> {
            if (webhooks.isOn()) {
                webhooks.note();
                webhooks.send();
            }
        });
    }

    /** Mail in quarantine grows old also where no other joins it. */
    @Scheduled(every = "24h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void day() {
        run("day", quarantine::trim);
        run("forgetting of wrong passwords", limits::trim);
        run("removal of old facts", () -> {
            if (retention.isOn()) {
                retention.apply();
            }
        });
    }

    /** By itself, so that trouble with the quarantine does not keep drafts longer than they may be. */
    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void drafts() {
        run("deletion of drafts", drafts::deletePublished);
    }

    /** Soon after the start, and daily. */
    @Scheduled(every = "24h", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void audit() {
        run("audit log", () -> {
            audit.watch();
            audit.noteMonthly();
        });
    }

    /** Nothing is done by a clock that is wrong; that it is, {@link #clock} says once. */
    private void run(String when, Runnable work) {
        attempt(when, () -> {
            if (!clocks.look().tooMuch()) {
                work.run();
            }
        });
    }

    private void attempt(String when, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // what failed is tried again the next time; a stack trace could hold what must not be logged
            LOG.errorf("the %s's work failed: %s", when, why(e));
        }
    }

    /** Why something failed, without anything that must not be logged. */
    static String why(RuntimeException failure) {
        return failure instanceof Refusal
                ? String.valueOf(failure.getMessage())
                : DatabaseTrouble.of(failure)
                        .map(DatabaseTrouble::line)
                        .orElse(failure.getClass().getSimpleName());
    }
}
