package org.triageledger.core.mail;

import java.util.List;
import java.util.Optional;

/** Whether the author of a mail can be believed, and the rule that says so (RFC 8601, RFC 7489, RFC 8617). */
record Trusts(Trust trust, String why) {
    static Trusts of(Author author, List<ListId> lists, Proof proof, SourceProfile profile) {
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        if (profile.mode() == SourceProfile.Mode.ARCHIVE) {
            return list.isPresent()
                    ? new Trusts(
                            Trust.LIST, "came through a configured list; whoever imported it vouches for the archive")
                    : new Trusts(Trust.ARCHIVE, "whoever imported it vouches for the archive");
        }
        if (profile.authservIds().isEmpty()) {
            return new Trusts(Trust.CLAIMED, "no receiving server is pinned for this source");
        }
        return switch (author) {
            case Author.Relayed ignored ->
                proof.signedExactlyBy("github.com")
                        ? new Trusts(Trust.VERIFIED, "dkim=pass for github.com by a pinned server")
                        : new Trusts(Trust.CLAIMED, "no dkim=pass for github.com by a pinned server");
            case Author.Direct direct -> direct(direct.mailbox().address().domain(), list, proof, profile);
            case Author.Unmunged unmunged ->
                throughList(unmunged.mailbox().address().domain(), Optional.of(unmunged.list()), proof, profile);
            case Author.Unwrapped unwrapped ->
                throughList(unwrapped.mailbox().address().domain(), list, proof, profile);
            case Author.Ambiguous ignored -> new Trusts(Trust.CLAIMED, "the author is ambiguous");
        };
    }

    private static Trusts direct(String domain, Optional<ListId> list, Proof proof, SourceProfile profile) {
        if (!proof.dmarcFailed()) {
            if (proof.dmarcPassed(domain)) {
                return new Trusts(Trust.VERIFIED, "dmarc=pass for the author's domain by a pinned server");
            }
            if (proof.signedBy(domain)) {
                return new Trusts(Trust.VERIFIED, "dkim=pass aligned with the author's domain by a pinned server");
            }
            if (proof.spfPassed(domain)) {
                return new Trusts(Trust.VERIFIED, "spf=pass aligned with the author's domain by a pinned server");
            }
        }
        return throughList(domain, list, proof, profile);
    }

    private static Trusts throughList(String domain, Optional<ListId> list, Proof proof, SourceProfile profile) {
        if (list.isEmpty()) {
            return new Trusts(
                    Trust.CLAIMED,
                    proof.isSilent()
                            ? "no pinned server says anything about it"
                            : "a pinned server saw no proof of the author's domain");
        }
        String listDomain = list.get().value();
        if (proof.signedBy(listDomain)) {
            Optional<String> inner = proof.innerDmarc(parent(listDomain), domain);
            if (inner.equals(Optional.of("fail"))) {
                return new Trusts(Trust.CLAIMED, "the list's own server saw dmarc=fail for the author's domain");
            }
            return new Trusts(
                    Trust.LIST,
                    inner.equals(Optional.of("pass"))
                            ? "dkim=pass for the list's domain, whose server saw dmarc=pass for the author's"
                            : "dkim=pass for the list's domain by a pinned server");
        }
        if (profile.acceptArc() && proof.arcPassed()) {
            return new Trusts(Trust.LIST, "arc=pass by a pinned server, which the settings accept for list mail");
        }
        return new Trusts(Trust.CLAIMED, "no dkim=pass for the list's domain by a pinned server");
    }

    private static String parent(String listDomain) {
        int dot = listDomain.indexOf('.');
        return dot < 0 || listDomain.indexOf('.', dot + 1) < 0 ? listDomain : listDomain.substring(dot + 1);
    }
}
