package org.triageledger.work;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What the service does by itself, now and then. Commands other than {@code serve} do none of it. */
@ApplicationScoped
class Schedule {
    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final Alarms alarms;
    private final Outbox outbox;
    private final ReminderDesk reminders;
    private final ReleaseCycleFeed releaseCycle;
    private final NominationBook nominations;

    Schedule(
            Alarms alarms,
            Outbox outbox,
            ReminderDesk reminders,
            ReleaseCycleFeed releaseCycle,
            NominationBook nominations) {
        this.alarms = alarms;
        this.outbox = outbox;
        this.reminders = reminders;
        this.releaseCycle = releaseCycle;
        this.nominations = nominations;
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void minute() {
        try {
            alarms.check();
            releaseCycle.refresh();
            nominations.propose();
            if (reminders.isOn()) {
                reminders.note(outbox);
            }
            outbox.send();
        } catch (RuntimeException e) {
            // what failed is tried again in a minute; a stack trace could hold what must not be logged
            LOG.errorf(
                    "the minute's work failed: %s",
                    e instanceof Refusal ? e.getMessage() : e.getClass().getSimpleName());
        }
    }
}
