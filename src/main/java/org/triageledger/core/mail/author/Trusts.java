package org.triageledger.core.mail.author;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.field.FieldWriter;
import org.triageledger.core.mail.field.ListAddress;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;

/**
 * Whether the author of a mail can be believed, and the rule that says so (RFC 8601, RFC 7489, RFC 8617).
 *
 * <p>A List-Id alone proves nothing, since anybody can write one: in a mailbox the list's signature must be found valid by a
 * trusted server. Nor does a list's signature prove the author where both are of one domain: it says that the list sent the mail on.
 */
public record Trusts(Trust trust, String why) {
    private static final String CHECKED_BY_HOST =
            "dkim=pass for the list's domain, whose server saw a valid signature of the author's domain";
    private static final String REFUSED_BY_HOST = "the list's own server saw dmarc=fail for the author's domain";
    private static final String OWN_DOMAIN =
            "the author's domain is the list's own, so its signature proves no author, and its server wrote no result";
    private static final String ARCHIVED = "came through a configured list; the importer vouches for the archive";

    /** What the trust in a mail of a configured list tells of the list's host; empty where it tells nothing. */
    static Optional<PosterChecks> checks(Message message) {
        return switch (message.trustWhy()) {
            case CHECKED_BY_HOST, REFUSED_BY_HOST -> Optional.of(PosterChecks.CHECKED);
            case ARCHIVED -> Optional.of(PosterChecks.VOUCHED);
            default -> {
                if (message.trustWhy().equals(PosterChecks.NOT_CHECKED.sentence())) {
                    yield Optional.of(PosterChecks.NOT_CHECKED);
                }
                yield message.trust() == Trust.LIST ? Optional.of(PosterChecks.NOT_SEEN) : Optional.empty();
            }
        };
    }

    /** A mail that may be the body of another, whose sender then wrote all of its fields. */
    public static Trusts doubtful(String why) {
        return claimed("it may stand in the body of the mail before it in the mbox: " + why);
    }

    public static Trusts of(Author author, List<ListId> lists, Proof proof, SourceProfile profile) {
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        if (profile.mode() == SourceProfile.Mode.ARCHIVE) {
            return archived(list.isPresent());
        }
        if (profile.receivers().isEmpty()) {
            return claimed("no authentication server is pinned for this source");
        }
        return switch (author) {
            case Author.Relayed ignored ->
                proof.writer("X-GitHub-Sender") == FieldWriter.GITHUB
                        ? new Trusts(Trust.VERIFIED, "a trusted server saw that GitHub itself wrote X-GitHub-Sender")
                        : claimed("GitHub's signature does not cover X-GitHub-Sender");
            case Author.Direct direct ->
                direct(direct.mailbox().address().domain(), lists, proof)
                        .orElseGet(() -> ofOwnDomain(direct.mailbox().address(), list, lists, proof, profile));
            case Author.Unmunged unmunged ->
                throughList(unmunged.mailbox().address().domain(), Optional.of(unmunged.list()), lists, proof, profile);
            case Author.Unwrapped unwrapped ->
                throughList(unwrapped.mailbox().address().domain(), list, lists, proof, profile);
            case Author.Ambiguous ignored -> claimed("the author is ambiguous");
        };
    }

    /**
     * A mail in a digest: what is proved of the digest is that the list sent it, and no more.
     *
     * @param byList whether the list itself made the digest
     */
    public static Trusts inDigest(List<ListId> lists, Author author, boolean byList, SourceProfile profile) {
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        if (author instanceof Author.Ambiguous && profile.mode() == SourceProfile.Mode.MAILBOX) {
            return claimed("the author is ambiguous");
        }
        if (!byList) {
            return claimed("in a digest without proof that a configured list made it");
        }
        return profile.mode() == SourceProfile.Mode.ARCHIVE
                ? archived(list.isPresent())
                : new Trusts(Trust.LIST, "in a digest that the list made, checked by a trusted server");
    }

    private static Trusts archived(boolean list) {
        return list
                ? new Trusts(Trust.LIST, ARCHIVED)
                : new Trusts(Trust.ARCHIVE, "the importer vouches for the archive");
    }

    private static Optional<Trusts> direct(String domain, List<ListId> lists, Proof proof) {
        if (proof.dmarcFailed() || lists.stream().anyMatch(list -> Domains.aligned(domain, list.value()))) {
            return Optional.empty();
        }
        boolean sentFromThere = proof.spfPassed(domain);
        if (!sentFromThere && !proof.coversParent(domain)) {
            return Optional.empty();
        }
        if (proof.dmarcPassed(domain)) {
            return verified("DMARC pass for the author's domain, checked by a trusted server");
        }
        if (proof.signedBy(domain)) {
            return verified("DKIM pass aligned with the author's domain, checked by a trusted server");
        }
        return sentFromThere
                ? verified("SPF pass aligned with the author's domain, checked by a trusted server")
                : Optional.empty();
    }

    /**
     * As {@link #throughList}. For an author at the domain of the list's host its signature has DMARC pass, whoever the sender is: nothing can
     * speak against them there, and so the list's own server has to speak for them.
     */
    private static Trusts ofOwnDomain(
            Address author, Optional<ListId> list, List<ListId> lists, Proof proof, SourceProfile profile) {
        Trusts trusts = throughList(author.domain(), list, lists, proof, profile);
        boolean own = list.filter(id -> new ListHost(id)
                                .domains().stream().anyMatch(domain -> Domains.isWithin(author.domain(), domain))
                        && !new ListAddress(id, Set.of()).isOwn(author))
                .isPresent();
        return own && trusts.trust() == Trust.LIST && !trusts.why().equals(CHECKED_BY_HOST)
                ? claimed(OWN_DOMAIN)
                : trusts;
    }

    private static Trusts throughList(
            String domain, Optional<ListId> list, List<ListId> lists, Proof proof, SourceProfile profile) {
        if (!proof.isPresent()) {
            return claimed("no trusted server checked it");
        }
        if (list.isEmpty()) {
            return claimed(withoutList(domain, proof));
        }
        if (lists.size() > 1) {
            return claimed("several List-Id fields: another list of the same host can have sent it");
        }
        ListHost host = new ListHost(list.get());
        boolean sealed = proof.sealedBy(profile.arcSealers());
        if (!host.vouches(proof) && !sealed) {
            return claimed("no DKIM pass for the list's domain from a trusted server");
        }
        return switch (proof.inner(host, domain)) {
            case FAILED -> claimed(REFUSED_BY_HOST);
            case PASSED -> listed(CHECKED_BY_HOST);
            case SILENT ->
                proof.dmarcFailed()
                        ? claimed(PosterChecks.NOT_CHECKED.sentence())
                        : listed(
                                sealed && !host.vouches(proof)
                                        ? "ARC pass, checked by a trusted server, sealed by a host that the settings name"
                                        : "DKIM pass for the list's domain, checked by a trusted server");
        };
    }

    private static String withoutList(String domain, Proof proof) {
        if (proof.dmarcFailed()) {
            return "DMARC fail for the author's domain, checked by a trusted server";
        }
        return proof.dmarcPassed(domain) || proof.signedBy(domain)
                ? "the signature of the author's domain leaves open which mail this one answers, and another server sent it"
                : "the author's domain is not authenticated (checked by a trusted server)";
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
