package org.triageledger.core.mail;

import java.util.Set;

/**
 * What is known of a source before its mail is read; all trust rests on it.
 *
 * @param lists whose List-Id makes munging and list trust believable
 * @param authservIds of our own receivers, in lower case (RFC 8601 §2.5)
 * @param acceptArc whether {@code arc=pass} from a pinned server counts (RFC 8617 §5.2)
 * @param ownDomains domains in whose name this service sends mail itself, lower case
 * @param listSoftware what those lists run
 */
public record SourceProfile(
        String name,
        Mode mode,
        Set<ListId> lists,
        Set<String> authservIds,
        boolean acceptArc,
        Set<String> ownDomains,
        ListSoftware listSoftware) {
    /** Of lists of which nobody has said what they run. */
    public SourceProfile(
            String name,
            Mode mode,
            Set<ListId> lists,
            Set<String> authservIds,
            boolean acceptArc,
            Set<String> ownDomains) {
        this(name, mode, lists, authservIds, acceptArc, ownDomains, ListSoftware.UNKNOWN);
    }

    public SourceProfile withListSoftware(ListSoftware software) {
        return new SourceProfile(name, mode, lists, authservIds, acceptArc, ownDomains, software);
    }

    public enum Mode implements Word {
        /** Whoever imports it vouches for it. */
        ARCHIVE,
        /** Judged by the Authentication-Results of the pinned servers. */
        MAILBOX;
    }
}
