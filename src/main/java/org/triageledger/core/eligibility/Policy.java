package org.triageledger.core.eligibility;

import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Trust;

/**
 * A versioned set of rules on who stays a member.
 *
 * @param version raised with every change of meaning, so that an old verdict can say what made it
 */
public record Policy(String name, int version, Readings readings) {
    /** The draft PEP: a triaged report within a year, added within a year, a role, or a seat on the council. */
    public static final Policy SEED_2024 = new Policy(
            "seed-2024", 1, new Readings(Readings.Window.ROLLING_YEAR, true, true, false, true, false, Trust.ARCHIVE));

    /** PEP 811: no grace for newcomers, no experts. */
    public static final Policy PEP811_2025 = new Policy(
            "pep811-2025",
            1,
            new Readings(Readings.Window.ROLLING_YEAR, false, false, false, true, false, Trust.ARCHIVE));

    private static final List<Policy> ALL = List.of(SEED_2024, PEP811_2025);

    public static Optional<Policy> named(String name) {
        return ALL.stream().filter(policy -> policy.name.equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Policy::name).toList();
    }

    public Policy reading(Readings other) {
        return new Policy(name, version, other);
    }
}
