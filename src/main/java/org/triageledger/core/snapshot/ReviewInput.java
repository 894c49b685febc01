package org.triageledger.core.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.RoleEnds;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Findings;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Leave;

/**
 * All that a review rests on.
 *
 * @param evaluations the facts, with the activity that had arrived by the end of the day that is asked for
 * @param drift findings from elsewhere: where lists of members disagree
 * @param quarantined how many mails could not be read and wait for a person
 * @param settled the keys of findings that people settled
 */
public record ReviewInput(
        Evaluations evaluations, List<Leave> leaves, List<Finding> drift, int quarantined, Set<String> settled) {
    public ReviewInput {
        leaves = List.copyOf(leaves);
        drift = List.copyOf(drift);
        settled = Set.copyOf(settled);
    }

    public ReviewInput(
            Policy policy,
            Roster roster,
            Activity activity,
            Coverage coverage,
            Instant knownUntil,
            List<Leave> leaves,
            List<Finding> drift,
            int quarantined) {
        this(Evaluations.over(policy, roster, activity, coverage, knownUntil), leaves, drift, quarantined, Set.of());
    }

    public static ReviewInput of(
            Policy policy, Roster roster, Activity activity, Coverage coverage, Instant knownUntil) {
        return new ReviewInput(policy, roster, activity, coverage, knownUntil, List.of(), List.of(), 0);
    }

    /** Of these facts alone. */
    public static ReviewInput of(Evaluations evaluations) {
        return new ReviewInput(evaluations, List.of(), List.of(), 0, Set.of());
    }

    public ReviewInput with(List<Leave> otherLeaves, List<Finding> otherDrift, int otherQuarantined) {
        return new ReviewInput(evaluations, otherLeaves, otherDrift, otherQuarantined, settled);
    }

    /** Without the findings that people settled. */
    public ReviewInput settled(Set<String> keys) {
        return new ReviewInput(evaluations, leaves, drift, quarantined, keys);
    }

    public Policy policy() {
        return evaluations.policy();
    }

    public Roster roster() {
        return evaluations.roster();
    }

    public Activity activity() {
        return evaluations.activity();
    }

    public Coverage coverage() {
        return evaluations.coverage();
    }

    /** The moment up to which mail can have been read at all. */
    public Instant knownUntil() {
        return evaluations.knownUntil();
    }

    /** What is odd on a UTC day, each thing once, but for what people settled. */
    public List<Finding> findings(LocalDate day) {
        return allFindings(day).stream()
                .filter(finding -> !settled.contains(finding.key()))
                .toList();
    }

    /** What is odd on a UTC day, be it settled or not: about the roster, of roles that ended, and from elsewhere. */
    public List<Finding> allFindings(LocalDate day) {
        Set<Finding> all = new LinkedHashSet<>(Findings.of(roster(), day));
        all.addAll(RoleEnds.of(roster(), on(day), day));
        all.addAll(drift);
        return List.copyOf(all);
    }

    /** The same facts as they could be known at another moment. */
    public ReviewInput asKnown(Instant until) {
        return new ReviewInput(evaluations.known(coverage(), until), leaves, drift, quarantined, settled);
    }

    /** The same facts under another policy. */
    public ReviewInput under(Policy other) {
        return new ReviewInput(evaluations.under(other), leaves, drift, quarantined, settled);
    }

    /** The verdict for everybody who is a member on a UTC day, if nothing else happens until then; sorted by id. */
    public List<Evaluation> on(LocalDate day) {
        return evaluations.on(day);
    }

    public Optional<Leave> leave(String member, LocalDate day) {
        return leaves.stream()
                .filter(leave -> leave.member().equals(member) && leave.when().holds(day))
                .findFirst();
    }

    /** No facts: this may find its way into a log. */
    @Override
    public String toString() {
        return "ReviewInput[" + policy().name() + ", " + roster() + "]";
    }
}
