package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Named;

/**
 * One criterion of a policy, applied to one person on one day.
 *
 * @param name stable, for programs: {@code triage}, {@code newcomer}, {@code release-manager}, {@code expert}, {@code steering-council}
 * @param why a sentence for people
 * @param evidence report ids or roles behind the result
 * @param until the last day on which the result holds if nothing else happens; empty where no end is known
 */
public record Criterion(String name, Result result, String why, List<String> evidence, Optional<LocalDate> until) {
    public enum Result implements Named {
        MET,
        NOT_MET,
        CANNOT_TELL;
    }
}
