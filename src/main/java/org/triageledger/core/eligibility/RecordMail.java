package org.triageledger.core.eligibility;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.record.RecordCredits;

/** What a published CVE record and the team's mail say of each other. */
public final class RecordMail {
    public static final String COORDINATOR_WITHOUT_MAIL = "coordinator-without-mail";

    private RecordMail() {}

    /**
     * A member whom the record names as coordinator, and who wrote nothing in any report that names the id. Where no report names it,
     * nothing can be said: it may have been handled elsewhere.
     */
    public static List<Finding> of(CveId record, RecordCredits credits, Activity activity) {
        Set<String> reports = activity.reports().stream()
                .filter(report -> names(report, record))
                .map(Report::id)
                .collect(Collectors.toSet());
        if (reports.isEmpty()) {
            return List.of();
        }
        Set<String> wrote = Stream.concat(
                        activity.credits().stream(), activity.pending().stream().map(pending -> pending.credit()))
                .filter(credit -> reports.contains(credit.report()))
                .map(Credit::member)
                .collect(Collectors.toSet());
        activity.reports().stream()
                .filter(report -> reports.contains(report.id()))
                .flatMap(report -> report.begunBy().stream())
                .forEach(wrote::add);
        return credits.credits().stream()
                .filter(credit -> credit.record().equals(record) && credit.type() == CreditType.COORDINATOR)
                .filter(credit -> !wrote.contains(credit.member()))
                .map(credit -> new Finding(
                        COORDINATOR_WITHOUT_MAIL,
                        "The record names " + credit.member()
                                + " as coordinator, and no mail by them is in the reports that name its id.",
                        "Ask whether they worked elsewhere, or whether their mail is missing or waits in the queue."))
                .toList();
    }

    private static boolean names(Report report, CveId record) {
        return report.thread().messages().stream()
                .anyMatch(message ->
                        message.advisories().stream().anyMatch(id -> id.value().equals(record.value())));
    }
}
