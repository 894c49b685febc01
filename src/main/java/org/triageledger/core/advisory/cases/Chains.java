package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Report.Status;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.activity.Speakers;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.AdvisoryState;
import org.triageledger.core.advisory.ghsa.AdvisoryStatus;
import org.triageledger.core.advisory.ghsa.Between;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.NamedCredit.Acceptance;
import org.triageledger.core.advisory.match.Reconciliation;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordCredit;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** Derives the chain of each case. The same whatever order anything was read in. */
public final class Chains {
    private final Roster roster;
    private final List<RecordCredit> named;
    private final Map<String, List<Ruling>> rulings;
    private final Map<String, List<StepSet>> set;
    private final Releases releases;
    private final LocalDate day;
    private final Instant now;

    /**
     * @param named the members whom records name
     * @param rulings what people said of reports
     * @param set steps that people set by hand
     * @param day a UTC day: what came later does not exist
     * @param now a moment of that day, up to which days are counted
     */
    public Chains(
            Roster roster,
            Collection<RecordCredit> named,
            Collection<Ruling> rulings,
            Collection<StepSet> set,
            Releases releases,
            LocalDate day,
            Instant now) {
        this.roster = roster;
        this.named = List.copyOf(named);
        this.rulings = rulings.stream().collect(Collectors.groupingBy(Ruling::messageKey));
        this.set = set.stream().collect(Collectors.groupingBy(StepSet::anchor));
        this.releases = releases;
        this.day = day;
        this.now = now;
    }

    public Chain of(Case one) {
        List<Taken> byHand = byHand(one);
        Set<String> known = byHand.stream()
                .filter(taken -> taken.step() != Step.COORDINATOR)
                .map(Chains::key)
                .collect(Collectors.toCollection(HashSet::new));
        List<Taken> steps = new ArrayList<>(byHand);
        Stream.of(
                        received(one).stream(),
                        firstReply(one).stream(),
                        decided(one).stream(),
                        one.cves().stream().flatMap(id -> ofRecord(one, id)))
                .flatMap(found -> found)
                .filter(taken -> !known.contains(key(taken)))
                .forEach(steps::add);
        steps.addAll(coordinators(one, steps));
        steps.sort(Taken.BY_TIME);
        Outcome outcome = outcome(one);
        List<BranchState> branches = LastMile.of(one, roster, releases, steps, day, now);
        for (BranchState branch : branches) {
            Stream.of(branch.told(), branch.merged(), branch.released())
                    .flatMap(Optional::stream)
                    .filter(taken -> !steps.contains(taken))
                    .forEach(steps::add);
        }
        if (steps.stream().noneMatch(taken -> taken.step() == Step.CLOSED)) {
            closed(one, outcome, steps).ifPresent(steps::add);
        }
        steps.sort(Taken.BY_TIME);
        return new Chain(one, outcome, severity(one), steps, branches);
    }

    private static String key(Taken taken) {
        return taken.step() + " " + taken.about().orElse("");
    }

    /** Of several that say when the same step was taken the last that was said holds; coordinators follow each other. */
    private List<Taken> byHand(Case one) {
        List<StepSet> said = one.anchors().stream()
                .flatMap(anchor -> set.getOrDefault(anchor, List.of()).stream())
                .sorted(Comparator.comparing(StepSet::decision))
                .toList();
        List<Taken> taken = new ArrayList<>();
        for (StepSet step : said) {
            Optional<String> about = about(one, step);
            if (about.isEmpty() && step.about().isPresent()) {
                continue;
            }
            Taken next = new Taken(
                    step.step(),
                    about,
                    Between.exactly(step.when()),
                    Taken.Source.PERSON,
                    String.valueOf(step.decision()),
                    "Set by " + step.by() + ": " + step.reason());
            if (step.step() != Step.COORDINATOR) {
                taken.removeIf(before -> key(before).equals(key(next)));
            }
            taken.add(next);
        }
        return taken;
    }

    /** A CVE id stands in the audit log as an id that does not tell it. Empty where the case has no such id any more. */
    private static Optional<String> about(Case one, StepSet step) {
        return step.step().about() == Step.About.CVE
                ? one.cves().stream()
                        .filter(id -> step.about().equals(Optional.of(Case.anchor(id))))
                        .map(CveId::value)
                        .findFirst()
                : step.about();
    }

    private static Optional<Taken> received(Case one) {
        return Stream.concat(
                        one.reports().stream()
                                .filter(report -> report.status().isReport())
                                .map(report -> report.thread().opener())
                                .map(opener -> Taken.exactly(
                                        Step.RECEIVED,
                                        opener.arrivedAt(),
                                        Taken.Source.MAIL,
                                        opener.id().value(),
                                        "The report arrived.")),
                        one.advisories().stream()
                                .map(advisory -> Taken.exactly(
                                        Step.RECEIVED,
                                        advisory.begun(),
                                        Taken.Source.GHSA,
                                        advisory.id().value(),
                                        "The advisory was reported on GitHub.")))
                .min(Taken.BY_TIME);
    }

