package org.triageledger.work.intake;

import java.util.List;
import java.util.Optional;

/**
 * How the mail of a source that is no configured mailbox is to be judged, as a command was told.
 *
 * @param trust {@code archive} or {@code mailbox}
 * @param listIds of the team's lists
 * @param listSoftware what the lists run, a word of {@code ListSoftware}, if that is known
 * @param listReplyTo where the lists send replies, if neither to themselves nor to the author
 * @param authservIds by which the team's receivers sign (RFC 8601 §2.5); {@code none} for receivers that write none
 * @param receiverHosts domains of receivers that write no authserv-id
 * @param arcSealers whose ARC seals count (RFC 8617)
 */
public record SourceRules(
        String trust,
        List<String> listIds,
        Optional<String> listSoftware,
        List<String> listReplyTo,
        List<String> authservIds,
        List<String> receiverHosts,
        List<String> arcSealers) {
    /** Of lists of which nobody has said what they run, and receivers that write their names. */
    public SourceRules(String trust, List<String> listIds, List<String> authservIds) {
        this(trust, listIds, Optional.empty(), List.of(), authservIds, List.of(), List.of());
    }
}
