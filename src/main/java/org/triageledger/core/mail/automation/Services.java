package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.field.ListAddress;

/** Mail of services: what happened in a tracker, a build, a list's administration. A person may have caused it; none wrote it. */
final class Services {
    private static final List<String> FIELDS = List.of(
            "X-GitHub-Reason",
            "X-GitHub-Sender",
            "X-GitHub-Notify-Platform",
            "X-GitLab-Project",
            "X-GitLab-Pipeline-Id",
            "X-GitLab-NotificationReason",
            "X-Gitea-Reason",
            "X-Gitea-Repository",
            "X-Forgejo-Reason",
            "X-Bugzilla-Type",
            "X-Bugzilla-Reason",
            "X-JIRA-FingerPrint",
            "X-Jenkins-Job",
            "X-Jenkins-Result",
            "X-Trac-Project",
            "X-Trac-Ticket-ID",
            "X-Roundup-Name",
            "X-Roundup-Loop",
            "X-Redmine-Project",
            "X-Redmine-Host",
            "X-Mantis-Project",
            "X-Launchpad-Notification-Type",
            "X-Launchpad-Message-Rationale",
            "X-Phabricator-Sent-This-Message",
            "X-Gerrit-MessageType",
            "X-Sentry-Project",
            "X-Zendesk-From-Account-ID",
            "X-PagerDuty-Incident",
            "X-Discourse-Post-Id",
            "X-Debbugs-Loop",
            "X-RT-Loop-Prevention",
            "X-Patchwork-Notification",
            "X-List-Administrivia",
            "X-Google-Alerts",
            "X-Cron-Env",
            "X-Mailman-Approval",
            "X-HackerOne-Type");

    private static final List<String> NOTHING = List.of("", "no", "false");

    /** What a list server asks and tells its owners; weak alone, and looked at only where the owner's desk is the sender. */
    private static final Pattern ADMINISTRATION = Pattern.compile(
            "requires? approval|awaits? (?:moderator )?approval|moderator request|subscription (?:notification|request|to)|unsubscribe|bounce action|uncaught bounce"
                    + "|welcome to the|confirm|pending moderat|held (?:message|for)|list administr|loop alert|password reminder|(?:are|is) not (?:a )?member|not allowed to post",
            Pattern.CASE_INSENSITIVE);

    private Services() {}

    static Optional<Automations> find(Headers headers, List<Mailbox> from, String subject) {
        for (String name : FIELDS) {
            if (headers.first(name)
                    .map(value -> !NOTHING.contains(value.strip().toLowerCase(Locale.ROOT)))
                    .orElse(false)) {
                return notification(name);
            }
        }
        if (from.size() != 1) {
            return Optional.empty();
        }
        Address address = from.getFirst().address();
        if (Senders.isNoReply(address)) {
            return notification("sender takes no replies");
        }
        if (Senders.isRobot(from.getFirst())) {
            return notification(Message.NAMED_ROBOT);
        }
        if (Senders.isListServer(address)) {
            return notification("sender is a list server");
        }
        return ListAddress.desk(address).isPresent()
                        && ADMINISTRATION.matcher(subject).find()
                ? notification("list administration")
                : Optional.empty();
    }

    private static Optional<Automations> notification(String why) {
        return Optional.of(new Automations(Automation.NOTIFICATION, why));
    }
}
