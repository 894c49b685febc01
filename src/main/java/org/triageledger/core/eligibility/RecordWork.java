package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Pending.Doubt;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordCredit;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.mail.Trust;

/** The work that CVE records tell of, beside that of which mail does. */
public final class RecordWork {
    /** The name of the rule in every credit given here. */
    public static final String RULE = "named-in-cve-record";

    private static final Comparator<Credit> ORDER =
            Comparator.comparing(Credit::member).thenComparing(Credit::report).thenComparing(Credit::kind);

    private RecordWork() {}

    /**
     * The activity with the credits of records, each for the record as its report and on the day it was published; names that wait for an
     * answer are pending.
     *
     * @param asOf records published after this UTC day do not exist yet
     */
    public static Activity with(
            Activity activity, RecordCredits named, Collection<RecordHistory> records, LocalDate asOf) {
        if (records.isEmpty()) {
            return activity;
        }
        List<Credit> credits = new ArrayList<>(activity.credits());
        named.credits().stream().map(RecordWork::credit).forEach(credits::add);
        credits.sort(ORDER);
        List<Pending> pending = new ArrayList<>(activity.pending());
        named.waiting()
                .forEach(waiting -> pending.add(new Pending(
                        credit(waiting.credit()),
                        Doubt.AMBIGUOUS,
                        waiting.question().isClear(),
                        "A CVE record names somebody who may be them: "
                                + waiting.question().reason().sentence())));
        pending.sort(Comparator.comparing(Pending::credit, ORDER)
                .thenComparing(Pending::doubt)
                .thenComparing(Pending::why));
        Map<String, Report.Status> published = new HashMap<>(activity.published());
        records.forEach(history -> status(history, asOf)
                .ifPresent(status -> published.put(history.id().value(), status)));
        return new Activity(
                activity.reports(), List.copyOf(credits), List.copyOf(pending), activity.unnamed(), published);
    }

    /** A published record says that it is a vulnerability; a disputed one leaves that open, and a rejected one denies it. */
    private static Optional<Report.Status> status(RecordHistory history, LocalDate asOf) {
        Optional<CveRecord> said = history.on(asOf).map(RecordHistory.Said::record);
        if (said.isEmpty() || history.published(asOf).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(history.end(said.get(), asOf)
                .map(end -> switch (end) {
                    case DISPUTED -> Report.Status.UNREVIEWED;
                    case REJECTED, WITHDRAWN -> Report.Status.NOT_A_VULNERABILITY;
                })
                .orElse(Report.Status.VULNERABILITY));
    }

    private static Credit credit(RecordCredit named) {
        CveId id = named.record();
        return new Credit(
                named.member(),
                kind(named.type()),
                id.value(),
                List.of(new Credit.Evidence(
                        Credit.Source.CVE,
                        id.value(),
                        named.published(),
                        Trust.ARCHIVE,
                        named.why(),
                        "https://www.cve.org/CVERecord?id=" + id.value())),
                RULE);
    }

    static Kind kind(CreditType type) {
        return switch (type) {
            case COORDINATOR -> Kind.COORDINATION;
            case ANALYST -> Kind.ANALYSIS;
            case REMEDIATION_DEVELOPER -> Kind.REMEDIATION_DEVELOPMENT;
            case REMEDIATION_REVIEWER -> Kind.REMEDIATION_REVIEW;
            case REMEDIATION_VERIFIER -> Kind.REMEDIATION_VERIFICATION;
            case FINDER, REPORTER, TOOL, SPONSOR, OTHER ->
                throw new IllegalArgumentException("work of this type is never credited");
        };
    }
}
