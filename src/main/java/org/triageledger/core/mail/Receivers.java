package org.triageledger.core.mail;

import java.util.Set;

/**
 * How our own receiving servers sign what they find out.
 *
 * @param names their authserv-ids, in lower case (RFC 8601 §2.5)
 * @param unnamedHosts domains of receivers that write no authserv-id, as Exchange Online does; in lower case
 */
public record Receivers(Set<String> names, Set<String> unnamedHosts) {
    /** None is known. */
    public static final Receivers NONE = new Receivers(Set.of(), Set.of());

    public boolean isEmpty() {
        return names.isEmpty() && unnamedHosts.isEmpty();
    }
}
