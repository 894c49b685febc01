package org.triageledger.core.reminder;

import java.net.URI;
import java.util.Optional;

/**
 * What mails say of the team and of this service.
 *
 * @param team as in "the yearly review of TEAM"
 * @param pages where members see their own evidence, claim and resign; empty where the service has no address of its own
 * @param contact how to reach the admins, in words or as an address
 */
public record Letterhead(String team, Optional<URI> pages, String contact) {
    Optional<URI> page(String path) {
        return pages.map(base -> URI.create(base.toASCIIString().replaceFirst("/+$", "") + path));
    }
}
