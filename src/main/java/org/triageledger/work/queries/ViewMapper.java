package org.triageledger.work.queries;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.membership.Leave;
import org.triageledger.work.Mapped;
import org.triageledger.work.facts.VerdictFacts;

/** Writes what the core decided as lines of an answer. */
final class ViewMapper {
    private ViewMapper() {}

    static VerdictViews.MemberLine member(Evaluation evaluation, VerdictFacts known, LocalDate asOf) {
        return new VerdictViews.MemberLine(
                evaluation.member(),
                evaluation.name(),
                evaluation.verdict().word(),
                evaluation.verdict().end().orElse(null),
                evaluation.lastCredit().orElse(null),
                evaluation.credits(),
                evaluation.reasons(),
                known.credits().days(evaluation.member(), asOf.minusYears(1), asOf),
                known.leaves().stream()
                        .filter(leave -> leave.member().equals(evaluation.member())
                                && leave.when().holds(asOf))
                        .map(Leave::days)
                        .findFirst()
                        .orElse(null));
    }

    static List<VerdictViews.CriterionLine> criteria(Evaluation evaluation) {
        return evaluation.criteria().stream()
                .map(criterion -> new VerdictViews.CriterionLine(
                        criterion.name(),
                        criterion.result().word(),
                        criterion.why(),
                        criterion.evidence(),
                        criterion.until().orElse(null)))
                .toList();
    }

    static EvidenceViews.CreditLine credit(Credit credit) {
        return credit(credit, credit.trust().word(), null);
    }

    static EvidenceViews.CreditLine pending(Credit credit, Pending pending) {
        return credit(credit, pending.doubt().word(), pending.why());
    }

    private static EvidenceViews.CreditLine credit(Credit credit, String trust, @Nullable String why) {
        return new EvidenceViews.CreditLine(
                credit.member(),
                credit.kind().word(),
                credit.report(),
                credit.first(),
                credit.last(),
                credit.evidence().stream()
                        .filter(ViewMapper::isMail)
                        .map(Credit.Evidence::id)
                        .toList(),
                trust,
                credit.rule(),
                credit.source().word(),
                evidence(credit),
                why);
    }

    /** The id of what is behind a credit: of an announcement that of the advisory, which is its report. */
    private static String evidence(Credit credit) {
        return switch (credit.source()) {
            case ANNOUNCEMENT -> credit.report();
            case MAIL, CVE, GHSA, CLAIM -> credit.evidence().getFirst().id();
        };
    }

    private static boolean isMail(Credit.Evidence evidence) {
        return switch (evidence.source()) {
            case MAIL, ANNOUNCEMENT, CLAIM -> true;
            case CVE, GHSA -> false;
        };
    }

    /** The credit with only the evidence of these days, if any is left. */
    static Optional<Credit> within(Credit credit, Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.of(credit);
        }
        List<Credit.Evidence> kept = credit.evidence().stream()
                .filter(evidence ->
                        from.map(first -> !evidence.day().isBefore(first)).orElse(true))
                .filter(evidence ->
                        to.map(last -> !evidence.day().isAfter(last)).orElse(true))
                .toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credit(credit.member(), credit.kind(), credit.report(), kept, credit.rule()));
    }

    static List<EvidenceViews.ReportEvidence> evidence(List<Credit> credits) {
        return new Mapped<>(List.copyOf(byReport(credits)), group -> report(group, null));
    }

    /** Some reports first, then the rest; in each, the order is kept. */
    static List<EvidenceViews.ReportEvidence> inOrder(List<List<Credit>> reports, Set<String> first) {
        Map<Boolean, List<List<Credit>>> parts = reports.stream()
                .collect(Collectors.partitioningBy(
                        group -> first.contains(group.getFirst().report())));
        List<List<Credit>> groups = new ArrayList<>(parts.get(true));
        groups.addAll(parts.get(false));
        return new Mapped<>(groups, group -> report(group, null));
    }

    private static Collection<List<Credit>> byReport(List<Credit> credits) {
        Map<String, List<Credit>> byReport = new LinkedHashMap<>();
        credits.forEach(credit -> byReport.computeIfAbsent(credit.report(), key -> new ArrayList<>())
                .add(credit));
        return byReport.values();
    }

    static List<EvidenceViews.ReportEvidence> pending(List<Pending> pending) {
        Map<List<String>, List<Pending>> groups = new LinkedHashMap<>();
        pending.forEach(eachPending -> groups.computeIfAbsent(
                        List.of(eachPending.credit().report(), eachPending.why()), key -> new ArrayList<>())
                .add(eachPending));
        return groups.values().stream()
                .map(group -> report(
                        group.stream().map(Pending::credit).toList(),
                        group.getFirst().why()))
                .toList();
    }

    private static EvidenceViews.ReportEvidence report(List<Credit> group, @Nullable String why) {
        Credit first = group.getFirst();
        return new EvidenceViews.ReportEvidence(
                first.report(),
                group.stream().map(credit -> credit.kind().word()).toList(),
                first.rule(),
                why,
                first.evidence().stream()
                        .map(evidence -> new EvidenceViews.EvidenceLine(
                                evidence.source().word(),
                                evidence.id(),
                                evidence.arrived(),
                                evidence.trust().word(),
                                evidence.trustWhy(),
                                evidence.archivedAt().startsWith("https://") ? evidence.archivedAt() : null))
                        .toList());
    }

    static EvidenceViews.ThreadLine thread(Report report) {
        return new EvidenceViews.ThreadLine(
                report.id(),
                report.status().word(),
                report.why(),
                report.thread().messages().stream()
                        .map(message -> message.id().value())
                        .toList());
    }

    static EvidenceViews.MessageLine message(Message message) {
        return new EvidenceViews.MessageLine(
                message.id().value(),
                message.author()
                        .person()
                        .map(mailbox -> mailbox.address().toString())
                        .orElse(null),
                message.author().account().orElse(null),
                message.author().how().word(),
                message.author().evidence(),
                message.automation().word(),
                message.automationWhy(),
                message.trust().word(),
                message.trustWhy(),
                message.arrivedAt(),
                message.arrival().basis().word(),
                message.authoredLines(),
                message.linesUnclear(),
                message.idShared(),
                message.advisories().stream().map(AdvisoryId::value).toList());
    }

    static SourceViews.Covered covered(Stretch stretch) {
        return new SourceViews.Covered(stretch.from(), stretch.to());
    }
}
