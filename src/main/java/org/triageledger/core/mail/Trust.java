package org.triageledger.core.mail;

/** Why the author of a mail can be believed, strongest first. */
public enum Trust implements Named {
    /** Authentication results of a pinned server, aligned with the author's domain (RFC 8601). */
    VERIFIED,
    /** Came through a configured list. */
    LIST,
    /** Stands in an archive that the person who imported it vouches for. */
    ARCHIVE,
    /** Only the From field says so. Never counts. */
    CLAIMED;

    public boolean counts() {
        return this != CLAIMED;
    }
}
