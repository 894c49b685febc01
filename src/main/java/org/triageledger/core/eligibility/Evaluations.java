package org.triageledger.core.eligibility;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Criterion.Result;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/**
 * Facts, a policy and a day to verdicts.
 *
 * <p>A member is active by work of their own; else exempt by a role; else a newcomer. Who is none of these is inactive only if
 * all mail of the window was read; else nobody can tell.
 */
public final class Evaluations {
    private final Policy policy;
    private final Roster roster;
    private final LocalDate asOf;
    private final LocalDate windowEnd;
    private final Map<String, List<Credit>> credits;
    private final Set<String> pending;
    private final List<Stretch> gaps;

    private Evaluations(
            Policy policy, Roster roster, Activity activity, Coverage coverage, LocalDate asOf, Instant knownUntil) {
        this.policy = policy;
        this.roster = roster;
        this.asOf = asOf;
        Map<String, Report> reports = HashMap.newHashMap(activity.reports().size());
        activity.reports().forEach(report -> reports.put(report.id(), report));
        this.windowEnd = policy.readings().window() == Readings.Window.SINCE_LAST_REPORT
                ? lastReport(activity.reports()).orElse(asOf)
                : asOf;
        this.credits = activity.credits().stream()
                .filter(credit -> counts(credit, Optional.ofNullable(reports.get(credit.report()))))
                .flatMap(credit -> upTo(credit).stream())
                .collect(Collectors.groupingBy(Credit::member));
        this.pending = activity.pending().stream()
                .filter(one ->
                        one.credit().evidence().stream().anyMatch(evidence -> Year.counts(evidence.day(), windowEnd)))
                .map(one -> one.credit().member())
                .collect(Collectors.toSet());
        this.gaps = gaps(coverage, knownUntil);
    }

    /**
     * The verdict for everybody who is a member on a UTC day, sorted by id.
     *
     * @param activity made of the mail that had arrived by the end of that day
     * @param knownUntil the moment up to which mail can have been read at all: what comes later is no gap
     */
    public static List<Evaluation> of(
            Policy policy, Roster roster, Activity activity, Coverage coverage, LocalDate asOf, Instant knownUntil) {
        Evaluations evaluations = new Evaluations(policy, roster, activity, coverage, asOf, knownUntil);
        return roster.members(asOf).stream()
                .sorted(Comparator.comparing(Person::id))
                .map(evaluations::evaluate)
                .toList();
    }

    private Evaluation evaluate(Person person) {
        List<Credit> own = credits.getOrDefault(person.id(), List.of());
        List<LocalDate> days = own.stream()
                .flatMap(credit -> credit.evidence().stream())
                .map(Credit.Evidence::day)
                .sorted()
                .toList();
        Set<String> reports = own.stream()
                .filter(credit ->
                        credit.evidence().stream().anyMatch(evidence -> Year.counts(evidence.day(), windowEnd)))
                .map(Credit::report)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        Optional<LocalDate> last = days.isEmpty() ? Optional.empty() : Optional.of(days.getLast());
        Criterion work = work(person, last, reports);
        List<Criterion> roles = RoleCriteria.of(person, roster, policy.readings(), asOf);
        List<Criterion> criteria = new ArrayList<>();
        criteria.add(work);
        if (policy.readings().newcomerGrace()) {
            criteria.add(newcomer(person));
        }
        criteria.addAll(roles);
        Verdict verdict = verdict(work, criteria, roles);
        return new Evaluation(
                person.id(), person.name(), verdict, criteria, last, reports.size(), reasons(verdict, criteria));
    }

    private Verdict verdict(Criterion work, List<Criterion> criteria, List<Criterion> roles) {
        if (work.result() == Result.MET) {
            return new Verdict.Active(work.until().orElse(asOf));
        }
        List<Criterion> exempting =
                roles.stream().filter(role -> role.result() == Result.MET).toList();
        if (!exempting.isEmpty()) {
            return new Verdict.Exempt(latest(exempting));
        }
        Optional<Criterion> newcomer = criteria.stream()
                .filter(one -> one.name().equals("newcomer") && one.result() == Result.MET)
                .findFirst();
        if (newcomer.isPresent()) {
            return new Verdict.Newcomer(newcomer.get().until().orElse(asOf));
        }
        boolean unclear = criteria.stream().anyMatch(one -> one.result() == Result.CANNOT_TELL);
        return unclear ? new Verdict.Unknown(gaps) : new Verdict.Inactive();
    }

