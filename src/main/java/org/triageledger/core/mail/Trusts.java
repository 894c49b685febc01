package org.triageledger.core.mail;

import java.util.List;
import java.util.Optional;

/**
 * Whether the author of a mail can be believed, and the rule that says so (RFC 8601, RFC 7489, RFC 8617).
 *
 * <p>A List-Id alone proves nothing, since anybody can write one: in a mailbox the list's signature must be found valid by a
 * pinned server. Nor does a list's signature prove the author where both are of one domain: it says that the list sent the mail on.
 */
record Trusts(Trust trust, String why) {
    static Trusts of(Author author, List<ListId> lists, Proof proof, SourceProfile profile) {
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        if (profile.mode() == SourceProfile.Mode.ARCHIVE) {
            return archived(list.isPresent());
        }
        if (profile.authservIds().isEmpty()) {
            return claimed("no authentication server is pinned for this source");
        }
        return switch (author) {
            case Author.Relayed ignored ->
                proof.signedExactlyBy("github.com")
                        ? new Trusts(Trust.VERIFIED, "dkim=pass for github.com by a pinned server")
                        : claimed("no dkim=pass for github.com by a pinned server");
            case Author.Direct direct ->
                direct(direct.mailbox().address().domain(), lists, proof)
                        .orElseGet(() -> throughList(direct.mailbox().address().domain(), list, proof, profile));
            case Author.Unmunged unmunged ->
                throughList(unmunged.mailbox().address().domain(), Optional.of(unmunged.list()), proof, profile);
            case Author.Unwrapped unwrapped ->
                throughList(unwrapped.mailbox().address().domain(), list, proof, profile);
            case Author.Ambiguous ignored -> claimed("the author is ambiguous");
        };
    }

    /** A mail in a digest: what is proved of the digest is that the list sent it, and no more. */
    static Trusts inDigest(List<ListId> lists, Author author, Proof digest, SourceProfile profile) {
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        if (profile.mode() == SourceProfile.Mode.ARCHIVE) {
            return archived(list.isPresent());
        }
        if (author instanceof Author.Ambiguous) {
            return claimed("the author is ambiguous");
        }
        return list.isPresent() && digest.signedBy(list.get().value())
                ? new Trusts(Trust.LIST, "in a digest with dkim=pass for the list's domain by a pinned server")
                : claimed("in a digest without proof that a configured list sent it");
    }

    private static Trusts archived(boolean list) {
        return list
                ? new Trusts(Trust.LIST, "came through a configured list; whoever imported it vouches for the archive")
                : new Trusts(Trust.ARCHIVE, "whoever imported it vouches for the archive");
    }

    private static Optional<Trusts> direct(String domain, List<ListId> lists, Proof proof) {
        if (proof.dmarcFailed() || lists.stream().anyMatch(list -> Domains.aligned(domain, list.value()))) {
            return Optional.empty();
        }
        if (proof.dmarcPassed(domain)) {
            return verified("dmarc=pass for the author's domain by a pinned server");
        }
        if (proof.signedBy(domain)) {
            return verified("dkim=pass aligned with the author's domain by a pinned server");
        }
        return proof.spfPassed(domain)
                ? verified("spf=pass aligned with the author's domain by a pinned server")
                : Optional.empty();
    }

    private static Trusts throughList(String domain, Optional<ListId> list, Proof proof, SourceProfile profile) {
        if (!proof.isPresent()) {
            return claimed("no pinned server says anything about it");
        }
        if (list.isEmpty()) {
            return claimed(
                    proof.dmarcFailed()
                            ? "a pinned server saw dmarc=fail for the author's domain"
                            : "a pinned server saw no proof of the author's domain");
        }
        String listDomain = list.get().value();
        if (proof.signedBy(listDomain)) {
            String host = Domains.parent(listDomain);
            return switch (proof.inner(host.isEmpty() ? listDomain : host, domain)) {
                case FAILED -> claimed("the list's own server saw dmarc=fail for the author's domain");
                case PASSED ->
                    listed(
                            "dkim=pass for the list's domain, whose server saw a valid signature of the author's domain");
                case SILENT -> listed("dkim=pass for the list's domain by a pinned server");
            };
        }
        return profile.acceptArc() && proof.arcPassed()
                ? listed("arc=pass by a pinned server, which the settings accept for list mail")
                : claimed("no dkim=pass for the list's domain by a pinned server");
    }

    private static Trusts listed(String why) {
        return new Trusts(Trust.LIST, why);
    }

    private static Optional<Trusts> verified(String why) {
        return Optional.of(new Trusts(Trust.VERIFIED, why));
    }

    private static Trusts claimed(String why) {
        return new Trusts(Trust.CLAIMED, why);
    }
}
