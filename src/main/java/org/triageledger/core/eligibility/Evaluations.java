package org.triageledger.core.eligibility;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.KnownUntil;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Criterion.Result;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/**
 * Facts, a policy and a day to verdicts.
 *
 * <p>A member is active by work of their own; else exempt by a role; else a newcomer. Who is none of these is inactive only if
 * all mail of the window was read, no work that is proved to be theirs waits for a decision, every role is clear, and it is known
 * when they joined; else nobody can tell.
 */
public final class Evaluations {
    private static final int GAPS_NAMED = 3;

    private final Policy policy;
    private final Roster roster;
    private final Activity activity;
    private final Work work;
    private final Coverage coverage;
    private final Coverage joined;
    private final Instant knownUntil;

    private Evaluations(
            Policy policy, Roster roster, Activity activity, Work work, Coverage coverage, Instant knownUntil) {
        this.policy = policy;
        this.roster = roster;
        this.activity = activity;
        this.work = work;
        this.coverage = coverage;
        this.joined = coverage.joined();
        this.knownUntil = knownUntil;
    }

    /**
     * The facts, ready to be asked for any day.
     *
     * @param activity made of the mail that had arrived by the end of the latest day that counts; for a day before, later
     *     evidence is left out, although what was made of threads then may have differed
     * @param knownUntil the moment up to which mail can have been read at all: what comes later is no gap
     */
    public static Evaluations over(
            Policy policy, Roster roster, Activity activity, Coverage coverage, Instant knownUntil) {
        return new Evaluations(policy, roster, activity, new Work(policy, activity, null), coverage, knownUntil);
    }

    /** The same policy over other facts. What members did of whom nothing changed is not worked out again. */
    public Evaluations over(Roster otherRoster, Activity otherActivity) {
        return new Evaluations(
                policy, otherRoster, otherActivity, new Work(policy, otherActivity, work), coverage, knownUntil);
    }

    /** The same work, where other mail could have been read, up to another moment. It costs next to nothing. */
    public Evaluations known(Coverage otherCoverage, Instant until) {
        return new Evaluations(policy, roster, activity, work, otherCoverage, until);
    }

    /** The same facts under another policy. */
    public Evaluations under(Policy other) {
        return other.equals(policy) ? this : over(other, roster, activity, coverage, knownUntil);
    }

    public Policy policy() {
        return policy;
    }

    public Roster roster() {
        return roster;
    }

    public Activity activity() {
        return activity;
    }

    public Coverage coverage() {
        return coverage;
    }

    /** The moment up to which mail can have been read at all. */
    public Instant knownUntil() {
        return knownUntil;
    }

    /** As {@link #over}, for one day at once. */
    public static List<Evaluation> of(
            Policy policy, Roster roster, Activity activity, Coverage coverage, LocalDate asOf, Instant knownUntil) {
        return over(policy, roster, activity, coverage, knownUntil).on(asOf);
    }

    /** The verdict for everybody who is a member on a UTC day, sorted by id. */
    public List<Evaluation> on(LocalDate asOf) {
        List<Stretch> gaps = gaps(asOf);
        return members(asOf).map(person -> evaluate(person, asOf, gaps)).toList();
    }

    /** The verdict for one member on a UTC day. */
    Evaluation of(Person person, LocalDate asOf) {
        return evaluate(person, asOf, gaps(asOf));
    }

    Stream<Person> members(LocalDate asOf) {
        return roster.members(asOf).stream().sorted(Comparator.comparing(Person::id));
    }

    /** The days after this one on which the roster alone can change somebody's verdict. */
    List<LocalDate> turns(Person person, LocalDate asOf) {
        return new RoleCriteria(person, roster, policy.readings(), asOf).turns();
    }

    private Evaluation evaluate(Person person, LocalDate asOf, List<Stretch> gaps) {
        LocalDate from = policy.readings().windowFrom(asOf);
        Work.Done done = work.of(person.id(), from, asOf);
        RoleCriteria roles = new RoleCriteria(person, roster, policy.readings(), asOf);
        Criterion triage = triage(done, from, asOf, gaps);
        Optional<Criterion> newcomer =
                policy.readings().newcomerGrace() ? Optional.of(newcomer(person, done, asOf)) : Optional.empty();
        List<Criterion> criteria = Stream.of(Stream.of(triage), newcomer.stream(), roles.criteria().stream())
                .flatMap(stream -> stream)
                .toList();
        Verdict verdict;
        Stream<Criterion> deciding;
        if (triage.result() == Result.MET) {
            verdict = new Verdict.Active(triage.until().orElse(asOf));
            deciding = Stream.of(triage);
        } else if (roles.criteria().stream().anyMatch(criterion -> criterion.result() == Result.MET)) {
            verdict = new Verdict.Exempt(roles.until());
            deciding = roles.criteria().stream().filter(criterion -> criterion.result() == Result.MET);
        } else if (newcomer.isPresent() && newcomer.get().result() == Result.MET) {
            verdict = new Verdict.Newcomer(newcomer.get().until().orElse(asOf));
            deciding = newcomer.stream();
        } else if (criteria.stream().anyMatch(criterion -> criterion.result() == Result.CANNOT_TELL)) {
            verdict = new Verdict.Unknown(gaps);
            deciding = criteria.stream().filter(criterion -> criterion.result() == Result.CANNOT_TELL);
        } else {
            verdict = new Verdict.Inactive();
            deciding = Stream.concat(Stream.of(triage), newcomer.stream());
        }
        return new Evaluation(
                person.id(),
                person.name(),
                verdict,
                criteria,
                done.last(),
                done.reports().size(),
                done.ever(),
                done.waiting().all(),
                reasons(deciding, criteria));
    }

