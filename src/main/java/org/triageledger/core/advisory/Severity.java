package org.triageledger.core.advisory;

import java.util.Locale;
import java.util.Optional;
import org.triageledger.core.mail.Named;

/** The qualitative severity of CVSS v3.1 §5 and v4.0 §6, weakest first. */
public enum Severity implements Named {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** A severity word in any case; {@code MODERATE}, which other vendors write, is medium. Empty for any other word. */
    public static Optional<Severity> parse(String word) {
        return switch (word.strip().toUpperCase(Locale.ROOT)) {
            case "NONE" -> Optional.of(NONE);
            case "LOW" -> Optional.of(LOW);
            case "MEDIUM", "MODERATE" -> Optional.of(MEDIUM);
            case "HIGH" -> Optional.of(HIGH);
            case "CRITICAL" -> Optional.of(CRITICAL);
            default -> Optional.empty();
        };
    }

    /**
     * The severity of a CVSS base score (CVSS v3.1 §5, v4.0 §6): 0.0 none, 0.1 to 3.9 low, 4.0 to 6.9 medium, 7.0 to 8.9 high, 9.0
     * to 10.0 critical. Empty for what is no score.
     */
    public static Optional<Severity> ofScore(double score) {
        if (!(score >= 0 && score <= 10)) {
            return Optional.empty();
        }
        return Optional.of(score >= 9 ? CRITICAL : score >= 7 ? HIGH : score >= 4 ? MEDIUM : score > 0 ? LOW : NONE);
    }
}
