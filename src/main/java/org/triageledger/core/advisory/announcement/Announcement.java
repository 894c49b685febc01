package org.triageledger.core.advisory.announcement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.Severity;

/**
 * One advisory with the mail that announced it, and the mails that belong to it.
 *
 * @param ids the id that leads first, after it the related ones; empty where the mail names none
 * @param mail the mail that announced it; where only updates of it were seen, the first of those
 * @param announced when it was public; empty where the mail that announced it was not seen
 * @param member the author, where they were a member on that day; empty too where it is not certain who wrote it
 * @param links of the mails that belong to it, with the mail's place in the list's archive
 * @param updates the mails that correct, update or repeat it, in order
 */
public record Announcement(
        List<CveId> ids,
        AnnouncementMail mail,
        Optional<Instant> announced,
        Optional<String> member,
        String title,
        Optional<Severity> severity,
        Optional<String> project,
        List<Link> links,
        List<AnnouncementMail> updates,
        List<Finding> findings) {
    public Announcement {
        ids = List.copyOf(ids);
        links = List.copyOf(links);
        updates = List.copyOf(updates);
        findings = List.copyOf(findings);
    }

    public Optional<CveId> id() {
        return ids.stream().findFirst();
    }
}