    /** The deciding sentences first, then whatever else speaks for or of the person. */
    private static List<String> reasons(Stream<Criterion> deciding, List<Criterion> criteria) {
        Set<String> reasons = deciding.map(Criterion::why).collect(Collectors.toCollection(LinkedHashSet::new));
        criteria.stream()
                .filter(criterion -> criterion.result() != Result.NOT_MET
                        || !criterion.evidence().isEmpty())
                .map(Criterion::why)
                .forEach(reasons::add);
        return List.copyOf(reasons);
    }

    private Criterion triage(Work.Done done, LocalDate from, LocalDate asOf, List<Stretch> gaps) {
        if (!done.reports().isEmpty()) {
            LocalDate last = done.last().orElseThrow();
            int count = done.reports().size();
            return new Criterion(
                    "triage",
                    Result.MET,
                    (done.kinds().contains(Kind.TRIAGE) ? "Triaged " : "Worked on ") + count
                            + (count == 1 ? " report" : " reports") + " since " + from + ", last on " + last
                            + claimed(done.claimed(), count) + published(done.published(), count) + ".",
                    done.reports(),
                    policy.readings().windowEnd(last, asOf));
        }
        String none = done.last()
                        .map(last -> "No credit since " + from + ", the last was on " + last)
                        .orElse("No credit so far")
                + waiting(done.waiting());
        if (gaps.isEmpty() && done.waiting().proven() > 0) {
            return new Criterion(
                    "triage",
                    Result.CANNOT_TELL,
                    none + ".",
                    List.of(),
                    done.waiting().last().flatMap(last -> policy.readings().windowEnd(last, asOf)));
        }
        return gaps.isEmpty()
                ? new Criterion("triage", Result.NOT_MET, none + ".", List.of(), Optional.empty())
                : new Criterion(
                        "triage",
                        Result.CANNOT_TELL,
                        none + "; mail is missing " + named(gaps) + ".",
                        List.of(),
                        Optional.empty());
    }

    private static String waiting(Work.Waiting waiting) {
        return waits(waiting.messages(), "message", "for a decision")
                + waits(waiting.records(), "CVE record", "for a decision on a name")
                + waits(waiting.advisories(), "GitHub advisory", "for a decision");
    }

    private static String waits(int count, String what, String forWhat) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "; 1 " + what + " waits " + forWhat;
            default ->
                "; " + count + " " + (what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s")
                        + " wait " + forWhat;
        };
    }

    private static String published(int published, int count) {
        if (published == 0) {
            return "";
        }
        return count == 1
                ? "; the credit comes from a published record or advisory"
                : "; the credits for " + published + " of them come from published records or advisories";
    }

    private static String claimed(int claimed, int count) {
        if (claimed == 0) {
            return "";
        }
        return count == 1 ? "; it is claimed" : "; " + claimed + " of them claimed";
    }

    /**
     * Anyone who came back was added when they came back. Where nobody knows when they joined, work of theirs from more than a year
     * ago says that it was not within the last one.
     */
    private static Criterion newcomer(Person person, Work.Done done, LocalDate asOf) {
        Optional<LocalDate> joined = person.memberships().stream()
                .filter(stretch -> stretch.holds(asOf))
                .map(Dated::from)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        if (joined.isEmpty()) {
            Optional<LocalDate> worked = done.last().filter(day -> day.isBefore(asOf.minusYears(1)));
            return new Criterion(
                    "newcomer",
                    worked.isPresent() ? Result.NOT_MET : Result.CANNOT_TELL,
                    "It is not known when they joined"
                            + worked.map(day -> ", but they worked on " + day + ", more than a year ago.")
                                    .orElse("."),
                    List.of(),
                    Optional.empty());
        }
        boolean recent = Year.counts(joined.get(), asOf);
        return new Criterion(
                "newcomer",
                recent ? Result.MET : Result.NOT_MET,
                "Joined on " + joined.get() + (recent ? ", within the last year." : ", more than a year ago."),
                List.of(),
                recent ? Optional.of(Year.end(joined.get())) : Optional.empty());
    }

    /** From the beginning of the window's first day to the end of the day itself, so far as that can have been read. */
    private List<Stretch> gaps(LocalDate asOf) {
        Instant from = start(policy.readings().windowFrom(asOf));
        Instant to = KnownUntil.within(asOf, knownUntil);
        return to.isBefore(from) ? List.of() : joined.gaps(new Stretch(from, to));
    }

    private static String named(List<Stretch> gaps) {
        List<String> named = new ArrayList<>();
        gaps.stream()
                .limit(GAPS_NAMED)
                .map(gap -> {
                    LocalDate first = LocalDate.ofInstant(gap.from(), ZoneOffset.UTC);
                    LocalDate last = LocalDate.ofInstant(gap.to(), ZoneOffset.UTC);
                    return first.equals(last) ? "on " + first : "from " + first + " to " + last;
                })
                .distinct()
                .forEach(named::add);
        if (gaps.size() > GAPS_NAMED) {
            named.add("and " + (gaps.size() - GAPS_NAMED) + " more times");
        }
        return String.join(", ", named);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
