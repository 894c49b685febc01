package org.triageledger.core.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The facts kept of one copy of one mail, as one source showed it. Copies of the same mail merge into one {@link Message};
 * nothing is ever changed in a sighting, so that the outcome does not depend on the order of arrival.
 *
 * @param digest of the header (see {@link Mail#digest()}); the same digest in the same source is the same copy
 * @param id the Message-ID, or one made from the content where it is missing or broken
 * @param idMade whether the id was made here
 * @param otherIds further ids by which replies may name this mail (inner and outer id of a wrapped one)
 * @param references the parents, nearest last (References, then In-Reply-To)
 * @param reply whether the subject or the fields say that it answers something
 * @param forwards whether it carries or quotes a whole forwarded mail
 * @param subjectToken keyed hash of the base subject (RFC 5256 §2.1), to join replies that lost their references
 * @param fingerprint SHA-256 in hex over the authored content: equal for copies of one mail, whatever lists added
 * @param automationWhy the field or structure that decided
 * @param trustWhy the rule that decided
 * @param linesUnclear whether it cannot be told which words are the author's own; then there are no authored lines
 * @param archivedAt the mail's place in the list's web archive (RFC 5064)
 */
public record MessageCopy(
        Place place,
        String digest,
        MessageId id,
        boolean idMade,
        List<MessageId> otherIds,
        List<MessageId> references,
        boolean reply,
        boolean forwards,
        Optional<String> subjectToken,
        String fingerprint,
        Author author,
        Optional<Instant> date,
        Arrival arrival,
        List<ListId> lists,
        Automation automation,
        String automationWhy,
        Trust trust,
        String trustWhy,
        int authoredLines,
        boolean linesUnclear,
        SortedSet<AdvisoryId> advisories,
        Optional<String> archivedAt) {
    /** The digest of a copy that needs none any more. */
    public static final String NO_DIGEST = "";

    /** The same, so far as it has a say in what all copies of its mail say together. */
    public MessageCopy withoutDigest() {
        return new MessageCopy(
                place,
                NO_DIGEST,
                id,
                idMade,
                otherIds,
                references,
                reply,
                forwards,
                subjectToken,
                fingerprint,
                author,
                date,
                arrival,
                lists,
                automation,
                automationWhy,
                trust,
                trustWhy,
                authoredLines,
                linesUnclear,
                advisories,
                archivedAt);
    }
}
