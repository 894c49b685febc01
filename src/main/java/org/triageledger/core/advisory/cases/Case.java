package org.triageledger.core.advisory.cases;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.hash.Sha256;

/**
 * The reports, advisories, announcements and CVE records that belong together.
 *
 * @param cves the ids that are its own, sorted
 * @param mentioned other ids that members name in its mail, of which no source says whose they are
 * @param reports in order of arrival
 */
public record Case(
        SortedSet<CveId> cves,
        SortedSet<CveId> mentioned,
        List<Report> reports,
        List<Advisory> advisories,
        List<Announcement> announcements,
        List<RecordHistory> records) {
    private static final int ID_LENGTH = 16;

    public Case {
        reports = List.copyOf(reports);
        advisories = List.copyOf(advisories);
        announcements = List.copyOf(announcements);
        records = List.copyOf(records);
    }

    /** Of one report that nothing joins with anything. */
    static Case of(Report report) {
        return new Case(
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                List.of(report),
                List.of(),
                List.of(),
                List.of());
    }

    /** A name that two cases can have only where they are made of some of the same, cheaper than the {@linkplain #id id}. */
    String anyName() {
        return Stream.of(
                        reports.stream().map(Report::id),
                        advisories.stream().map(advisory -> advisory.id().value()),
                        cves.stream().map(CveId::value),
                        announcements.stream()
                                .map(announcement ->
                                        announcement.mail().message().key()))
                .flatMap(names -> names)
                .findFirst()
                .orElse("");
    }

    /** Whether another case is made of the same: of the very same reports, which would be others if anything about them changed. */
    boolean isMadeAs(Case other) {
        if (reports.size() != other.reports.size()) {
            return false;
        }
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i) != other.reports.get(i)) {
                return false;
            }
        }
        return cves.equals(other.cves)
                && mentioned.equals(other.mentioned)
                && advisories.equals(other.advisories)
                && announcements.equals(other.announcements)
                && records.equals(other.records);
    }

    /** Whether it stands by itself: of mail alone, without any id. */
    public boolean isOfMailAlone() {
        return cves.isEmpty() && advisories.isEmpty() && announcements.isEmpty() && records.isEmpty();
    }

    /** Whether one of these is an {@linkplain #anchors anchor} of it. */
    public boolean isFoundBy(Set<String> some) {
        return reports.stream()
                        .flatMap(report -> report.thread().messages().stream())
                        .anyMatch(message -> some.contains(message.key()))
                || ownAnchors().anyMatch(some::contains);
    }

    /**
     * The id of its first report; without one, an id of its own, in which neither the CVE id nor the GHSA id stands. Another report that
     * turns out to belong to it can change it; {@link #isNamed} knows all its names.
     */
    public String id() {
        return reports.stream()
                .findFirst()
                .map(Report::id)
                .orElseGet(() -> Stream.of(
                                advisories.stream().map(advisory -> anchor(advisory.id())),
                                cves.stream().map(Case::anchor),
                                announcements.stream()
                                        .map(announcement -> anchor(
                                                announcement.mail().message().key())))
                        .flatMap(names -> names)
                        .findFirst()
                        .orElseThrow());
    }

    /** Whether it goes by a name: the id of a report, a GHSA or CVE id, or an id of the case itself. */
    public boolean isNamed(String name) {
        String asked = name.strip();
        return id().equals(asked)
                || reports.stream().anyMatch(report -> report.id().equals(asked))
                || GhsaId.parse(asked)
                        .filter(id -> advisories.stream()
                                .anyMatch(advisory -> advisory.id().equals(id)))
                        .isPresent()
                || CveId.parse(asked).filter(cves::contains).isPresent()
                || ownAnchors().anyMatch(asked::equals);
    }

    /** By which steps that were set by hand find it: the keys of its messages, and an id for each advisory, CVE id and announcement. */
    public Set<String> anchors() {
        return Stream.concat(
                        ownAnchors(),
                        reports.stream()
                                .flatMap(report -> report.thread().messages().stream())
                                .map(message -> message.key()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The one under which a step is set. */
    public String firstAnchor() {
        return reports.stream()
                .findFirst()
                .map(report -> report.thread().opener().key())
                .orElseGet(this::id);
    }

    private Stream<String> ownAnchors() {
        return Stream.of(
                        advisories.stream().map(advisory -> anchor(advisory.id())),
                        cves.stream().map(Case::anchor),
                        announcements.stream()
                                .map(announcement ->
                                        anchor(announcement.mail().message().key())))
                .flatMap(names -> names);
    }

    /** In which the id does not stand: it names the flaw, and the flaw may be under embargo. */
    public static String anchor(CveId id) {
        return anchor(id.value());
    }

    static String anchor(GhsaId id) {
        return anchor(id.value());
    }

    static String anchor(String id) {
        return "c" + Sha256.hex("case " + id).substring(0, ID_LENGTH);
    }

    Optional<Announcement> announcement(CveId id) {
        return announcements.stream()
                .filter(announcement -> announcement.id().equals(Optional.of(id)))
                .findFirst();
    }

    Optional<RecordHistory> record(CveId id) {
        return records.stream()
                .filter(recordHistory -> recordHistory.id().equals(id))
                .findFirst();
    }
}
