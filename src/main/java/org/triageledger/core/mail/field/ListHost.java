package org.triageledger.core.mail.field;

import java.util.Set;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.ListId;

/**
 * The host of a list: the domain of its posting address, which is the List-Id without its first label (RFC 2919 §3), and the List-Id's
 * own domain. A signature of a domain above them is of other mail as well, and not the list's.
 */
public record ListHost(ListId list) {
    public Set<String> domains() {
        String above = Domains.parent(list.value());
        return above.isEmpty() ? Set.of(list.value()) : Set.of(list.value(), above);
    }

    /** Whether a server is one of the list's host. */
    boolean runs(String server) {
        return domains().stream().anyMatch(domain -> Domains.isWithin(server, domain));
    }

    /** Whether the list's host signed the mail, or our receiver took it from that host itself. */
    public boolean vouches(Proof proof) {
        return domains().stream().anyMatch(domain -> proof.signedExactlyBy(domain) || proof.cameFrom(domain));
    }
}
