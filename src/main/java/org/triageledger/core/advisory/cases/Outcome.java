package org.triageledger.core.advisory.cases;

import org.triageledger.core.mail.Named;

/** What a case turned out to be. */
public enum Outcome implements Named {
    UNDECIDED,
    VULNERABILITY,
    NOT_A_VULNERABILITY,
    DUPLICATE,
    SPAM,
    /** A matter of the team's own. */
    INTERNAL,
    /** Its CVE records were rejected. */
    REJECTED;

    /** Whether nothing more has to come. */
    public boolean isEnd() {
        return switch (this) {
            case UNDECIDED, VULNERABILITY -> false;
            case NOT_A_VULNERABILITY, DUPLICATE, SPAM, INTERNAL, REJECTED -> true;
        };
    }
}
