package org.triageledger.core.advisory.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Speakers;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.announcement.Announced;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.announcement.AnnouncementMail;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Roster;

/**
 * What is late, missing or contradictory about cases. Only a gap with a limit is late, whichever of two steps came first. What happened
 * within an interval is late only where all of the interval is. Where a source was not read, nobody can tell.
 */
public final class CaseFindings {
    private static final Comparator<CaseFinding> ORDER = Comparator.comparing(CaseFinding::rule)
            .thenComparing(finding -> finding.about().orElse(""))
            .thenComparing(CaseFinding::since)
            .thenComparing(CaseFinding::what);

    private final CaseLimits limits;
    private final Roster roster;
    private final Circumstances circumstances;
    private final List<Found.Asked> asked;

    public CaseFindings(CaseLimits limits, CaseSources sources, Roster roster, Instant now) {
        this(limits, roster, new Circumstances(sources, now, limits.stale()), new ArrayList<>());
    }

    private CaseFindings(CaseLimits limits, Roster roster, Circumstances circumstances, List<Found.Asked> asked) {
        this.limits = limits;
        this.roster = roster;
        this.circumstances = circumstances;
        this.asked = asked;
    }

    /**
     * The findings of one case, but leaks, and what they depend on beside the case itself.
     *
     * @param findings sorted
     * @param asked each question about time and sources that was asked, with its answer
     */
    public record Found(List<CaseFinding> findings, List<Asked> asked) {
        private record Asked(Condition condition, boolean held) {}

