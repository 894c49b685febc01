package org.triageledger.core.advisory.ghsa;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;

/**
 * When each repository was looked at completely. The list that GitHub gives holds all advisories, so that a complete look says how each
 * of them stands at that moment, whatever was missed before. Looks that failed say nothing.
 */
public final class Polls {
    public static final Polls NONE = new Polls(List.of());

    private static final NavigableSet<Instant> NEVER = new TreeSet<>();

    private final Map<String, NavigableSet<Instant>> complete;

    public Polls(Collection<Poll> polls) {
        this.complete = polls.stream()
                .filter(Poll::complete)
                .collect(Collectors.groupingBy(
                        Poll::repository, Collectors.mapping(Poll::at, Collectors.toCollection(TreeSet::new))));
    }

    /** The last complete look before an instant. */
    Optional<Instant> lastBefore(Optional<String> repository, Instant at) {
        return repository.flatMap(name -> Optional.ofNullable(of(name).lower(at)));
    }

    /** Until when everything that happened in a repository is known; empty where it was never looked at. */
    public Optional<Instant> knownUntil(String repository) {
        return of(repository).isEmpty()
                ? Optional.empty()
                : Optional.of(of(repository).last());
    }

    /** Whether what had happened by an instant is known. Otherwise nobody can tell whether something is late or missing. */
    public boolean isKnown(String repository, Instant at) {
        return knownUntil(repository).map(until -> !until.isBefore(at)).orElse(false);
    }

    /**
     * The times of which a repository was watched closely.
     *
     * @param apart looks no further apart than this leave nothing open between them
     */
    public Coverage coverage(String repository, Duration apart) {
        return new Coverage(of(repository).stream()
                        .map(at -> Optional.ofNullable(of(repository).lower(at))
                                .filter(before -> !before.plus(apart).isBefore(at))
                                .map(before -> new Stretch(before, at))
                                .orElseGet(() -> new Stretch(at, at)))
                        .toList())
                .joined();
    }

    private NavigableSet<Instant> of(String repository) {
        return complete.getOrDefault(repository, NEVER);
    }
}
