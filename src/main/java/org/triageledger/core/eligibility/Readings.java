package org.triageledger.core.eligibility;

import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.Word;

/**
 * How the words of a policy are read, where they can be read in more than one way.
 *
 * @param window which stretch of time counts
 * @param newcomerGrace whether somebody added within the last year stays
 * @param expertsExempt whether experts of a living branch stay
 * @param spamCounts whether work on a report that turned out to be spam counts
 * @param notVulnerabilityCounts whether work on a report that turned out to be no vulnerability, or a duplicate, counts
 * @param mustBeVulnerability whether only work on reports that somebody confirmed as a vulnerability counts
 * @param leastTrust the weakest trust that counts
 */
public record Readings(
        Window window,
        boolean newcomerGrace,
        boolean expertsExempt,
        boolean spamCounts,
        boolean notVulnerabilityCounts,
        boolean mustBeVulnerability,
        Trust leastTrust) {
    /** Which stretch of time a policy looks at. */
    public enum Window implements Word {
        /** A year back from the day itself, both ends inclusive. */
        ROLLING_YEAR,
        /** A year back from the day on which the last report arrived. */
        SINCE_LAST_REPORT;
    }

    public Readings with(Window other) {
        return new Readings(
                other,
                newcomerGrace,
                expertsExempt,
                spamCounts,
                notVulnerabilityCounts,
                mustBeVulnerability,
                leastTrust);
    }
}
