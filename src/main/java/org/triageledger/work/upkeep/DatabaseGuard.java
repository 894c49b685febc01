package org.triageledger.work.upkeep;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.triageledger.store.CopyStateStore;
import org.triageledger.store.DatabaseClock;
import org.triageledger.store.TableVersion;
import org.triageledger.work.ClockSkew;
import org.triageledger.work.Refusal;

/**
 * Keeps the program from a database that is not for it: into which a ledger was copied only in part, whose tables belong to a newer version, or
 * whose clock is another.
 */
@ApplicationScoped
class DatabaseGuard {
    /** Set for the program that the copy itself runs. */
    static final String ALLOWED = "store.unfinished";

    private final CopyStateStore state;
    private final TableVersion version;
    private final DatabaseClock time;
    private final Clock clock;
    private final boolean allowed;

    DatabaseGuard(
            CopyStateStore state,
            TableVersion version,
            DatabaseClock time,
            Clock clock,
            @ConfigProperty(name = ALLOWED) Optional<Boolean> allowed) {
        this.state = state;
        this.version = version;
        this.time = time;
        this.clock = clock;
        this.allowed = allowed.orElse(false);
    }

    /** @throws Refusal where it is one; before anything writes */
    void check(@Observes @Priority(1) StartupEvent start) {
        if (version.isTooOld()) {
            throw new Refusal(
                    "the tables of the database were changed by a newer version of the program, and this one cannot use"
                            + " them any more: start the newer version");
        }
        ClockSkew.problem(time.ahead(clock.instant())).ifPresent(problem -> {
            throw new Refusal(problem);
        });
        if (!allowed && state.isUnfinished()) {
            throw new Refusal(
                    "a ledger was copied into this database only in part: run `ledger database copy` on the ledger that"
                            + " it comes from once more, or make the database anew");
        }
    }
}
