package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.GhsaId;

/**
 * What an advisory said at one look, without its texts. Logins are in lower case, times are GitHub's.
 *
 * @param repository {@code owner/name} in lower case, where it is known
 * @param tags of the summary; the summary itself is no part of the facts
 * @param severity GitHub's word for it
 * @param author who reported it or began it
 * @param updated when GitHub says that it was changed last: at that moment it said all of this
 * @param accepted of a report by somebody outside, whether it was accepted; empty for an advisory that a maintainer began
 * @param comments how many GitHub says there are
 * @param descriptionLength in characters
 * @param seen when it was first seen to say this
 */
public record Look(
        GhsaId id,
        Optional<String> repository,
        Optional<CveId> cve,
        AdvisoryState state,
        SortedSet<SummaryTag> tags,
        Optional<String> severity,
        Optional<String> author,
        Optional<String> publisher,
        Optional<Instant> created,
        Instant updated,
        Optional<Instant> published,
        Optional<Instant> closed,
        Optional<Instant> withdrawn,
        Optional<Boolean> accepted,
        SortedSet<NamedCredit> credits,
        SortedSet<String> collaborators,
        SortedSet<String> teams,
        OptionalInt comments,
        int descriptionLength,
        Instant seen) {

    /** The same, first seen at another time. */
    public Look seenAt(Instant when) {
        return new Look(
                id,
                repository,
                cve,
                state,
                tags,
                severity,
                author,
                publisher,
                created,
                updated,
                published,
                closed,
                withdrawn,
                accepted,
                credits,
                collaborators,
                teams,
                comments,
                descriptionLength,
                when);
    }

    /** When it began: of an advisory that does not say it, no later than its last change. */
    public Instant begun() {
        return created.filter(time -> !time.isAfter(updated)).orElse(updated);
    }
}
