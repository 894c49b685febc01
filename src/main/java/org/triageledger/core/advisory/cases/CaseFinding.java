package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Named;

/**
 * Something late, missing or contradictory about a case.
 *
 * @param key by which it is accepted and mailed: of what it says, so that with other evidence it is open again and told of once more
 * @param anchor by which the case is found whatever it becomes, {@link Case#firstAnchor}
 * @param about the CVE id or release branch it is about; empty where it is the case itself
 * @param since when it became one
 * @param what one sentence with its evidence: other evidence makes another finding
 */
public record CaseFinding(
        String key,
        String caseId,
        String anchor,
        CaseRule rule,
        State state,
        Optional<String> about,
        Instant since,
        String what) {
    /** Whether something has to be done. */
    public enum State implements Named {
        OPEN,
        /** It was late or missing, and is done. */
        SETTLED,
        /** A source was not read in that time. */
        CANNOT_TELL;
    }

    static CaseFinding of(Case one, CaseRule rule, State state, Optional<String> about, Instant since, String what) {
        String anchor = one.firstAnchor();
        return new CaseFinding(
                Sha256.hex("case finding " + rule.word() + " " + anchor + " " + about.orElse("") + " " + what),
                one.id(),
                anchor,
                rule,
                state,
                about,
                since,
                what);
    }
}
