package org.triageledger.core.advisory.cases;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.activity.Report;

/** Cases as they were derived before, of any day: those that are made of the same now are the very same, and what follows from them holds on. */
public final class EarlierCases {
    public static final EarlierCases NONE = new EarlierCases();

    /** Those of one report that nothing joins with anything, as nearly all are. */
    private final Map<Report, Case> alone = new IdentityHashMap<>();

    private final Map<String, Case> others = new HashMap<>();

    private EarlierCases() {}

    /** What was derived after these. */
    public EarlierCases next(Collection<Case> cases) {
        EarlierCases next = new EarlierCases();
        for (Case one : cases) {
            if (isAlone(one)) {
                next.alone.put(one.reports().getFirst(), one);
            } else {
                next.others.put(one.anyName(), one);
            }
        }
        return next;
    }

    private boolean isAlone(Case one) {
        if (one.reports().size() != 1) {
            return false;
        }
        Report report = one.reports().getFirst();
        return alone.get(report) == one
                || one.isOfMailAlone() && one.mentioned().isEmpty() && !Cases.namesAny(report);
    }

    /** The case of this very report, if no id stands in it: nothing but GitHub's own mail about an advisory can join it with anything. */
    Optional<Case> alone(Report report) {
        return Optional.ofNullable(alone.get(report));
    }

    /** The case of before where it is made of the same, else this one. */
    Case same(Case one) {
        return Optional.ofNullable(others.get(one.anyName()))
                .filter(one::isMadeAs)
                .orElse(one);
    }
}
