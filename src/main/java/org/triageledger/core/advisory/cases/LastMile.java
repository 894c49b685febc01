package org.triageledger.core.advisory.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Speakers;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Between;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/**
 * How far a fix has come in each affected release branch: merged, released, and named by the record as fixed. Which branches are affected is
 * said by the record, or by a person who says of a branch that something was done in it. Other projects than CPython have no branches.
 */
final class LastMile {
    private final Case one;
    private final Roster roster;
    private final Releases releases;
    private final List<Taken> steps;
    private final LocalDate day;
    private final Instant now;

    private LastMile(Case one, Roster roster, Releases releases, List<Taken> steps, LocalDate day, Instant now) {
        this.one = one;
        this.roster = roster;
        this.releases = releases;
        this.steps = steps;
        this.day = day;
        this.now = now;
    }

    /** @param steps those that are known so far, in order */
    static List<BranchState> of(
            Case one, Roster roster, Releases releases, List<Taken> steps, LocalDate day, Instant now) {
        LastMile mile = new LastMile(one, roster, releases, steps, day, now);
        return roster.branches().stream()
                .filter(branch -> branch.isAlive(day))
                .sorted(Comparator.comparing(
                                (Branch branch) -> ReleaseVersion.startOf(branch.version()),
                                Comparator.comparing(version -> version.orElse(new ReleaseVersion(List.of(0), 0, 0))))
                        .reversed())
                .flatMap(branch -> mile.of(branch).stream())
                .toList();
    }

    private Optional<BranchState> of(Branch branch) {
        List<CveRecord.Range> ranges = ranges();
        String version = branch.version();
        boolean affected = ranges.stream().anyMatch(range -> reaches(range, version));
        boolean named = Stream.of(Step.MANAGER_TOLD, Step.MERGED, Step.RELEASED)
                .anyMatch(step -> byHand(step, version).isPresent());
        if (!affected && !named) {
            return Optional.empty();
        }
        Optional<ReleaseVersion> fixedIn = ranges.stream()
                .flatMap(range -> range.below().stream())
                .flatMap(end -> ReleaseVersion.parse(end).stream())
                .filter(end -> end.branch().equals(Optional.of(version)))
                .max(Comparator.naturalOrder());
        Optional<Taken> merged = byHand(Step.MERGED, version);
        Optional<Released> released = released(version, fixedIn, merged);
        // what was released was merged before, and a day of the release feed is its beginning
        Optional<Taken> mergedBy = merged.or(() -> released.map(this::before));
        Optional<String> differs = released.flatMap(done -> differs(done, ranges, fixedIn));
        Optional<LocalDate> planned = released.isPresent()
                ? Optional.empty()
                : releases.next(version, day).map(Releases.Release::date);
        return Optional.of(new BranchState(
                version,
                branch.managers(),
                fixedIn.map(ReleaseVersion::text),
                told(version),
                mergedBy,
                released.map(Released::taken),
                planned,
                differs,
                fixedIn.isEmpty() || releases.readAt().isPresent(),
                sentence(version, fixedIn, merged, released, planned)));
    }

    /** A version with the fix that was released. */
    private record Released(Optional<ReleaseVersion> version, Taken taken) {}

    private List<CveRecord.Range> ranges() {
        return one.records().stream()
                .filter(history -> history.published(day).isPresent())
                .flatMap(history -> history.on(day).stream())
                .filter(said -> said.record().state() == CveRecord.State.PUBLISHED)
                .flatMap(said -> said.record().affected().stream())
                .filter(product -> hasBranches(product.product()))
                .flatMap(product -> product.ranges().stream())
                .filter(CveRecord.Range::isAffected)
                .toList();
    }

    private static boolean hasBranches(String product) {
        String name = product.strip().toLowerCase(Locale.ROOT);
        return name.equals("cpython") || name.equals("python");
    }

    /** Whether a version of the branch is in the range. */
    private static boolean reaches(CveRecord.Range range, String branch) {
        Optional<ReleaseVersion> start = ReleaseVersion.startOf(branch);
        Optional<ReleaseVersion> end = ReleaseVersion.endOf(branch);
        Optional<ReleaseVersion> from = ReleaseVersion.parse(range.from());
        if (start.isEmpty() || end.isEmpty() || from.isEmpty() || from.get().compareTo(end.get()) >= 0) {
            return false;
        }
        if (range.below().isPresent()) {
            return range.below()
                    .flatMap(ReleaseVersion::parse)
                    .filter(below -> below.compareTo(start.get()) > 0)
                    .isPresent();
        }
        ReleaseVersion last = range.upTo().flatMap(ReleaseVersion::parse).orElse(from.get());
        return last.compareTo(start.get()) >= 0;
    }

    private static boolean holds(CveRecord.Range range, ReleaseVersion version) {
        Optional<ReleaseVersion> from = ReleaseVersion.parse(range.from());
        if (from.isEmpty() || version.compareTo(from.get()) < 0) {
            return false;
        }
        return range.below().isPresent()
                ? range.below()
                        .flatMap(ReleaseVersion::parse)
                        .filter(below -> version.compareTo(below) < 0)
                        .isPresent()
                : version.compareTo(range.upTo().flatMap(ReleaseVersion::parse).orElse(from.get())) <= 0;
    }