    /** The first words of a member who did not bring the report. */
    private Optional<Taken> firstReply(Case one) {
        Stream<Taken> mails = one.reports().stream().flatMap(report -> {
            Message opener = report.thread().opener();
            return report.thread().messages().stream()
                    .filter(message -> !message.key().equals(opener.key()))
                    .filter(message -> Speakers.member(message, roster).isPresent())
                    .map(message -> Taken.exactly(
                            Step.FIRST_REPLY,
                            message.arrivedAt(),
                            Taken.Source.MAIL,
                            message.id().value(),
                            "A member wrote in the report."));
        });
        Stream<Taken> comments = one.advisories().stream()
                .flatMap(advisory -> advisory.comments().stream()
                        .filter(comment ->
                                !comment.program() && !comment.login().equals(advisory.author()))
                        .filter(comment -> isMember(comment))
                        .map(comment -> Taken.exactly(
                                Step.FIRST_REPLY,
                                comment.created(),
                                Taken.Source.GHSA,
                                advisory.id().value(),
                                "A member commented on the advisory.")));
        return Stream.concat(mails, comments).min(Taken.BY_TIME);
    }

    private boolean isMember(Comment comment) {
        return comment.login()
                .flatMap(roster::byLogin)
                .filter(person -> person.isMember(LocalDate.ofInstant(comment.created(), java.time.ZoneOffset.UTC)))
                .isPresent();
    }

    /** A ruling on a report, or what the state of the advisory says of it, whichever was first. */
    private Optional<Taken> decided(Case one) {
        Stream<Taken> ruled = rulings(one)
                .filter(ruling -> ruling.status() != Status.UNREVIEWED)
                .map(ruling -> Taken.exactly(
                        Step.DECIDED,
                        ruling.at(),
                        Taken.Source.PERSON,
                        ruling.messageKey(),
                        "Marked as " + ruling.status().word() + " by " + ruling.by() + "."));
        Stream<Taken> states = one.advisories().stream()
                .filter(advisory -> AdvisoryStatus.of(advisory) != Status.UNREVIEWED)
                .flatMap(advisory -> advisory.states().stream()
                        .filter(change -> change.state() != AdvisoryState.TRIAGE)
                        .map(change -> new Taken(
                                Step.DECIDED,
                                Optional.empty(),
                                change.when(),
                                Taken.Source.GHSA,
                                advisory.id().value(),
                                "The advisory became " + change.state().word() + ".")));
        return Stream.concat(ruled, states).min(Taken.BY_TIME);
    }

    private Stream<Taken> ofRecord(Case one, CveId id) {
        String about = id.value();
        Optional<RecordHistory> history = one.record(id);
        Optional<Announcement> announcement =
                one.announcement(id).filter(found -> found.announced().isPresent());
        List<Taken> reserved = new ArrayList<>();
        List<Taken> linked = new ArrayList<>();
        List<Taken> found = new ArrayList<>();
        history.ifPresent(record -> {
            record.versions().stream()
                    .flatMap(version -> version.reserved().stream())
                    .min(Comparator.naturalOrder())
                    .ifPresent(at -> reserved.add(
                            Taken.exactly(Step.RESERVED, at, Taken.Source.CVE, about, "The record names the day.")));
            record.published(day)
                    .ifPresent(at -> found.add(Taken.exactly(
                            Step.RECORD_PUBLISHED, at, Taken.Source.CVE, about, "The record names the day.")));
            fixInRecord(record).ifPresent(linked::add);
        });
        one.advisories()
                .forEach(advisory -> advisory.cve()
                        .filter(cve -> cve.id().equals(id))
                        .ifPresent(cve -> reserved.add(new Taken(
                                Step.RESERVED,
                                Optional.empty(),
                                cve.when(),
                                Taken.Source.GHSA,
                                advisory.id().value(),
                                "The id was entered into the advisory."))));
        announcement.ifPresent(mail -> {
            Instant at = mail.announced().orElseThrow();
            String message = mail.mail().message().id().value();
            found.add(Taken.exactly(
                    Step.ANNOUNCED, at, Taken.Source.ANNOUNCEMENT, message, "The announcement came through the list."));
            if (mail.links().stream().anyMatch(Chains::isFix)) {
                linked.add(Taken.exactly(
                        Step.FIX_LINKED, at, Taken.Source.ANNOUNCEMENT, message, "The announcement links to the fix."));
            }
        });
        reserved.stream().min(Taken.BY_TIME).ifPresent(found::add);
        linked.stream().min(Taken.BY_TIME).ifPresent(found::add);
        return found.stream().map(taken -> taken.of(about));
    }

