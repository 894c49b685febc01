package org.triageledger.core.eligibility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Report.Status;
import org.triageledger.core.advisory.cases.Case;

/**
 * Credits of one case are credits for one report. What announcement, record and advisory tell of is work on the report that came by mail,
 * and not on reports of their own.
 */
public final class CaseWork {
    private static final Comparator<Credit> ORDER = Comparator.comparing(Credit::member)
            .thenComparing(Credit::report)
            .thenComparing(Credit::kind)
            .thenComparing(Credit::source)
            .thenComparing(Credit::rule)
            .thenComparing(Credit::first)
            .thenComparing(credit -> credit.evidence().getFirst().id());

    /** What says most of a case goes first. */
    private static final List<Status> BY_WEIGHT =
            List.of(Status.VULNERABILITY, Status.UNREVIEWED, Status.DUPLICATE, Status.NOT_A_VULNERABILITY);

    private CaseWork() {}

    /** The activity with one report for each case. What a person said of a report goes before what records say. */
    public static Activity with(Activity activity, Collection<Case> cases) {
        Map<String, String> reports = new HashMap<>();
        Map<String, Status> published = new HashMap<>(activity.published());
        for (Case known : cases) {
            List<String> names = names(known);
            if (names.isEmpty()) {
                continue;
            }
            String report = report(known);
            names.forEach(name -> reports.put(name, report));
            names.stream()
                    .flatMap(name -> Optional.ofNullable(activity.published().get(name)).stream())
                    .filter(BY_WEIGHT::contains)
                    .min(Comparator.comparing(BY_WEIGHT::indexOf))
                    .ifPresent(status -> published.put(report, status));
        }
        if (reports.isEmpty()) {
            return activity;
        }
        List<Credit> credits = new ArrayList<>(
                activity.credits().stream().map(credit -> with(credit, reports)).toList());
        credits.sort(ORDER);
        List<Pending> pending = new ArrayList<>(activity.pending().stream()
                .map(eachPending -> new Pending(
                        with(eachPending.credit(), reports),
                        eachPending.doubt(),
                        eachPending.proven(),
                        eachPending.why()))
                .toList());
        pending.sort(Comparator.comparing(Pending::credit, ORDER)
                .thenComparing(Pending::doubt)
                .thenComparing(Pending::why));
        return new Activity(
                activity.reports(), List.copyOf(credits), List.copyOf(pending), activity.unnamed(), published);
    }

    private static Credit with(Credit credit, Map<String, String> reports) {
        return switch (credit.source()) {
            case MAIL, CLAIM -> credit;
            case ANNOUNCEMENT, CVE, GHSA ->
                new Credit(
                        credit.member(),
                        credit.kind(),
                        reports.getOrDefault(credit.report(), credit.report()),
                        credit.evidence(),
                        credit.rule());
        };
    }

    /** Those under which credits go that are none of mail. */
    private static List<String> names(Case one) {
        if (one.isOfMailAlone()) {
            return List.of();
        }
        return Stream.of(
                        one.cves().stream().map(id -> id.value()),
                        one.advisories().stream().map(advisory -> advisory.id().value()),
                        one.announcements().stream()
                                .map(announcement ->
                                        announcement.mail().message().key()))
                .flatMap(names -> names)
                .toList();
    }

    /** A report that somebody found to be something else than a vulnerability is none on which a published record was made. */
    private static String report(Case one) {
        return one.reports().stream()
                .filter(report -> report.status() == Status.VULNERABILITY || report.status() == Status.UNREVIEWED)
                .findFirst()
                .map(Report::id)
                .or(() -> names(one).stream().findFirst())
                .orElseGet(one::id);
    }
}
