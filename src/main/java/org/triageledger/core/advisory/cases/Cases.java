package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Speakers;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.AdvisoryState;
import org.triageledger.core.advisory.ghsa.AdvisoryThreads;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.member.Roster;

/**
 * What belongs together, by ids alone and never by titles: GitHub's own mail about an advisory, GHSA ids and CVE ids that stand in the mail
 * of reports, the CVE id of an advisory and the id that leads an announcement. The same in whatever order it was read.
 *
 * <p>An id that was public before a report came in is something that the report mentions, and does not make them one.
 */
public final class Cases {
    private static final Comparator<Report> BY_ARRIVAL = Comparator.comparing(
                    (Report report) -> report.thread().opener().arrivedAt())
            .thenComparing(Report::id);

    private static final Comparator<Begun> LATEST =
            Comparator.comparing(Begun::at).reversed().thenComparing(begun -> begun.of.id());

    private final Map<String, String> parents = new HashMap<>();
    private final EarlierCases before;

    private Cases(EarlierCases before) {
        this.before = before;
    }

    private record Begun(Case of, Instant at) {}

    /**
     * All cases, the latest first. A thread that is no report stands in one only where GitHub wrote it about an advisory.
     *
     * @param records of our own ids only
     * @param day what came later does not exist; a UTC day
     */
    public static List<Case> of(
            Collection<Report> reports,
            Collection<Advisory> advisories,
            Collection<Announcement> announcements,
            Collection<RecordHistory> records,
            Roster roster,
            LocalDate day) {
        return of(reports, advisories, announcements, records, roster, day, EarlierCases.NONE);
    }

    /**
     * As {@link #of(Collection, Collection, Collection, Collection, Roster, LocalDate)}, with the very cases of before where they are made
     * of the same.
     */
    public static List<Case> of(
            Collection<Report> reports,
            Collection<Advisory> advisories,
            Collection<Announcement> announcements,
            Collection<RecordHistory> records,
            Roster roster,
            LocalDate day,
            EarlierCases before) {
        return new Cases(before)
                .all(
                        reports,
                        advisories,
                        announcements,
                        records.stream()
                                .filter(recordHistory -> recordHistory.on(day).isPresent())
                                .toList(),
                        roster,
                        day);
    }

    private List<Case> all(
            Collection<Report> reports,
            Collection<Advisory> advisories,
            Collection<Announcement> announcements,
            List<RecordHistory> records,
            Roster roster,
            LocalDate day) {
        Map<CveId, Optional<Instant>> known = known(advisories, announcements, records, day);
        Map<GhsaId, Optional<Instant>> published = new HashMap<>();
        advisories.forEach(advisory -> published.put(advisory.id(), publishedAt(advisory)));
        advisories.forEach(advisory -> advisory.cve().ifPresent(cve -> join(name(advisory.id()), name(cve.id()))));
        Set<Report> notified = notified(reports, advisories);
        Map<String, SortedSet<CveId>> mentioned = new HashMap<>();
        List<Report> named = new ArrayList<>();
        List<Begun> all = new ArrayList<>(reports.size());
        for (Report report : reports) {
            Optional<Case> alone = before.alone(report);
            if (notified.contains(report) || alone.isEmpty() && namesAny(report)) {
                named.add(report);
            } else if (report.status().isReport()) {
                // as nearly all are: nothing can join it
                all.add(new Begun(
                        alone.orElseGet(() -> Case.of(report)),
                        report.thread().opener().arrivedAt()));
            }
        }
        for (Report report : named) {
            if (namesAny(report)) {
                mentioned.put(report.id(), mentions(report, known, published, roster));
            }
        }
        Map<String, Parts> groups = new TreeMap<>();
        for (Report report : named) {
            Parts parts = parts(groups, name(report));
            parts.reports.add(report);
            parts.mentioned.addAll(mentioned.getOrDefault(report.id(), new TreeSet<>()));
        }
        advisories.forEach(
                advisory -> parts(groups, name(advisory.id())).advisories.add(advisory));
        announcements.forEach(
                announcement -> parts(groups, name(announcement)).announcements.add(announcement));
        records.forEach(
                recordHistory -> parts(groups, name(recordHistory.id())).records.add(recordHistory));
        known.keySet().forEach(id -> parts(groups, name(id)).cves.add(id));
        groups.values().stream()
                .map(parts -> before.same(parts.whole()))
                .map(one -> new Begun(one, Chain.begun(one)))
                .forEach(all::add);
        all.sort(LATEST);
        return all.stream().map(Begun::of).toList();
    }

    /** Those in which GitHub itself wrote about an advisory; each is joined with it. */
    private Set<Report> notified(Collection<Report> reports, Collection<Advisory> advisories) {
        if (advisories.isEmpty()) {
            return Set.of();
        }
        Map<MessageThread, Report> byThread = new IdentityHashMap<>();
        reports.forEach(report -> byThread.put(report.thread(), report));
        Set<Report> notified = Collections.newSetFromMap(new IdentityHashMap<>());
        AdvisoryThreads.of(advisories, reports.stream().map(Report::thread).toList())
                .forEach((id, threads) -> threads.stream()
                        .filter(AdvisoryThreads.Joined::notified)
                        .flatMap(joined -> Optional.ofNullable(byThread.get(joined.thread())).stream())
                        .forEach(report -> {
                            notified.add(report);
                            join(name(report), name(id));
                        }));
        return notified;
    }

