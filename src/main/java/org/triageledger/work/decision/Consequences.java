package org.triageledger.work.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.eligibility.Difference;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.Policies;

/** What would follow from a decision today: who gains or loses credits, and whose verdict changes. */
@ApplicationScoped
class Consequences {
    private final Facts facts;
    private final Policies policies;
    private final Days days;

    Consequences(Facts facts, Policies policies, Days days) {
        this.facts = facts;
        this.policies = policies;
        this.days = days;
    }

    /** What holds today. */
    Facts.Known today() {
        return facts.on(days.today());
    }

    /** By what would follow from it today: more credits, or a better verdict. */
    boolean favours(String member, Facts.Known old, Facts.Known fresh) {
        if (!reports(old, member).containsAll(reports(fresh, member))) {
            return true;
        }
        return differences(old, fresh).stream()
                .filter(difference -> difference.member().equals(member))
                .anyMatch(difference -> worth(difference.other()) > worth(difference.one()));
    }

    private List<Difference> differences(Facts.Known old, Facts.Known fresh) {
        LocalDate day = days.today();
        Policy policy = policies.of(null, day);
        return Difference.between(
                facts.evaluations(old, policy, day).on(day),
                facts.evaluations(fresh, policy, day).on(day));
    }

    /** What would hold today if these decisions did. */
    Facts.Known supposing(DecisionEffects then) {
        return facts.supposing(then, days.today());
    }

    /** How good a verdict is for the member; nobody who is no member has one. */
    private static int worth(Optional<Evaluation> evaluation) {
        return evaluation
                .map(eachEvaluation -> switch (eachEvaluation.verdict()) {
                    case Verdict.Active ignored -> 3;
                    case Verdict.Exempt ignored -> 3;
                    case Verdict.Newcomer ignored -> 3;
                    case Verdict.Unknown ignored -> 2;
                    case Verdict.Inactive ignored -> 1;
                })
                .orElse(0);
    }

    /** What differs for people, a line for each; one line where nothing does. */
    List<String> changes(Facts.Known old, Facts.Known fresh) {
        List<String> changes = new ArrayList<>();
        Set<String> members = new TreeSet<>(old.credits().members());
        members.addAll(fresh.credits().members());
        for (String member : members) {
            Set<String> had = reports(old, member);
            Set<String> has = reports(fresh, member);
            Set<String> gained = new HashSet<>(has);
            gained.removeAll(had);
            Set<String> lost = new HashSet<>(had);
            lost.removeAll(has);
            if (!gained.isEmpty()) {
                changes.add(member + " gains " + counted(gained.size(), "report") + " with credits");
            }
            if (!lost.isEmpty()) {
                changes.add(member + " loses " + counted(lost.size(), "report") + " with credits");
            }
        }
        for (Difference difference : differences(old, fresh)) {
            changes.add(difference.member() + " becomes " + word(difference.other()) + " (was " + word(difference.one())
                    + ")");
        }
        int threads =
                old.activity().reports().size() - fresh.activity().reports().size();
        if (threads != 0) {
            changes.add(counted(Math.abs(threads), "thread") + (threads > 0 ? " fewer" : " more"));
        }
        int waiting =
                old.activity().pending().size() - fresh.activity().pending().size();
        if (waiting != 0) {
            changes.add(counted(Math.abs(waiting), "credit")
                    + (waiting > 0 ? " no longer waiting in the queue" : " more waiting in the queue"));
        }
        return changes.isEmpty() ? List.of("nothing changes today") : changes;
    }

    private static Set<String> reports(Facts.Known known, String member) {
        return known.credits().of(member).stream().map(Credit::report).collect(Collectors.toSet());
    }

    private static String word(Optional<Evaluation> evaluation) {
        return evaluation.map(eachEvaluation -> eachEvaluation.verdict().word()).orElse("no member");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
