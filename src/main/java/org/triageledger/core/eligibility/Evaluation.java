package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says of one member on one day, with all that led to it.
 *
 * @param lastCredit the UTC day of the latest evidence up to the day
 * @param credits the number of reports with a credit within the window
 * @param creditsEver the number of reports with a credit up to the day
 * @param waiting how many messages of the window that are or may be theirs wait for a decision
 * @param reasons sentences for people, the deciding one first
 */
public record Evaluation(
        String member,
        String name,
        Verdict verdict,
        List<Criterion> criteria,
        Optional<LocalDate> lastCredit,
        int credits,
        int creditsEver,
        int waiting,
        List<String> reasons) {}
