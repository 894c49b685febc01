package org.triageledger.work;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the clock of a node may be from that of the database. What is noted with a wrong time makes wrong coverage, and wrong limits for
 * letters: a node whose clock is off does nothing by itself.
 */
public final class ClockSkew {
    private static final Duration MOST = Duration.ofMinutes(1);

    private ClockSkew() {}

    /**
     * How long a node has to hold by its own clock what it works on, so that no other one takes it meanwhile: one of them may be as far
     * behind as it may be, the other as far ahead.
     *
     * @param work how long that takes at the most
     */
    public static Duration hold(Duration work) {
        return work.plus(MOST.multipliedBy(2));
    }

    /**
     * What to say where it is too far.
     *
     * @param ahead of the database's clock; negative where it is behind
     */
    public static Optional<String> problem(Duration ahead) {
        return ahead.abs().compareTo(MOST) <= 0
                ? Optional.empty()
                : Optional.of("the clock of this machine is " + ahead.abs().toSeconds() + " seconds "
                        + (ahead.isNegative() ? "behind" : "ahead of")
                        + " that of the database: set both by NTP");
    }
}
