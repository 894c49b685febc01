package org.triageledger.work.facts;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;

/** What policies make of an activity, kept while a page asks for it again. */
final class EvaluationCache {
    /** A page asks for one policy on one or two days. */
    private static final int MOST = 8;

    private final Deque<Evaluations> kept = new ArrayDeque<>();

    /** Of each policy the latest from before something changed, until the first from after it is made of it. */
    private final Map<Policy, Evaluations> before = new LinkedHashMap<>();

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
        return kept.reversed().stream()
                .filter(each -> each.policy().equals(policy))
                .findFirst()
                .or(() -> Optional.ofNullable(before.remove(policy)))
                .map(latest -> latest.over(known.roster(), known.activity()))
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

    /**
     * Something changed: of each policy only the latest is kept, from which the next takes over what members did of whom nothing
     * changed.
     */
    synchronized void change() {
        for (Evaluations each : kept) {
            before.remove(each.policy());
            before.put(each.policy(), each);
        }
        kept.clear();
        while (before.size() > MOST) {
            before.remove(before.keySet().iterator().next());
        }
    }

    /** Lets go of everything. */
    synchronized void clear() {
        kept.clear();
        before.clear();
    }
}