    /** Of the first version that was read, it may have been in an earlier one. */
    private Optional<Taken> fixInRecord(RecordHistory history) {
        List<CveRecord> published = history.versions().stream()
                .filter(CveRecord::isPublished)
                .filter(version -> !LocalDate.ofInstant(version.since(), java.time.ZoneOffset.UTC)
                                .isAfter(day)
                        || version.equals(history.versions().getFirst()))
                .toList();
        for (int at = 0; at < published.size(); at++) {
            CveRecord version = published.get(at);
            Instant first = version.published().orElseThrow();
            if (version.references().stream()
                    .map(reference -> Link.of(reference.url()))
                    .anyMatch(Chains::isFix)) {
                Instant by = version.since().isBefore(first) ? first : version.since();
                return Optional.of(new Taken(
                        Step.FIX_LINKED,
                        Optional.empty(),
                        at == 0 ? new Between(first, by) : Between.exactly(by),
                        Taken.Source.CVE,
                        history.id().value(),
                        "The record links to the fix."));
            }
        }
        return Optional.empty();
    }

    private static boolean isFix(Link link) {
        return link.kind() == LinkKind.PULL || link.kind() == LinkKind.COMMIT;
    }

    /** Each once, when they are first known to coordinate. Anyone who can edit an advisory can name anybody; only the person can accept. */
    private List<Taken> coordinators(Case one, List<Taken> known) {
        List<Taken> found = new ArrayList<>();
        Optional<Instant> received = known.stream()
                .filter(taken -> taken.step() == Step.RECEIVED)
                .map(taken -> taken.when().by())
                .findFirst();
        for (Advisory advisory : one.advisories()) {
            advisory.credits().stream()
                    .filter(credit ->
                            credit.type() == CreditType.COORDINATOR && credit.acceptance() == Acceptance.ACCEPTED)
                    .map(credit -> new Taken(
                            Step.COORDINATOR,
                            Optional.of(roster.byLogin(credit.login())
                                    .map(Person::id)
                                    .orElse(credit.login())),
                            credit.when(),
                            Taken.Source.GHSA,
                            advisory.id().value(),
                            "The advisory names them as coordinator."))
                    .forEach(found::add);
        }
        named.stream()
                .filter(credit ->
                        credit.type() == CreditType.COORDINATOR && one.cves().contains(credit.record()))
                .map(credit -> new Taken(
                        Step.COORDINATOR,
                        Optional.of(credit.member()),
                        received.filter(at -> at.isBefore(credit.published()))
                                .map(at -> new Between(at, credit.published()))
                                .orElse(Between.exactly(credit.published())),
                        Taken.Source.CVE,
                        credit.record().value(),
                        "The record names them as coordinator."))
                .forEach(found::add);
        found.sort(Taken.BY_TIME);
        List<Taken> kept = new ArrayList<>();
        for (Taken taken : found) {
            boolean before = Stream.concat(known.stream(), kept.stream())
                    .anyMatch(other -> other.step() == Step.COORDINATOR
                            && other.about().equals(taken.about())
                            && !other.when().by().isAfter(taken.when().by()));
            if (!before) {
                kept.add(taken);
            }
        }
        return kept;
    }

    private Outcome outcome(Case one) {
        boolean isPublic = one.announcements().stream()
                        .anyMatch(announcement -> announcement.announced().isPresent())
                || one.records().stream().anyMatch(this::isPublished);
        if (isPublic && !isRejected(one)) {
            return Outcome.VULNERABILITY;
        }
        if (isRejected(one)) {
            return Outcome.REJECTED;
        }
        List<Status> reports = one.reports().stream()
                .map(Report::status)
                .filter(Status::isForPeople)
                .toList();
        List<Status> advisories =
                one.advisories().stream().map(AdvisoryStatus::of).toList();
        List<Status> all = Stream.concat(reports.stream(), advisories.stream()).toList();
        if (all.contains(Status.VULNERABILITY)) {
            return Outcome.VULNERABILITY;
        }
        return ruled(one)
                .map(Ruling::status)
                .or(() -> advisories.stream()
                        .filter(status -> status != Status.UNREVIEWED)
                        .findFirst())
                .map(Chains::outcome)
                .orElse(Outcome.UNDECIDED);
    }

    /** The last ruling, where each report of the case has one. */
    private Optional<Ruling> ruled(Case one) {
        boolean open = one.reports().stream().anyMatch(report -> report.status() == Status.UNREVIEWED);
        return open
                ? Optional.empty()
                : rulings(one)
                        .max(Comparator.comparing(Ruling::at)
                                .thenComparing(ruling -> ruling.status().name())
                                .thenComparing(Ruling::messageKey));
    }

