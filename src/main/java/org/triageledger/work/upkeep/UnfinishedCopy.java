package org.triageledger.work.upkeep;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.triageledger.store.CopyStateStore;
import org.triageledger.work.Refusal;

/** Keeps the program from a database into which a ledger was copied only in part. */
@ApplicationScoped
class UnfinishedCopy {
    /** Set for the program that the copy itself runs. */
    static final String ALLOWED = "store.unfinished";

    private final CopyStateStore state;
    private final boolean allowed;

    UnfinishedCopy(CopyStateStore state, @ConfigProperty(name = ALLOWED) Optional<Boolean> allowed) {
        this.state = state;
        this.allowed = allowed.orElse(false);
    }

    /** @throws Refusal where it is one; before anything writes */
    void check(@Observes @Priority(1) StartupEvent start) {
        if (!allowed && state.isUnfinished()) {
            throw new Refusal(
                    "a ledger was copied into this database only in part: run `ledger database copy` on the ledger that"
                            + " it comes from once more, or make the database anew");
        }
    }
}
