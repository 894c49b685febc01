package org.triageledger.core.activity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known about work: the reports, the credits, and what waits for a person.
 *
 * @param unnamed messages in reports whose author nobody can name, so that they wait for no member
 * @param published what CVE records and advisories turned out to be, by their ids and by that of the report to which they belong
 */
public record Activity(
        List<Report> reports,
        List<Credit> credits,
        List<Pending> pending,
        List<UnnamedAuthor> unnamed,
        Map<String, Report.Status> published) {
    public Activity {
        published = Map.copyOf(published);
    }

    public Activity(List<Report> reports, List<Credit> credits, List<Pending> pending, List<UnnamedAuthor> unnamed) {
        this(reports, credits, pending, unnamed, Map.of());
    }

    public Activity(List<Report> reports, List<Credit> credits, List<Pending> pending) {
        this(reports, credits, pending, List.of());
    }

    /**
     * As much of it as verdicts need: of a report that is known what it is, no matter by what, and of an unknown author nothing. A policy
     * that counts the lines of messages needs the threads.
     */
    public Activity withoutThreads() {
        Map<String, Report.Status> statuses = new HashMap<>(published);
        for (Report report : reports) {
            statuses.put(
                    report.id(),
                    report.status() == Report.Status.UNREVIEWED
                            ? published.getOrDefault(report.id(), report.status())
                            : report.status());
        }
        return new Activity(List.of(), credits, pending, List.of(), statuses);
    }
}
