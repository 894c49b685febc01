package org.triageledger.core.advisory.match;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.NamedCredit.Acceptance;
import org.triageledger.core.advisory.record.CreditedParty;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordHistory;

/**
 * Where a published CVE record contradicts the announcement or the GitHub advisory of the same id. Titles are never compared: they differ
 * in words. What was not read contradicts nothing, and of a GitHub advisory nothing is quoted that is not in the record too.
 */
public final class Reconciliation {
    public static final String SEVERITY = "severity-differs";
    public static final String PULL_REQUEST = "pull-request-differs";
    public static final String CVE_ID = "cve-id-differs";
    public static final String COORDINATOR = "coordinator-differs";
    public static final String REJECTED = "announced-and-rejected";

    private Reconciliation() {}

    /** What the announcement says, so far as records say it too. */
    public record Told(Optional<Severity> severity, List<Link> links) {}

    /**
     * Of one record as it stood at the end of a UTC day, each contradiction once.
     *
     * @param told empty where no announcement was read
     * @param advisories all that are known on that day
     */
    public static List<Finding> of(
            RecordHistory history, LocalDate asOf, Optional<Told> told, Collection<Advisory> advisories) {
        Optional<CveRecord> said = history.on(asOf).map(RecordHistory.Said::record);
        if (said.isEmpty()) {
            return List.of();
        }
        CveRecord record = said.get();
        List<Finding> found = new ArrayList<>();
        if (record.state() == CveRecord.State.REJECTED) {
            told.ifPresent(announced -> found.add(new Finding(
                    REJECTED,
                    "It was announced, and the record is rejected.",
                    "Send an erratum to the list, or have the record restored.")));
            return List.copyOf(found);
        }
        if (history.published(asOf).isEmpty()) {
            return List.of();
        }
        told.flatMap(announced -> severity(announced, record)).ifPresent(found::add);
        told.flatMap(announced -> pulls(announced, record)).ifPresent(found::add);
        for (Advisory advisory :
                advisories.stream().sorted(Comparator.comparing(Advisory::id)).toList()) {
            Optional<CveId> cve = advisory.cve().map(Advisory.DatedCve::id);
            if (cve.equals(Optional.of(record.id()))) {
                coordinators(advisory, record).ifPresent(found::add);
            } else if (cve.isPresent() && links(record, advisory)) {
                found.add(new Finding(
                        CVE_ID,
                        "The record links to " + advisory.id() + ", which has another CVE id.",
                        "Correct the id in the advisory, or the link in the record."));
            }
        }
        return List.copyOf(found);
    }

    /** By the score of the newest version of CVSS in the record. */
    public static Optional<Severity> severity(CveRecord record) {
        return record.scores().stream()
                .sorted(Comparator.comparing(CveRecord.Score::field).reversed())
                .flatMap(score -> Severity.parse(score.severity()).stream())
                .findFirst();
    }

    private static Optional<Finding> severity(Told told, CveRecord record) {
        Optional<Severity> scored = severity(record);
        return told.severity().isEmpty() || scored.isEmpty() || told.severity().equals(scored)
                ? Optional.empty()
                : Optional.of(new Finding(
                        SEVERITY,
                        "The announcement says " + told.severity().get() + ", the record " + scored.get() + ".",
                        "Correct the one that is wrong: the record, or by an erratum the announcement."));
    }

    /** Fixes in several branches have several pull requests: a contradiction is only that none is the same. */
    private static Optional<Finding> pulls(Told told, CveRecord record) {
        Set<String> announced = pulls(told.links());
        Set<String> recorded = pulls(record.references().stream()
                .map(reference -> Link.of(reference.url()))
                .toList());
        return announced.isEmpty() || recorded.isEmpty() || announced.stream().anyMatch(recorded::contains)
                ? Optional.empty()
                : Optional.of(new Finding(
                        PULL_REQUEST,
                        "The announcement links to " + String.join(", ", announced) + ", the record to "
                                + String.join(", ", recorded) + ".",
                        "Look which pull request is the fix, and correct the other link."));
    }

    private static Set<String> pulls(List<Link> links) {
        return links.stream()
                .filter(link -> link.kind() == LinkKind.PULL)
                .map(link -> link.url()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^https?://(?:www\\.)?", "https://")
                        .replaceFirst("(/pull/\\d+).*", "$1"))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static Optional<Finding> coordinators(Advisory advisory, CveRecord record) {
        Set<String> recorded = record.credits().stream()
                .filter(credit -> credit.type() == CreditType.COORDINATOR)
                .flatMap(credit -> CreditedParty.of(credit.value()).logins().stream())
                .collect(Collectors.toSet());
        List<String> missing = advisory.credits().stream()
                .filter(credit -> credit.type() == CreditType.COORDINATOR && credit.acceptance() == Acceptance.ACCEPTED)
                .map(Advisory.DatedCredit::login)
                .filter(login -> !recorded.contains(login))
                .distinct()
                .sorted()
                .toList();
        return missing.isEmpty() || recorded.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        COORDINATOR,
                        advisory.id() + " names the coordinator " + String.join(", ", missing)
                                + ", whom the record does not name.",
                        "Add the credit to the record, or take it out of the advisory."));
    }

    private static boolean links(CveRecord record, Advisory advisory) {
        String end = "/advisories/" + advisory.id().value().toLowerCase(Locale.ROOT);
        return record.references().stream()
                .anyMatch(reference -> reference.url().toLowerCase(Locale.ROOT).endsWith(end));
    }
}
