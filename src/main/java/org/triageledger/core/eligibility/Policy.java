package org.triageledger.core.eligibility;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Credit.Kind;
import org.triageledger.core.mail.Trust;

/**
 * A versioned set of rules on who stays a member. A verdict is a recommendation under a policy, its version and its readings.
 *
 * @param version raised with every change of meaning, so that an old verdict can say what made it
 * @param kinds the kinds of work that keep a member
 */
public record Policy(String name, int version, Set<Kind> kinds, Readings readings) {
    /**
     * The draft PEP on membership: triaged or coordinated a report within a year, added within a year, release manager or
     * expert of a living branch, or on the steering council. Every kind of work on a report is part of handling it; a comment
     * alone is none.
     */
    public static final Policy SEED_2024 = new Policy(
            "seed-2024",
            1,
            EnumSet.complementOf(EnumSet.of(Kind.COMMENT)),
            new Readings(
                    Readings.Window.ROLLING_YEAR, Optional.empty(), true, true, false, true, false, Trust.ARCHIVE, 1));

    /**
     * PEP 811: inactive is who "hasn't coordinated or commented on a vulnerability report in the past year since the last report
     * was generated". Release managers and the steering council may remain regardless; newcomers have no grace, and experts are
     * not known to it.
     * Triage is by mail and so a comment; a credit for a fix alone is neither coordination nor a comment.
     */
    public static final Policy PEP811_2025 = new Policy(
            "pep811-2025",
            2,
            EnumSet.of(Kind.TRIAGE, Kind.COMMENT, Kind.COORDINATION),
            new Readings(
                    Readings.Window.ROLLING_YEAR,
                    Optional.empty(),
                    false,
                    false,
                    false,
                    true,
                    false,
                    Trust.ARCHIVE,
                    1));

    private static final List<Policy> ALL = List.of(SEED_2024, PEP811_2025);

    public Policy {
        kinds = Collections.unmodifiableSet(kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds));
    }

    public static Optional<Policy> named(String name) {
        return ALL.stream().filter(policy -> policy.name.equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Policy::name).toList();
    }

    /**
     * A policy with its readings as people write them, {@code pep811-2025+since-last-report}; empty where a word of it is none
     * that is known.
     */
    public static Optional<Policy> asked(String text) {
        List<String> words = List.of(text.split("\\+", -1));
        Optional<Policy> policy = named(words.getFirst());
        for (String reading : words.subList(1, words.size())) {
            policy = policy.flatMap(eachPolicy -> eachPolicy.reading(reading));
        }
        return policy;
    }

    /** By which {@link #asked} gives it again, but for the day of the last report. */
    public String text() {
        Policy plain = named(name).orElse(this);
        return Stream.concat(
                        Stream.of(name),
                        Readings.names().stream()
                                .filter(text -> !plain.reading(text).equals(Optional.of(plain)))
                                .filter(text -> reading(text).equals(Optional.of(this))))
                .collect(Collectors.joining("+"));
    }

    public Policy reading(Readings other) {
        return new Policy(name, version, kinds, other);
    }

    /** The same policy with one word read another way, by a name of {@link Readings#names()}; empty for any other name. */
    public Optional<Policy> reading(String reading) {
        return readings.reading(reading).map(this::reading);
    }
}
