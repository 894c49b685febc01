package org.triageledger.work.facts;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;

/** What policies make of an activity, kept while a page asks for it again. */
final class EvaluationCache {
    /** A page asks for one policy on one or two days. */
    private static final int MOST = 8;

    private final Deque<Evaluations> kept = new ArrayDeque<>();

    /** Of facts that changed, the latest of each policy: what members did of whom nothing changed is taken from it. */
    private final List<Evaluations> before = new ArrayList<>();

    /** Those of a policy, before any mail is known to be missing. The activity and the roster are the same only where they are the same object. */
    synchronized Evaluations of(VerdictFacts known, Policy policy) {
        return kept.stream()
                .filter(each -> each.activity() == known.activity()
                        && each.roster() == known.roster()
                        && each.policy().equals(policy))
                .findFirst()
                .orElseGet(() -> keep(fresh(known, policy)));
    }

    private Evaluations fresh(VerdictFacts known, Policy policy) {
        Optional<Evaluations> latest = Stream.concat(kept.reversed().stream(), before.stream())
                .filter(each -> each.policy().equals(policy))
                .findFirst();
        before.removeIf(each -> each.policy().equals(policy));
        return latest.map(each -> each.over(known.roster(), known.activity()))
                .orElseGet(
                        () -> Evaluations.over(policy, known.roster(), known.activity(), Coverage.NONE, Instant.EPOCH));
    }

    private Evaluations keep(Evaluations fresh) {
        if (kept.size() == MOST) {
            kept.removeFirst();
        }
        kept.addLast(fresh);
        return fresh;
    }

    /** Lets go of activities that are not asked for any more, as something changed. */
    synchronized void change() {
        for (Evaluations each : kept.reversed()) {
            if (before.stream().noneMatch(other -> other.policy().equals(each.policy()))) {
                before.add(each);
            }
        }
        while (before.size() > MOST) {
            before.removeFirst();
        }
        kept.clear();
    }

    /** Lets go of everything. */
    synchronized void clear() {
        kept.clear();
        before.clear();
    }
}
