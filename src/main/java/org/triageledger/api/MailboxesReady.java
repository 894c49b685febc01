package org.triageledger.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.triageledger.work.Answers;
import org.triageledger.work.SourceState;
import org.triageledger.work.Views;

/** Ready while every configured mailbox has been looked at lately. */
@Readiness
@ApplicationScoped
class MailboxesReady implements HealthCheck {
    private final Answers answers;

    MailboxesReady(Answers answers) {
        this.answers = answers;
    }

    @Override
    public HealthCheckResponse call() {
        List<Views.MailboxState> mailboxes = answers.mailboxes();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("mailboxes")
                // One that is configured and not known yet was not looked at either.
                .status(mailboxes.size() == answers.mailboxNames().size()
                        && mailboxes.stream()
                                .noneMatch(line -> line.lastGoodLook() == null || SourceState.BLIND.is(line.state())));
        mailboxes.forEach(line -> response.withData(line.name(), line.state()));
        return response.build();
    }
}
