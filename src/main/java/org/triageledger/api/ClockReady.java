package org.triageledger.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.triageledger.work.upkeep.ClockDifference;

/** Ready while the clock of this node goes as that of the database. */
@Readiness
@ApplicationScoped
class ClockReady implements HealthCheck {
    private final ClockDifference clocks;

    ClockReady(ClockDifference clocks) {
        this.clocks = clocks;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("clock");
        try {
            ClockDifference.Found found = clocks.look();
            response.status(!found.tooMuch())
                    .withData("secondsOff", found.difference().toSeconds());
            found.problem().ifPresent(problem -> response.withData("problem", problem));
        } catch (RuntimeException e) {
            // another check says that the database is away
            response.down();
        }
        return response.build();
    }
}
