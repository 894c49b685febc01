package org.triageledger.core.advisory.ghsa;

import java.util.Arrays;
import java.util.Optional;
import org.triageledger.core.mail.Named;

/** The states of a repository security advisory, as GitHub's REST API writes them. */
public enum AdvisoryState implements Named {
    TRIAGE,
    DRAFT,
    PUBLISHED,
    CLOSED,
    WITHDRAWN;

    /** Empty where GitHub has none of that name. */
    public static Optional<AdvisoryState> of(String text) {
        return Arrays.stream(values())
                .filter(state -> state.word().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
