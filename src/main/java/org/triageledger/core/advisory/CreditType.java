package org.triageledger.core.advisory;

import java.util.Locale;
import org.triageledger.core.mail.Named;

/**
 * What the CVE record format calls the types of its credits ({@code containers.cna.credits[].type}, CVE JSON 5). Some are work of a
 * response team and count for its members; the others never do.
 */
public enum CreditType implements Named {
    COORDINATOR(true),
    ANALYST(true),
    REMEDIATION_DEVELOPER(true),
    REMEDIATION_REVIEWER(true),
    REMEDIATION_VERIFIER(true),
    FINDER(false),
    REPORTER(false),
    TOOL(false),
    SPONSOR(false),
    OTHER(false);

    private final boolean counts;

    CreditType(boolean counts) {
        this.counts = counts;
    }

    /** Whether it is work of a response team. */
    public boolean counts() {
        return counts;
    }

    /** Leniently read; a missing type is that of a finder, as the format says, and one that is not known is {@link #OTHER}. */
    public static CreditType of(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        if (name.isEmpty()) {
            return FINDER;
        }
        for (CreditType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return OTHER;
    }

    /** As the format writes it, {@code remediation developer}. */
    public String text() {
        return word().replace('-', ' ');
    }
}