    /** As a person says it of the branch or of a version of it. */
    private Optional<Taken> byHand(Step step, String branch) {
        return steps.stream()
                .filter(taken -> taken.step() == step && taken.isByHand())
                .filter(taken -> taken.about()
                        .filter(about -> about.equals(branch)
                                || ReleaseVersion.parse(about)
                                        .flatMap(ReleaseVersion::branch)
                                        .equals(Optional.of(branch)))
                        .isPresent())
                .findFirst();
    }

    /** As a person says it; else the first release after the fix was merged; else that of the version which the record names. */
    private Optional<Released> released(String branch, Optional<ReleaseVersion> fixedIn, Optional<Taken> merged) {
        Optional<Taken> said = byHand(Step.RELEASED, branch);
        if (said.isPresent()) {
            return said.map(taken -> new Released(
                    taken.about().filter(about -> !about.equals(branch)).flatMap(ReleaseVersion::parse), taken));
        }
        Optional<Releases.Release> release = merged.isPresent()
                ? releases.firstSince(branch, day(merged.get().when().by()).plusDays(1), day)
                : fixedIn.flatMap(version -> releases.of(version, day));
        return release.map(found -> new Released(
                Optional.of(found.version()),
                Taken.exactly(
                                Step.RELEASED,
                                found.date().atStartOfDay(ZoneOffset.UTC).toInstant(),
                                Taken.Source.RELEASES,
                                found.version().text(),
                                "The release feed names " + found.version().text() + ".")
                        .of(branch)));
    }

    private Taken before(Released released) {
        Instant by = released.taken().when().by();
        Instant begun = Chain.begun(one);
        return new Taken(
                Step.MERGED,
                released.taken().about(),
                new Between(begun.isBefore(by) ? begun : by, by),
                released.taken().source(),
                released.taken().evidence(),
                "It was merged before "
                        + released.version().map(ReleaseVersion::text).orElse("the release") + " was made.");
    }

    private static Optional<String> differs(
            Released released, List<CveRecord.Range> ranges, Optional<ReleaseVersion> fixedIn) {
        Optional<ReleaseVersion> version = released.version();
        if (ranges.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        if (ranges.stream().anyMatch(range -> holds(range, version.get()))) {
            return Optional.of(
                    "The fix is released in " + version.get().text() + ", and the record says that it is affected.");
        }
        return fixedIn.filter(named -> !named.equals(version.get()))
                .map(named -> "The fix is released in " + version.get().text() + ", and the record names "
                        + named.text() + ".");
    }

    /** By hand; else when a manager of the branch first wrote in the report, or could read the advisory. */
    private Optional<Taken> told(String branch) {
        Optional<Taken> said = byHand(Step.MANAGER_TOLD, branch);
        if (said.isPresent()) {
            return said;
        }
        List<Taken> knew = new ArrayList<>();
        for (Person person : managers(branch)) {
            one.reports().stream()
                    .flatMap(report -> report.thread().messages().stream())
                    .filter(message -> Speakers.member(message, roster).equals(Optional.of(person.id())))
                    .map(message -> wrote(message, person))
                    .forEach(knew::add);
            for (Advisory advisory : one.advisories()) {
                person.github()
                        .map(login -> advisory.collaborators().get(login.toLowerCase(Locale.ROOT)))
                        .map(since -> new Taken(
                                Step.MANAGER_TOLD,
                                Optional.of(branch),
                                since,
                                Taken.Source.GHSA,
                                advisory.id().value(),
                                person.id() + " became a collaborator of the advisory."))
                        .ifPresent(knew::add);
            }
        }
        return knew.stream().min(Taken.BY_TIME).map(taken -> taken.of(branch));
    }

    private static Taken wrote(Message message, Person person) {
        return Taken.exactly(
                Step.MANAGER_TOLD,
                message.arrivedAt(),
                Taken.Source.MAIL,
                message.id().value(),
                person.id() + " wrote in the report.");
    }

    private List<Person> managers(String branch) {
        return roster.people().stream()
                .filter(person -> roster.roles(person).stream()
                        .anyMatch(role -> role.kind() == Role.Kind.RELEASE_MANAGER
                                && role.branch().equals(Optional.of(branch))
                                && role.when().holds(day)))
                .toList();
    }

    private String sentence(
            String branch,
            Optional<ReleaseVersion> fixedIn,
            Optional<Taken> merged,
            Optional<Released> released,
            Optional<LocalDate> planned) {
        Optional<Instant> announced = steps.stream()
                .filter(taken -> taken.step() == Step.ANNOUNCED)
                .map(taken -> taken.when().by())
                .min(Comparator.naturalOrder());
        if (released.isPresent()) {
            return released.get()
                    .version()
                    .map(version -> "Fixed in " + version.text() + ", released on "
                            + day(released.get().taken().when().by()) + ".")
                    .orElse("Released on " + day(released.get().taken().when().by()) + ".");
        }
        String next = planned.map(date -> " The next release is planned for " + date + ".")
                .orElse("");
        if (releases.readAt().isEmpty() && fixedIn.isPresent()) {
            return "Cannot tell whether " + fixedIn.get().text() + " is released: the release feed was never read.";
        }
        if (announced.isPresent()) {
            return "Announced, but " + branch + " users cannot get it yet ("
                    + days(Duration.between(announced.get(), now)) + ")." + next;
        }
        return (merged.isPresent() ? "Merged, not released yet." : "Not merged yet, so far as is known.") + next;
    }

    private static String days(Duration time) {
        long days = Math.max(0, time.toDays());
        return days == 1 ? "1 day" : days + " days";
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