    private Stream<Ruling> rulings(Case one) {
        return rulings.isEmpty()
                ? Stream.empty()
                : one.anchors().stream().flatMap(anchor -> rulings.getOrDefault(anchor, List.of()).stream());
    }

    private static Outcome outcome(Status status) {
        return switch (status) {
            case VULNERABILITY -> Outcome.VULNERABILITY;
            case NOT_A_VULNERABILITY -> Outcome.NOT_A_VULNERABILITY;
            case DUPLICATE -> Outcome.DUPLICATE;
            case SPAM -> Outcome.SPAM;
            case INTERNAL -> Outcome.INTERNAL;
            case UNREVIEWED, AUTOMATED, UNDECIDED -> Outcome.UNDECIDED;
        };
    }

    private boolean isPublished(RecordHistory history) {
        return history.published(day).isPresent() && !isRejected(history);
    }

    private boolean isRejected(RecordHistory history) {
        return history.on(day)
                .filter(said -> said.record().state() == CveRecord.State.REJECTED)
                .isPresent();
    }

    /** Whether all of its records were. */
    private boolean isRejected(Case one) {
        return !one.records().isEmpty()
                && one.records().stream().allMatch(this::isRejected)
                && one.cves().stream().allMatch(id -> one.record(id).isPresent());
    }

    private Optional<Severity> severity(Case one) {
        return Stream.of(
                        one.announcements().stream().flatMap(announcement -> announcement.severity().stream()),
                        one.records().stream()
                                .flatMap(history -> history.on(day).stream())
                                .flatMap(said -> Reconciliation.severity(said.record()).stream()),
                        one.advisories().stream()
                                .flatMap(advisory -> advisory.latest().stream())
                                .flatMap(look -> look.severity().stream())
                                .flatMap(word -> Severity.parse(word).stream()))
                .flatMap(found -> found)
                .findFirst();
    }

    /**
     * A case that is no vulnerability is closed once that was decided. One with CVE ids is closed once the record of each is published, and
     * where it was announced, once that was done too, or once it is rejected; without any, when its advisories are closed.
     */
    private Optional<Taken> closed(Case one, Outcome outcome, List<Taken> steps) {
        if (outcome.isEnd() && outcome != Outcome.REJECTED) {
            return last(steps.stream().filter(taken -> taken.step() == Step.DECIDED));
        }
        if (!one.cves().isEmpty()) {
            List<Optional<Taken>> ends =
                    one.cves().stream().map(id -> end(one, id, steps)).toList();
            return ends.stream().allMatch(Optional::isPresent)
                    ? last(ends.stream().flatMap(Optional::stream))
                    : Optional.empty();
        }
        boolean open = one.advisories().isEmpty()
                || one.advisories().stream().anyMatch(advisory -> !isEnd(advisory.state()))
                || one.reports().stream().anyMatch(report -> report.status() == Status.VULNERABILITY);
        return open
                ? Optional.empty()
                : last(one.advisories().stream()
                        .map(advisory -> new Taken(
                                Step.CLOSED,
                                Optional.empty(),
                                advisory.states().getLast().when(),
                                Taken.Source.GHSA,
                                advisory.id().value(),
                                "The advisory became " + advisory.state().word() + ".")));
    }

    private Optional<Taken> end(Case one, CveId id, List<Taken> steps) {
        Optional<CveRecord> said =
                one.record(id).flatMap(history -> history.on(day)).map(RecordHistory.Said::record);
        if (said.filter(record -> record.state() == CveRecord.State.REJECTED).isPresent()) {
            CveRecord record = said.orElseThrow();
            return Optional.of(Taken.exactly(
                    Step.CLOSED,
                    record.rejected().orElse(record.since()),
                    Taken.Source.CVE,
                    id.value(),
                    "The record was rejected."));
        }
        List<Taken> published = steps.stream()
                .filter(taken -> taken.about().equals(Optional.of(id.value())))
                .filter(taken -> taken.step() == Step.RECORD_PUBLISHED || taken.step() == Step.ANNOUNCED)
                .toList();
        return published.stream().anyMatch(taken -> taken.step() == Step.RECORD_PUBLISHED)
                ? last(published.stream())
                : Optional.empty();
    }

    private static boolean isEnd(AdvisoryState state) {
        return switch (state) {
            case TRIAGE, DRAFT -> false;
            case PUBLISHED, CLOSED, WITHDRAWN -> true;
        };
    }

    private static Optional<Taken> last(Stream<Taken> steps) {
        return steps.max(Taken.BY_TIME)
                .map(taken -> new Taken(
                        Step.CLOSED, Optional.empty(), taken.when(), taken.source(), taken.evidence(), taken.why()));
    }
}