        private boolean isSameUnder(Circumstances circumstances) {
            for (Asked one : asked) {
                if (one.condition.holds(circumstances) != one.held) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Something about time and sources that holds or not. */
    private interface Condition {
        boolean holds(Circumstances circumstances);
    }

    private boolean holds(Condition condition) {
        boolean held = condition.holds(circumstances);
        asked.add(new Found.Asked(condition, held));
        return held;
    }

    /** All of one case, but leaks. */
    public List<CaseFinding> of(Chain chain) {
        return found(chain).findings;
    }

    /** All of one case, but leaks, with what they depend on. */
    public Found found(Chain chain) {
        List<Found.Asked> noted = new ArrayList<>(4);
        List<CaseFinding> findings = new CaseFindings(limits, roster, circumstances, noted).all(chain);
        return new Found(findings, List.copyOf(noted));
    }

    /** Whether all that was found of a case at another time, with other sources read, is found now, so long as the case is the same. */
    public boolean isFoundStill(Found before) {
        return before.isSameUnder(circumstances);
    }

    private List<CaseFinding> all(Chain chain) {
        if (limits.since()
                .filter(first ->
                        LocalDate.ofInstant(chain.begun(), ZoneOffset.UTC).isBefore(first))
                .isPresent()) {
            return List.of();
        }
        List<CaseFinding> found = new ArrayList<>();
        chain.first(Step.RECEIVED).map(taken -> taken.when().by()).ifPresent(received -> {
            coordinator(chain, received).ifPresent(found::add);
            finished(chain, received).ifPresent(found::add);
        });
        if (chain.closed().isEmpty()) {
            reporter(chain).ifPresent(found::add);
        }
        for (CveId id : chain.of().cves()) {
            published(chain, id).ifPresent(found::add);
        }
        for (BranchState branch : chain.branches()) {
            branch.differs()
                    .map(why -> finding(
                            chain,
                            CaseRule.OTHER_RANGE,
                            CaseFinding.State.OPEN,
                            Optional.of(branch.branch()),
                            branch.released().map(taken -> taken.when().by()).orElse(chain.begun()),
                            why))
                    .ifPresent(found::add);
            if (branch.told().isEmpty() && branch.released().isEmpty()) {
                found.add(finding(
                        chain,
                        CaseRule.MANAGER_NOT_TOLD,
                        branch.known() && holds(read -> read.reports(chain.of(), chain.begun(), chain.begun()))
                                ? CaseFinding.State.OPEN
                                : CaseFinding.State.CANNOT_TELL,
                        Optional.of(branch.branch()),
                        chain.begun(),
                        "Branch " + branch.branch() + " is affected, and nothing says that its release manager"
                                + (branch.managers().isEmpty()
                                        ? ""
                                        : ", " + String.join(" or ", branch.managers()) + ",")
                                + " was told."));
            }
        }
        return found.stream().sorted(ORDER).toList();
    }

    private Optional<CaseFinding> coordinator(Chain chain, Instant received) {
        Instant due = limits.dueInDays(received, limits.coordinator());
        Optional<Taken> named = chain.first(Step.COORDINATOR);
        Optional<Taken> end = chain.closed();
        // a case that was closed before needed none
        if (named.isEmpty()
                && end.filter(taken -> !taken.when().from().isAfter(due)).isPresent()) {
            return Optional.empty();
        }
        return limit(
                chain,
                CaseRule.NO_COORDINATOR,
                Optional.empty(),
                due,
                named.or(() -> end),
                read -> read.reports(chain.of(), received, due),
                "Received at " + time(received) + ", and nobody coordinated it by " + time(due));
    }

    private Optional<CaseFinding> finished(Chain chain, Instant received) {
        Instant due = due(chain, received);
        return limit(
                chain,
                CaseRule.UNFINISHED,
                Optional.empty(),
                due,
                chain.closed(),
                read -> read.reports(chain.of(), received, due)
                        && (chain.of().cves().isEmpty() || read.records(due)),
                "Received at " + time(received) + ", and not finished by " + time(due));
    }

    /** When a case should be finished: at the end of its embargo where one is agreed on, else after the limit. */
    public Instant due(Chain chain, Instant received) {
        return chain.embargoEnds().orElseGet(() -> limits.dueInDays(received, limits.finished()));
    }

    /** Those notices of the limit whose time has come; none once it has passed, or the case is closed. The latest goes first. */
    public List<Duration> notices(Chain chain) {
        Optional<Instant> due =
                chain.first(Step.RECEIVED).map(taken -> due(chain, taken.when().by()));
        Instant now = circumstances.now();
        return chain.closed().isPresent() || due.filter(now::isBefore).isEmpty()
                ? List.of()
                : limits.notices().stream()
                        .filter(before -> !now.isBefore(due.get().minus(before)))
                        .sorted()
                        .toList();
    }

    /** The last words of an outsider, with none of a member behind them, in the same place. */
    private Optional<CaseFinding> reporter(Chain chain) {
        Optional<Asked> oldest = Stream.concat(
                        chain.of().reports().stream().flatMap(report -> asked(report).stream()),
                        chain.of().advisories().stream().flatMap(advisory -> asked(advisory).stream()))
                .min(Comparator.comparing(Asked::at).thenComparing(Asked::evidence));
        return oldest.flatMap(asked -> {
            Instant due = limits.dueInDays(asked.at, limits.reporter());
            return limit(
                    chain,
                    CaseRule.REPORTER_WAITS,
                    Optional.empty(),
                    due,
                    Optional.empty(),
                    read -> read.reports(chain.of(), asked.at, due),
                    "Somebody outside wrote at " + time(asked.at) + ", and no member answered by " + time(due));
        });
    }

    private record Asked(Instant at, String evidence) {}

    private Optional<Asked> asked(Report report) {
        if (!report.status().isReport()) {
            return Optional.empty();
        }
        Optional<Message> open = Optional.empty();
        for (Message message : report.thread().messages().reversed()) {
            if (Speakers.member(message, roster).isPresent()) {
                break;
            }
            if (Speakers.isOutsider(message, roster)) {
                open = Optional.of(message);
            }
        }
        return open.map(message -> new Asked(message.arrivedAt(), message.id().value()));
    }

    private Optional<Asked> asked(Advisory advisory) {
        if (advisory.author().flatMap(roster::byLogin).isPresent() || !advisory.commentsComplete()) {
            return Optional.empty();
        }
        Optional<Asked> open = advisory.author()
                .map(author -> new Asked(advisory.begun(), advisory.id().value()));
        for (Comment comment : advisory.comments()) {
            if (comment.program()) {
                continue;
            }
            boolean reporter = comment.login().equals(advisory.author());
            if (!reporter) {
                open = Optional.empty();
            } else if (open.isEmpty()) {
                open = Optional.of(new Asked(comment.created(), "comment " + comment.id()));
            }
        }
        return open;
    }

    /** Announcement and record may come in any order, and both have to come soon after the first. */
    private Optional<CaseFinding> published(Chain chain, CveId id) {
        Optional<Taken> announced = chain.first(Step.ANNOUNCED, id);
        Optional<Taken> recorded = chain.first(Step.RECORD_PUBLISHED, id);
        if (announced.isEmpty() && recorded.isEmpty() || isRejected(chain, id)) {
            return Optional.empty();
        }
        boolean recordFirst = announced.isEmpty()
                || recorded.filter(taken -> taken.when()
                                .by()
                                .isBefore(announced.get().when().by()))
                        .isPresent();
        Taken first = recordFirst ? recorded.orElseThrow() : announced.orElseThrow();
        Instant due = first.when().by().plus(limits.published());
        return recordFirst
                ? limit(
                        chain,
                        CaseRule.ANNOUNCEMENT_MISSING,
                        Optional.of(id.value()),
                        due,
                        announced,
                        read -> read.announcements(first.when().by(), due),
                        "The record of " + id + " was published at "
                                + time(first.when().by()) + ", and it was not announced by " + time(due))
                : limit(
                        chain,
                        CaseRule.RECORD_MISSING,
                        Optional.of(id.value()),
                        due,
                        recorded,
                        read -> read.records(due),
                        id + " was announced at " + time(first.when().by()) + ", and its record was not published by "
                                + time(due));
    }

    private static boolean isRejected(Chain chain, CveId id) {
        return chain.of().record(id).stream()
                .flatMap(history -> history.versions().stream())
                .anyMatch(version -> version.state() == CveRecord.State.REJECTED);
    }

    private Optional<CaseFinding> limit(
            Chain chain,
            CaseRule rule,
            Optional<String> about,
            Instant due,
            Optional<Taken> happened,
            Condition read,
            String what) {
        if (happened.isPresent()) {
            Instant at = happened.get().when().from();
            return at.isAfter(due)
                    ? Optional.of(finding(
                            chain, rule, CaseFinding.State.SETTLED, about, due, what + ", but at " + time(at) + "."))
                    : Optional.empty();
        }
        if (!holds(time -> time.isPast(due))) {
            return Optional.empty();
        }
        return Optional.of(
                holds(read)
                        ? finding(chain, rule, CaseFinding.State.OPEN, about, due, what + ".")
                        : finding(
                                chain,
                                rule,
                                CaseFinding.State.CANNOT_TELL,
                                about,
                                due,
                                "Cannot tell: a source that would show it was not read in that time. " + what
                                        + ", so far as is known."));
    }

    /**
     * CVE ids of cases that are not public, which stand in a public source: another announcement than that of the case, or a reference of
     * another record.
     *
     * @param chains of all cases
     */
    public static List<CaseFinding> leaks(Collection<Chain> chains, LocalDate day) {
        List<CaseFinding> found = new ArrayList<>();
        List<Chain> open = chains.stream()
                .filter(chain -> !chain.of().announcements().isEmpty()
                        || !chain.of().records().isEmpty())
                .toList();
        for (Chain chain : chains) {
            for (CveId id : ids(chain.of())) {
                Optional<Instant> published = Stream.of(Step.RECORD_PUBLISHED)
                        .flatMap(step -> chain.first(step, id).stream())
                        .map(taken -> taken.when().by())
                        .min(Comparator.naturalOrder());
                seen(id, open, day)
                        .filter(seen -> published.map(seen.at::isBefore).orElse(true))
                        .ifPresent(seen -> found.add(finding(
                                chain,
                                CaseRule.CVE_ID_LEAKED,
                                published.isPresent() ? CaseFinding.State.SETTLED : CaseFinding.State.OPEN,
                                Optional.of(id.value()),
                                seen.at,
                                id + " stands in " + seen.where + " since " + time(seen.at)
                                        + ", and it was not published then.")));
            }
            chain.embargoEnds()
                    .flatMap(end -> Stream.of(Step.ANNOUNCED, Step.RECORD_PUBLISHED)
                            .flatMap(step -> chain.all(step).stream())
                            .filter(taken -> taken.when().by().isBefore(end))
                            .findFirst()
                            .map(taken -> finding(
                                    chain,
                                    CaseRule.CVE_ID_LEAKED,
                                    CaseFinding.State.OPEN,
                                    taken.about(),
                                    taken.when().by(),
                                    "It was public at " + time(taken.when().by()) + ", and the embargo ends at "
                                            + time(end) + ".")))
                    .ifPresent(found::add);
        }
        return found.stream().sorted(ORDER).toList();
    }

    private record Seen(Instant at, String where) {}

    private static List<CveId> ids(Case one) {
        return Stream.concat(one.cves().stream(), one.mentioned().stream()).toList();
    }

    private static Optional<Seen> seen(CveId id, Collection<Chain> chains, LocalDate day) {
        List<Seen> found = new ArrayList<>();
        for (Chain chain : chains) {
            for (Announcement announcement : chain.of().announcements()) {
                Stream.concat(Stream.of(announcement.mail()), announcement.updates().stream())
                        .filter(AnnouncementMail::throughList)
                        .filter(mail -> names(mail, id))
                        .map(mail -> new Seen(mail.at(), "an announcement"))
                        .forEach(found::add);
            }
            for (RecordHistory history : chain.of().records()) {
                history.versions().stream()
                        .filter(version -> version.isPublished()
                                && !version.id().equals(id)
                                && !LocalDate.ofInstant(version.since(), ZoneOffset.UTC)
                                        .isAfter(day)
                                && version.references().stream()
                                        .anyMatch(reference ->
                                                CveId.in(reference.url()).contains(id)))
                        .map(version -> new Seen(version.since(), "the record of " + version.id()))
                        .forEach(found::add);
            }
        }
        return found.stream().min(Comparator.comparing(Seen::at).thenComparing(Seen::where));
    }

    /** Its own announcement names it by right; that goes before a record is a question of its own. */
    private static boolean names(AnnouncementMail mail, CveId id) {
        boolean leads = mail.text().advisories().stream()
                .anyMatch(announced -> announced.id().equals(Optional.of(id)));
        return !leads
                && mail.text().advisories().stream().map(Announced::related).anyMatch(related -> related.contains(id));
    }

    private static CaseFinding finding(
            Chain chain, CaseRule rule, CaseFinding.State state, Optional<String> about, Instant since, String what) {
        return CaseFinding.of(chain.of(), rule, state, about, since, what);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
