package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.GhsaId;

/**
 * One advisory with its history up to a moment, so far as looks at it tell.
 *
 * @param repository {@code owner/name} in lower case
 * @param author who reported it or began it, in lower case
 * @param begun when it was reported or begun
 * @param latest the last look that had been possible by then; empty where it had been changed since, before it was first seen
 * @param states in order; the first is the one it began in
 * @param cve the id it had, with when it came in
 * @param tags of its summary, with when they came in
 * @param collaborators logins, with when they were added
 * @param comments in order of their writing, each once
 */
public record Advisory(
        GhsaId id,
        Optional<String> repository,
        Optional<String> author,
        Instant begun,
        Optional<Look> latest,
        List<Change> states,
        Optional<DatedCve> cve,
        SortedMap<SummaryTag, Between> tags,
        List<DatedCredit> credits,
        SortedMap<String, Between> collaborators,
        List<Comment> comments) {

    /** It went over into a state. */
    public record Change(AdvisoryState state, Between when) {}

    /** A CVE id was entered into it. */
    public record DatedCve(CveId id, Between when) {}

    /** An account was named for its part in it. */
    public record DatedCredit(String login, CreditType type, NamedCredit.Acceptance acceptance, Between when) {}

    /** The state it was in. */
    public AdvisoryState state() {
        return states.getLast().state();
    }

    /** How the team decided, by the tag of the summary. While it is in triage nothing is decided, whatever the reporter wrote there. */
    public Optional<SummaryTag> decided() {
        return state() == AdvisoryState.TRIAGE ? Optional.empty() : SummaryTag.decisive(tags.keySet());
    }

    /**
     * Whether all comments are known. An answer without any proves nothing: GitHub gives an empty list to who may not see them. Only the
     * number that the advisory itself names can show that none is missing.
     */
    public boolean commentsComplete() {
        return latest.filter(look -> look.comments().isPresent())
                .map(look -> comments.size() >= look.comments().getAsInt())
                .orElse(false);
    }
}
