package org.triageledger.core.mail;

import java.util.Set;

/**
 * What is known of a source before its mail is read; all trust rests on it.
 *
 * @param lists whose List-Id makes munging and list trust believable
 * @param authservIds of our own receivers, in lower case (RFC 8601 §2.5)
 * @param receiverHosts domains of our own receivers that write no authserv-id, in lower case
 * @param arcSealers whose ARC seals count where a trusted server found {@code arc=pass} (RFC 8617 §5.2), in lower case
 * @param ownDomains domains in whose name this service sends mail itself, lower case
 * @param listSoftware what those lists run
 * @param listReplyTo where those lists send replies, if that is not the list or the author: Mailman's Reply-To address
 */
public record SourceProfile(
        String name,
        Mode mode,
        Set<ListId> lists,
        Set<String> authservIds,
        Set<String> receiverHosts,
        Set<String> arcSealers,
        Set<String> ownDomains,
        ListSoftware listSoftware,
        Set<Address> listReplyTo) {
    /** A source whose receivers all write their names, and of whose lists nobody has said what they run. */
    public SourceProfile(
            String name,
            Mode mode,
            Set<ListId> lists,
            Set<String> authservIds,
            Set<String> arcSealers,
            Set<String> ownDomains) {
        this(name, mode, lists, authservIds, Set.of(), arcSealers, ownDomains, ListSoftware.UNKNOWN);
    }

    /** A source whose lists send replies to themselves or to the author. */
    public SourceProfile(
            String name,
            Mode mode,
            Set<ListId> lists,
            Set<String> authservIds,
            Set<String> receiverHosts,
            Set<String> arcSealers,
            Set<String> ownDomains,
            ListSoftware listSoftware) {
        this(name, mode, lists, authservIds, receiverHosts, arcSealers, ownDomains, listSoftware, Set.of());
    }

    /** How our own receivers sign. */
    public Receivers receivers() {
        return new Receivers(authservIds, receiverHosts);
    }

    public SourceProfile withListSoftware(ListSoftware software) {
        return new SourceProfile(
                name, mode, lists, authservIds, receiverHosts, arcSealers, ownDomains, software, listReplyTo);
    }

    public enum Mode implements Named {
        /** The person who imports it vouches for it. */
        ARCHIVE,
        /** Judged by the Authentication-Results of the trusted servers. */
        MAILBOX;
    }
}
