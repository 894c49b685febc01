package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.advisory.record.RecordCredit;
import org.triageledger.core.mail.ManyAtOnce;
import org.triageledger.core.mail.SameObjects;
import org.triageledger.core.member.Roster;

/**
 * Chains and findings of cases, derived again only for cases of which something changed: what they are made of, what people said of them,
 * or whether a time has come and a source was read. Not safe for use by several threads.
 */
public final class DerivedCases {
    private List<Derived> all = List.of();
    private Map<Case, Derived> kept = new IdentityHashMap<>();
    private @Nullable Basis basis;

    /** What follows for one case. */
    public record Derived(Chain chain, CaseFindings.Found found) {}

    /**
     * What chains are made from, beside cases and time.
     *
     * @param day the UTC day after which nothing exists
     */
    public record Basis(
            Roster roster,
            List<RecordCredit> named,
            List<Ruling> rulings,
            List<StepSet> steps,
            Releases releases,
            LocalDate day) {
        private Chains chains(Instant now) {
            return new Chains(roster, named, rulings, steps, releases, day, now);
        }

        /** Whether cases that have ids may come out otherwise. Who wrote mail is a matter of reports, which are others then. */
        private boolean isAsFor(Basis other) {
            return day.equals(other.day)
                    && roster.people().equals(other.roster.people())
                    && roster.branches().equals(other.roster.branches())
                    && named.equals(other.named)
                    && releases.equals(other.releases);
        }

        /** By which cases are found of which these people said something else. */
        private Set<String> differences(Basis other) {
            return Stream.concat(
                            differences(rulings, other.rulings).map(Ruling::messageKey),
                            differences(steps, other.steps).map(StepSet::anchor))
                    .collect(Collectors.toSet());
        }

        private static <T> Stream<T> differences(Collection<T> some, Collection<T> others) {
            if (some.equals(others)) {
                return Stream.of();
            }
            Set<T> one = new HashSet<>(some);
            Set<T> other = new HashSet<>(others);
            return Stream.concat(
                    some.stream().filter(said -> !other.contains(said)),
                    others.stream().filter(said -> !one.contains(said)));
        }
    }

    /** Derives anything, and keeps nothing. */
    public static List<Derived> all(List<Case> cases, Basis basis, CaseFindings rules, Instant now) {
        Chains chains = basis.chains(now);
        return ManyAtOnce.list(cases.size(), number -> derive(cases.get(number), chains, rules));
    }

    /**
     * The same, in which what is still as it was is not derived again: the very same objects, and the very same list where all of them are.
     *
     * @param cases the very cases of before where they are made of the same ({@link EarlierCases})
     */
    public List<Derived> keeping(List<Case> cases, Basis now, CaseFindings rules, Instant at) {
        Basis last = basis;
        boolean sameIds = last != null && last.isAsFor(now);
        Set<String> said = last == null ? Set.of() : last.differences(now);
        Chains chains = now.chains(at);
        List<Derived> derived = ManyAtOnce.list(cases.size(), place -> {
            Case one = cases.get(place);
            Derived before = before(one, place);
            return before != null
                            && (sameIds || one.isOfMailAlone())
                            && (said.isEmpty() || !one.isFoundBy(said))
                            && isSameChain(before, chains)
                    ? stillOrAgain(before, rules)
                    : derive(one, chains, rules);
        });
        basis = now;
        if (!SameObjects.in(derived, all)) {
            all = derived;
            kept = new IdentityHashMap<>(all.size());
            all.forEach(one -> kept.put(one.chain.of(), one));
        }
        return all;
    }

    private @Nullable Derived before(Case one, int place) {
        Derived there = place < all.size() ? all.get(place) : null;
        return there != null && there.chain.of() == one ? there : kept.get(one);
    }

    /** What is said of branches counts days, and is not the same for ever. */
    private static boolean isSameChain(Derived before, Chains chains) {
        return before.chain.branches().isEmpty() || chains.of(before.chain.of()).equals(before.chain);
    }

    private static Derived stillOrAgain(Derived before, CaseFindings rules) {
        return rules.isFoundStill(before.found) ? before : new Derived(before.chain, rules.found(before.chain));
    }

    private static Derived derive(Case one, Chains chains, CaseFindings rules) {
        Chain chain = chains.of(one);
        return new Derived(chain, rules.found(chain));
    }
}
