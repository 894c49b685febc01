package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Severity;

/**
 * What happened to a case, so far as it is known.
 *
 * @param steps in order of time; several may be missing, and none has to wait for another
 * @param branches the affected release branches that are alive, the newest first
 */
public record Chain(
        Case of, Outcome outcome, Optional<Severity> severity, List<Taken> steps, List<BranchState> branches) {
    public Chain {
        steps = List.copyOf(steps);
        branches = List.copyOf(branches);
    }

    /** The first of a kind. */
    public Optional<Taken> first(Step step) {
        for (Taken taken : steps) {
            if (taken.step() == step) {
                return Optional.of(taken);
            }
        }
        return Optional.empty();
    }

    /** The first of a kind about one thing. */
    public Optional<Taken> first(Step step, CveId about) {
        return first(step, about.value());
    }

    Optional<Taken> first(Step step, String about) {
        return steps.stream()
                .filter(taken -> taken.step() == step && taken.about().equals(Optional.of(about)))
                .findFirst();
    }

    public List<Taken> all(Step step) {
        return steps.stream().filter(taken -> taken.step() == step).toList();
    }

    /** The one who coordinates: the last to whom it was given. */
    public Optional<Taken> coordinator() {
        return last(Step.COORDINATOR);
    }

    /** All who coordinate: the last to whom a person gave it and those whom sources name later; without such, all whom sources name. */
    public Set<String> coordinators() {
        List<Taken> all = all(Step.COORDINATOR);
        int given = 0;
        for (int at = 0; at < all.size(); at++) {
            given = all.get(at).isByHand() ? at : given;
        }
        return all.subList(given, all.size()).stream()
                .flatMap(taken -> taken.about().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** When it was finished; empty while it is not. */
    public Optional<Taken> closed() {
        return first(Step.CLOSED);
    }

    public Optional<Instant> embargoEnds() {
        return last(Step.EMBARGO_ENDS).map(taken -> taken.when().by());
    }

    private Optional<Taken> last(Step step) {
        for (int at = steps.size() - 1; at >= 0; at--) {
            if (steps.get(at).step() == step) {
                return Optional.of(steps.get(at));
            }
        }
        return Optional.empty();
    }

    /** When it was received; where no report of it is known, when it was first heard of. */
    public Instant begun() {
        return begun(of);
    }

    static Instant begun(Case one) {
        if (one.reports().size() == 1 && one.isOfMailAlone()) {
            return begun(one.reports().getFirst());
        }
        return Stream.of(
                        one.reports().stream().map(Chain::begun),
                        one.advisories().stream().map(advisory -> advisory.begun()),
                        one.announcements().stream()
                                .map(announcement -> announcement
                                        .announced()
                                        .orElse(announcement.mail().at())),
                        one.records().stream()
                                .flatMap(history -> history.versions().stream())
                                .flatMap(version ->
                                        Stream.concat(version.published().stream(), version.rejected().stream())))
                .flatMap(times -> times)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static Instant begun(Report report) {
        return report.thread().opener().arrivedAt();
    }
}
