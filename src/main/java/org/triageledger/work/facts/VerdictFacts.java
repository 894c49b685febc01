package org.triageledger.work.facts;

import java.util.List;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Leave;

/**
 * What verdicts rest on, on a day.
 *
 * @param roster with the addresses that people linked and unlinked
 * @param activity it may be {@linkplain Activity#withoutThreads() without threads}
 * @param leaves of absence, without their reasons
 */
public record VerdictFacts(
        Roster roster, Coverage coverage, Activity activity, CreditIndex credits, List<Leave> leaves) {
    static VerdictFacts of(Facts.Known known) {
        return new VerdictFacts(known.roster(), known.coverage(), known.activity(), known.credits(), known.leaves());
    }
}
