package org.triageledger.core.advisory.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long each step took in cases of the past, from the moment at which a case was received. */
public final class Expected {
    private static final double NINE_TENTHS = 0.9;

    private Expected() {}

    /**
     * Of how many cases, and how long: half of them were no slower than the median, nine of ten no slower than the 90th percentile (nearest
     * rank).
     */
    public record Times(int cases, Duration median, Duration ninetieth) {}

    /** By step; only those that were taken. Of an interval its end is taken, so that nothing is expected too early. */
    public static Map<Step, Times> of(Collection<Chain> chains) {
        Map<Step, List<Duration>> took = new EnumMap<>(Step.class);
        for (Chain chain : chains) {
            Optional<Instant> received =
                    chain.first(Step.RECEIVED).map(taken -> taken.when().by());
            for (Step step : Step.values()) {
                if (step != Step.RECEIVED && step != Step.EMBARGO_ENDS) {
                    received.flatMap(start -> chain.first(step)
                                    .map(taken ->
                                            Duration.between(start, taken.when().by()))
                                    .filter(time -> !time.isNegative()))
                            .ifPresent(time -> took.computeIfAbsent(step, first -> new ArrayList<>())
                                    .add(time));
                }
            }
        }
        Map<Step, Times> times = new EnumMap<>(Step.class);
        took.forEach((step, all) -> {
            all.sort(null);
            times.put(step, new Times(all.size(), rank(all, 0.5), rank(all, NINE_TENTHS)));
        });
        return times;
    }

    private static Duration rank(List<Duration> sorted, double part) {
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }
}