    /** Whether an id stands in it that may join it with something; what spam names joins nothing. */
    static boolean namesAny(Report report) {
        if (!report.status().isReport() || report.status() == Report.Status.SPAM) {
            return false;
        }
        for (Message message : report.thread().messages()) {
            if (!message.advisories().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The ids that are ours, with the moment at which each was public first. */
    private static Map<CveId, Optional<Instant>> known(
            Collection<Advisory> advisories,
            Collection<Announcement> announcements,
            List<RecordHistory> records,
            LocalDate day) {
        Map<CveId, Optional<Instant>> known = new HashMap<>();
        advisories.forEach(
                advisory -> advisory.cve().ifPresent(cve -> known.merge(cve.id(), Optional.empty(), Cases::earlier)));
        announcements.forEach(announcement ->
                announcement.id().ifPresent(id -> known.merge(id, announcement.announced(), Cases::earlier)));
        records.forEach(recordHistory -> known.merge(recordHistory.id(), recordHistory.published(day), Cases::earlier));
        return known;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> publishedAt(Advisory advisory) {
        return advisory.states().stream()
                .filter(change -> change.state() == AdvisoryState.PUBLISHED)
                .map(change -> change.when().from())
                .min(Comparator.naturalOrder());
    }

    /** Joins a report with what its mail names. @return the ids that members name and of which no source knows */
    private SortedSet<CveId> mentions(
            Report report,
            Map<CveId, Optional<Instant>> known,
            Map<GhsaId, Optional<Instant>> published,
            Roster roster) {
        SortedSet<CveId> others = new TreeSet<>();
        Instant begun = report.thread().opener().arrivedAt();
        for (Message message : report.thread().messages()) {
            for (AdvisoryId id : message.advisories()) {
                Optional<CveId> cve = CveId.parse(id.value());
                Optional<GhsaId> ghsa = GhsaId.parse(id.value());
                if (cve.isPresent() && !known.containsKey(cve.get())) {
                    if (Speakers.member(message, roster).isPresent()) {
                        others.add(cve.get());
                    }
                } else if (cve.filter(cveId -> isOpen(Objects.requireNonNull(known.get(cveId)), begun))
                        .isPresent()) {
                    join(name(report), name(cve.get()));
                } else if (ghsa.filter(published::containsKey)
                        .filter(ghsaId -> isOpen(Objects.requireNonNull(published.get(ghsaId)), begun))
                        .isPresent()) {
                    join(name(report), name(ghsa.get()));
                }
            }
        }
        return others;
    }

    private static boolean isOpen(Optional<Instant> isPublic, Instant begun) {
        return isPublic.map(at -> !at.isBefore(begun)).orElse(true);
    }

    private static String name(Report report) {
        return "report " + report.id();
    }

    private static String name(Announcement announcement) {
        return announcement
                .id()
                .map(Cases::name)
                .orElseGet(() -> "announcement " + announcement.mail().message().key());
    }

    private static String name(GhsaId id) {
        return id.value();
    }

    private static String name(CveId id) {
        return id.value();
    }

    /** The lesser name stands for all: it does not depend on the order in which they were joined. */
    private void join(String one, String other) {
        String first = root(one);
        String second = root(other);
        if (first.compareTo(second) < 0) {
            parents.put(second, first);
        } else if (first.compareTo(second) > 0) {
            parents.put(first, second);
        }
    }

    private String root(String name) {
        String at = name;
        for (String parent = parents.get(at); parent != null; parent = parents.get(at)) {
            at = parent;
        }
        if (!at.equals(name)) {
            parents.put(name, at);
        }
        return at;
    }

    private Parts parts(Map<String, Parts> groups, String name) {
        return groups.computeIfAbsent(root(name), first -> new Parts());
    }

    private static final class Parts {
        private final SortedSet<CveId> cves = new TreeSet<>();
        private final SortedSet<CveId> mentioned = new TreeSet<>();
        private final List<Report> reports = new ArrayList<>();
        private final List<Advisory> advisories = new ArrayList<>();
        private final List<Announcement> announcements = new ArrayList<>();
        private final List<RecordHistory> records = new ArrayList<>();

        private Case whole() {
            reports.sort(BY_ARRIVAL);
            advisories.sort(Comparator.comparing(Advisory::id));
            announcements.sort(Comparator.comparing(
                            (Announcement announcement) -> announcement.mail().at())
                    .thenComparing(announcement -> announcement.mail().message().key()));
            records.sort(Comparator.comparing(RecordHistory::id));
            mentioned.removeAll(cves);
            return new Case(cves, mentioned, reports, advisories, announcements, records);
        }
    }
}
