package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.triageledger.core.coverage.KnownUntil;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Difference;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Forecast;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.CreditIndex;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.facts.VerdictFacts;

/** Who is active and why, what will change, and where two policies differ; the same for the command line, the API and the pages. */
@ApplicationScoped
public class VerdictAnswers {
    private final Facts facts;
    private final Causes causes;
    private final Policies policies;

    VerdictAnswers(Facts facts, Causes causes, Policies policies) {
        this.facts = facts;
        this.causes = causes;
        this.policies = policies;
    }

    public VerdictViews.Active active(LocalDate asOf, String policyName) {
        Policy policy = policies.of(policyName, asOf);
        VerdictFacts known = facts.verdictsOn(asOf, policy);
        List<Evaluation> evaluations = evaluate(known, policy, asOf);
        return new VerdictViews.Active(
                policyName,
                asOf,
                evaluations.stream()
                        .map(evaluation -> ViewMapper.member(evaluation, known, asOf))
                        .toList(),
                lastCovered(known, policyName, asOf, evaluations).orElse(null));
    }

    /** A ledger that is fed by archives knows nothing of the days since; its answers are those of the last day that it knows. */
    private Optional<VerdictViews.LastCovered> lastCovered(
            VerdictFacts known, String policyName, LocalDate asOf, List<Evaluation> evaluations) {
        long unknown = missingMail(evaluations);
        if (unknown == 0) {
            return Optional.empty();
        }
        return known.coverage().lastWholeDay(asOf).flatMap(day -> {
            Policy policy = policies.of(policyName, day);
            List<Evaluation> then = evaluate(facts.verdictsOn(day, policy), policy, day);
            long inactive = then.stream()
                    .filter(evaluation -> evaluation.verdict() instanceof Verdict.Inactive)
                    .count();
            return missingMail(then) < unknown
                    ? Optional.of(new VerdictViews.LastCovered(day, inactive))
                    : Optional.empty();
        });
    }

    private static long missingMail(List<Evaluation> evaluations) {
        return evaluations.stream()
                .filter(evaluation -> evaluation.verdict() instanceof Verdict.Unknown unknown
                        && !unknown.gaps().isEmpty())
                .count();
    }

    public VerdictViews.Evaluated evaluate(LocalDate asOf, String policyName) {
        Policy policy = policies.of(policyName, asOf);
        VerdictFacts known = facts.verdictsOn(asOf, policy);
        return new VerdictViews.Evaluated(
                policyName,
                asOf,
                evaluate(known, policy, asOf).stream()
                        .map(evaluation -> new VerdictViews.EvaluatedMember(
                                ViewMapper.member(evaluation, known, asOf), ViewMapper.criteria(evaluation)))
                        .toList());
    }

    private List<Evaluation> evaluate(String policyName, LocalDate asOf) {
        Policy policy = policies.of(policyName, asOf);
        return evaluate(facts.verdictsOn(asOf, policy), policy, asOf);
    }

    private List<Evaluation> evaluate(VerdictFacts known, Policy policy, LocalDate asOf) {
        return facts.evaluations(known, policy, asOf).on(asOf);
    }

    /** @throws Refusal where nobody is a member under that id on that day */
    public VerdictViews.Why why(String member, LocalDate asOf, String policyName) {
        return why(member, asOf, policyName, (credits, counted) -> ViewMapper.evidence(credits.of(member)));
    }

    /** As {@link #why}, with what makes the verdict first, then the rest; the newest first in each. */
    public VerdictViews.Why whyNewestFirst(String member, LocalDate asOf, String policyName) {
        return why(
                member,
                asOf,
                policyName,
                (credits, counted) -> ViewMapper.inOrder(credits.newestByReport(member), counted));
    }

    private VerdictViews.Why why(
            String member,
            LocalDate asOf,
            String policyName,
            BiFunction<CreditIndex, Set<String>, List<EvidenceViews.ReportEvidence>> evidence) {
        Policy policy = policies.of(policyName, asOf);
        VerdictFacts known = facts.verdictsOn(asOf, policy);
        Evaluation evaluation = evaluate(known, policy, asOf).stream()
                .filter(eachEvaluation -> eachEvaluation.member().equals(member))
                .findFirst()
                .orElseThrow(() -> new Refusal("nobody with the id '" + member + "' is a member on " + asOf
                        + ": see `ledger active --as-of " + asOf + "`"));
        List<VerdictViews.CriterionLine> criteria = ViewMapper.criteria(evaluation);
        Set<String> counted =
                criteria.stream().flatMap(line -> line.evidence().stream()).collect(Collectors.toSet());
        List<SourceViews.Gap> gaps =
                evaluation.verdict() instanceof Verdict.Unknown unknown ? causes.of(unknown.gaps()) : List.of();
        return new VerdictViews.Why(
                policyName,
                asOf,
                ViewMapper.member(evaluation, known, asOf),
                policy.readings().windowFrom(asOf),
                criteria,
                evidence.apply(known.credits(), counted),
                ViewMapper.pending(known.activity().pending().stream()
                        .filter(pending -> pending.credit().member().equals(member))
                        .toList()),
                gaps);
    }

    private static String why(Optional<Evaluation> evaluation) {
        return evaluation
                .flatMap(eachEvaluation -> eachEvaluation.reasons().stream().findFirst())
                .orElse("");
    }

    /** What no source has read completely of these UTC days, so far as it can have been read by now, or on a day to come. */
    public List<SourceViews.Gap> missing(LocalDate first, LocalDate asOf) {
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = KnownUntil.within(asOf, facts.knownUntil(asOf));
        return to.isBefore(from)
                ? List.of()
                : causes.of(facts.creditsOn(asOf).coverage().gaps(new Stretch(from, to)));
    }

    /** If nothing happens: who stops being active and when, the earliest first. */
    public VerdictViews.Forecasts forecast(LocalDate asOf, String policyName) {
        Policy policy = policies.of(policyName, asOf);
        VerdictFacts known = facts.verdictsOn(asOf, policy);
        Evaluations evaluations = facts.evaluations(known, policy, asOf);
        return new VerdictViews.Forecasts(
                policyName,
                asOf,
                Forecast.of(evaluations, asOf, asOf.plusYears(1)).stream()
                        .map(forecast -> new VerdictViews.ForecastLine(
                                forecast.member(),
                                forecast.name(),
                                forecast.now().word(),
                                forecast.lastDay().orElse(null),
                                forecast.turns().stream()
                                        .map(turn -> new VerdictViews.Turn(
                                                turn.day(), turn.verdict().word()))
                                        .toList(),
                                forecast.keep().orElse(null)))
                        .toList());
    }

    /** For whom two policies, or two readings, differ on a day. */
    public VerdictViews.PolicyDifference difference(String one, String other, LocalDate asOf) {
        List<Evaluation> ones = evaluate(one, asOf);
        List<Evaluation> others = evaluate(other, asOf);
        return new VerdictViews.PolicyDifference(
                one,
                other,
                asOf,
                Difference.between(ones, others).stream()
                        .map(difference -> new VerdictViews.DifferenceLine(
                                difference.member(),
                                difference.name(),
                                word(difference.one()),
                                word(difference.other()),
                                why(difference.one()),
                                why(difference.other())))
                        .toList());
    }

    private static String word(Optional<Evaluation> evaluation) {
        return evaluation.map(eachEvaluation -> eachEvaluation.verdict().word()).orElse("no member");
    }
}
