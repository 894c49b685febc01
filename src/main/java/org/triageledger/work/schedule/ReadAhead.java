package org.triageledger.work.schedule;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.jboss.logging.Logger;
import org.triageledger.work.facts.Facts;

/** Reads the mail when the service starts, so that whoever opens the first page does not wait for it. */
@ApplicationScoped
public class ReadAhead {
    private static final Logger LOG = Logger.getLogger(ReadAhead.class);

    private static final int SECONDS = 3600;

    private final Facts facts;

    ReadAhead(Facts facts) {
        this.facts = facts;
    }

    /** Comes back at once. Where the mail cannot be read, the log says why, and the first question tries again. */
    public Thread start() {
        return Thread.ofPlatform().name("read ahead").daemon().start(this::read);
    }

    private void read() {
        try {
            QuarkusTransaction.requiringNew().timeout(SECONDS).run(() -> facts.on(LocalDate.MAX));
        } catch (OutOfMemoryError e) {
            LOG.error("the mail could not be read ahead: the memory of the program does not suffice");
        } catch (RuntimeException e) {
            // a stack trace could hold what must not be logged
            LOG.errorf("the mail could not be read ahead: %s", Schedule.why(e));
        }
    }
}