    /** The last day on which one of them holds; without end if one of them is. */
    private static Optional<LocalDate> latest(List<Criterion> criteria) {
        return criteria.stream().anyMatch(one -> one.until().isEmpty())
                ? Optional.empty()
                : criteria.stream().flatMap(one -> one.until().stream()).max(Comparator.naturalOrder());
    }

    private static List<String> reasons(Verdict verdict, List<Criterion> criteria) {
        Result deciding = switch (verdict) {
            case Verdict.Active ignored -> Result.MET;
            case Verdict.Exempt ignored -> Result.MET;
            case Verdict.Newcomer ignored -> Result.MET;
            case Verdict.Unknown ignored -> Result.CANNOT_TELL;
            case Verdict.Inactive ignored -> Result.NOT_MET;
        };
        return Stream.concat(
                        criteria.stream().filter(one -> one.result() == deciding),
                        criteria.stream().filter(one -> one.result() != deciding && one.result() != Result.NOT_MET))
                .map(Criterion::why)
                .distinct()
                .toList();
    }

    private Criterion work(Person person, Optional<LocalDate> last, Set<String> reports) {
        if (!reports.isEmpty() && last.isPresent()) {
            return new Criterion(
                    "triage",
                    Result.MET,
                    "Triaged " + reports.size() + (reports.size() == 1 ? " report" : " reports")
                            + " within the window, last on " + last.get() + ".",
                    List.copyOf(reports),
                    Optional.of(Year.end(last.get())));
        }
        String since =
                last.map(day -> "Last credit on " + day + ", before the window").orElse("No credit so far");
        if (pending.contains(person.id())) {
            since += "; something waits in the review queue";
        }
        return gaps.isEmpty()
                ? new Criterion("triage", Result.NOT_MET, since + ".", List.of(), Optional.empty())
                : new Criterion(
                        "triage",
                        Result.CANNOT_TELL,
                        since + "; mail is missing from " + day(gaps.getFirst().from()) + " to "
                                + day(gaps.getLast().to())
                                + (gaps.size() > 1 ? " (" + gaps.size() + " gaps)." : "."),
                        List.of(),
                        Optional.empty());
    }

    private Criterion newcomer(Person person) {
        Optional<LocalDate> joined = person.membership(asOf).flatMap(membership -> membership.from());
        if (joined.isEmpty()) {
            return new Criterion(
                    "newcomer", Result.NOT_MET, "It is not known when they joined.", List.of(), Optional.empty());
        }
        boolean recent = Year.counts(joined.get(), asOf);
        return new Criterion(
                "newcomer",
                recent ? Result.MET : Result.NOT_MET,
                "Joined on " + joined.get() + (recent ? ", within the last year." : ", more than a year ago."),
                List.of(),
                recent ? Optional.of(Year.end(joined.get())) : Optional.empty());
    }

    private boolean counts(Credit credit, Optional<Report> report) {
        Readings readings = policy.readings();
        boolean trusted = credit.trust().compareTo(readings.leastTrust()) <= 0;
        return trusted
                && report.map(one -> switch (one.status()) {
                            case VULNERABILITY -> true;
                            case UNREVIEWED -> !readings.mustBeVulnerability();
                            case NOT_A_VULNERABILITY, DUPLICATE ->
                                !readings.mustBeVulnerability() && readings.notVulnerabilityCounts();
                            case SPAM -> !readings.mustBeVulnerability() && readings.spamCounts();
                            case INTERNAL, AUTOMATED, UNDECIDED -> false;
                        })
                        .orElse(true);
    }

    /** Only evidence up to the day, whatever was handed in. */
    private Optional<Credit> upTo(Credit credit) {
        List<Credit.Evidence> seen = credit.evidence().stream()
                .filter(evidence -> !evidence.day().isAfter(asOf)
                        && evidence.trust().compareTo(policy.readings().leastTrust()) <= 0)
                .toList();
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credit(credit.member(), credit.kind(), credit.report(), seen, credit.rule()));
    }

    private Optional<LocalDate> lastReport(List<Report> reports) {
        return reports.stream()
                .filter(report -> report.status().isReport())
                .map(report -> report.thread().opener().day())
                .filter(day -> !day.isAfter(asOf))
                .max(Comparator.naturalOrder());
    }

    private List<Stretch> gaps(Coverage coverage, Instant knownUntil) {
        Instant from = windowEnd.minusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
        Instant to = end.isBefore(knownUntil) ? end : knownUntil;
        return to.isBefore(from) ? List.of() : coverage.gaps(new Stretch(from, to));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
