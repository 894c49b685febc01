package org.triageledger.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.triageledger.work.queries.LedgerGauges;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceState;
import org.triageledger.work.queries.SourceViews;

/** Ready while every configured mailbox has been looked at lately. */
@Readiness
@ApplicationScoped
class MailboxesReady implements HealthCheck {
    private final SourceAnswers sources;
    private final LedgerGauges gauges;

    MailboxesReady(SourceAnswers sources, LedgerGauges gauges) {
        this.sources = sources;
        this.gauges = gauges;
    }

    @Override
    public HealthCheckResponse call() {
        List<SourceViews.MailboxState> mailboxes = sources.mailboxes();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("mailboxes")
                // One that is configured and not known yet was not looked at either.
                .status(mailboxes.size() == gauges.mailboxNames().size()
                        && mailboxes.stream()
                                .noneMatch(line -> line.lastGoodLook() == null || SourceState.BLIND.is(line.state())));
        if (gauges.mailboxNames().isEmpty()) {
            response.withData("mailboxes", "no mailbox configured");
        }
        mailboxes.forEach(line -> response.withData(line.name(), line.state()));
        return response.build();
    }
}
