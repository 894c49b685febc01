package org.triageledger.core.advisory.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Severity;

/**
 * How many cases there were, and how long they took. Years are those of UTC.
 *
 * @param years the first first, without those of which nothing is known
 * @param unfinished how many cases are not closed, by how long they have been open
 */
public record CaseNumbers(List<Year> years, Map<Age, Integer> unfinished) {
    /** How long a case is open. */
    public enum Age {
        UNDER_30_DAYS("under 30 days", 30),
        UNDER_90_DAYS("30 to 89 days", 90),
        UNDER_180_DAYS("90 to 179 days", 180),
        UNDER_A_YEAR("180 to 364 days", 365),
        LONGER("365 days or longer", Long.MAX_VALUE);

        private final String title;
        private final long below;

        Age(String title, long below) {
            this.title = title;
            this.below = below;
        }

        /** For people. */
        public String title() {
            return title;
        }

        static Age of(Duration open) {
            return Stream.of(values())
                    .filter(age -> open.toDays() < age.below)
                    .findFirst()
                    .orElse(LONGER);
        }
    }

    /**
     * One year.
     *
     * @param cases received in it, by what they turned out to be
     * @param advisories announced or recorded in it, each CVE id once
     * @param severities of these; some are of none
     * @param steps how long each took in the cases received in it
     */
    public record Year(
            int year,
            Map<Outcome, Integer> cases,
            int advisories,
            Map<Severity, Integer> severities,
            Map<Step, Expected.Times> steps) {
        /** How many were received. */
        public int received() {
            return cases.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    public CaseNumbers {
        years = List.copyOf(years);
    }

    /** @param now up to when time is counted */
    public static CaseNumbers of(Collection<Chain> chains, Instant now) {
        SortedMap<Integer, List<Chain>> received = new TreeMap<>();
        SortedMap<Integer, Map<CveId, Optional<Severity>>> published = new TreeMap<>();
        Map<Age, Integer> unfinished = new EnumMap<>(Age.class);
        for (Chain chain : chains) {
            chain.first(Step.RECEIVED)
                    .ifPresent(
                            taken -> received.computeIfAbsent(year(taken.when().by()), first -> new ArrayList<>())
                                    .add(chain));
            for (CveId id : chain.of().cves()) {
                Stream.of(Step.ANNOUNCED, Step.RECORD_PUBLISHED)
                        .flatMap(step -> chain.first(step, id).stream())
                        .map(taken -> taken.when().by())
                        .min(Comparator.naturalOrder())
                        .ifPresent(at -> published
                                .computeIfAbsent(year(at), first -> new TreeMap<>())
                                .put(id, chain.severity()));
            }
            if (chain.closed().isEmpty() && chain.first(Step.RECEIVED).isPresent()) {
                unfinished.merge(Age.of(Duration.between(chain.begun(), now)), 1, Integer::sum);
            }
        }
        SortedMap<Integer, Year> years = new TreeMap<>();
        Stream.concat(received.keySet().stream(), published.keySet().stream())
                .forEach(year -> years.put(
                        year,
                        year(year, received.getOrDefault(year, List.of()), published.getOrDefault(year, Map.of()))));
        return new CaseNumbers(List.copyOf(years.values()), unfinished);
    }

    private static Year year(int year, List<Chain> received, Map<CveId, Optional<Severity>> published) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        received.forEach(chain -> outcomes.merge(chain.outcome(), 1, Integer::sum));
        Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
        published
                .values()
                .forEach(severity ->
                        severity.ifPresent(eachSeverity -> severities.merge(eachSeverity, 1, Integer::sum)));
        return new Year(year, outcomes, published.size(), severities, Expected.of(received));
    }

    private static int year(Instant at) {
        return at.atZone(ZoneOffset.UTC).getYear();
    }
}
