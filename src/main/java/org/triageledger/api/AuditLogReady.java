package org.triageledger.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.triageledger.work.decision.AuditLog;

/** Ready while the audit log is as it was written. */
@Readiness
@ApplicationScoped
class AuditLogReady implements HealthCheck {
    private final AuditLog audit;

    AuditLogReady(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public HealthCheckResponse call() {
        AuditLog.State state = audit.state();
        return HealthCheckResponse.named("audit log")
                .status(state.damage().isEmpty())
                .withData("entries", state.head().count())
                .build();
    }
}
