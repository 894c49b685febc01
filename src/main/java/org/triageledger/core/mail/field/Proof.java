package org.triageledger.core.mail.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Receivers;

/**
 * What our own receivers found out about a mail (RFC 8601), as far as {@link Trace} believes that they wrote it, and which fields
 * that proves.
 */
public final class Proof {
    /** Nobody has looked. */
    public static final Proof NONE = new Proof(List.of(), new Headers(List.of()), Receivers.NONE);

    /**
     * What a signature that our receiver found valid is taken to cover where the field itself is no longer in the mail: From, which
     * each must cover, and what RFC 6376 §5.4.1 tells signers to cover. GitHub's real signatures cover no more.
     */
    private static final Set<String> USUAL = Set.of(
            "from",
            "reply-to",
            "subject",
            "date",
            "to",
            "cc",
            "list-id",
            "list-post",
            "list-archive",
            "list-owner",
            "list-help",
            "list-subscribe",
            "list-unsubscribe");

    private static final List<String> PARENT = List.of("In-Reply-To", "References");

    private static final List<String> ENVELOPE =
            List.of("smtp.mailfrom", "smtp.mail", "smtp.mfrom", "smtp.envelope-from");

    private final List<AuthResults.Result> results;
    private final Headers headers;
    private final Receivers receivers;
    private final List<Signature> signatures;

    private Proof(List<AuthResults> fields, Headers headers, Receivers receivers) {
        this.results =
                fields.stream().flatMap(field -> field.results().stream()).toList();
        this.headers = headers;
        this.receivers = receivers;
        this.signatures = results.isEmpty() ? List.of() : Signature.in(headers);
    }

    public static Proof of(Headers headers, Receivers receivers) {
        return new Proof(Trace.ours(headers, receivers), headers, receivers);
    }

    /**
     * What results among the fields of the message tell: whether the list's host signed it and whether DMARC failed, and nothing in favour of
     * anybody else.
     */
    public static Proof ofListAlone(Headers headers, Receivers receivers, ListHost list) {
        List<AuthResults> found = Trace.appended(headers, receivers).stream()
                .map(field -> new AuthResults(
                        field.server(),
                        field.results().stream()
                                .filter(result -> result.method().equals("dmarc")
                                        ? !result.passed("dmarc")
                                        : result.passed("dkim")
                                                && signer(result)
                                                        .filter(list.domains()::contains)
                                                        .isPresent())
                                .toList()))
                .toList();
        return new Proof(found, headers, receivers);
    }

    /**
     * Who can have written the fields of that name.
     *
     * @param list the configured list through which the mail came, if any
     */
    public FieldWriter writer(String name, Optional<ListHost> list) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (plain.equals("authentication-results") && isPresent()) {
            return FieldWriter.RECEIVER;
        }
        if (signedExactlyBy(Domains.GITHUB) && proves(Domains.GITHUB, name)) {
            return FieldWriter.GITHUB;
        }
        return list.filter(host -> host.domains().stream().anyMatch(domain -> proves(domain, name)))
                .map(host -> FieldWriter.LIST_HOST)
                .orElse(FieldWriter.SENDER);
    }

    /** As {@link #writer}, of mail that came through no configured list. */
    public FieldWriter writer(String name) {
        return writer(name, Optional.empty());
    }

    /**
     * Whether the fields of that name are as they left that domain's own servers: its signature covers them, or our receiver took the
     * mail from those servers themselves. The domain can still have passed on what a sender wrote there.
     */
    private boolean proves(String domain, String name) {
        return headers.has(name) && (covers(domain, name) || cameFrom(domain));
    }

    private boolean covers(String domain, String name) {
        if (!signedExactlyBy(domain) || Signature.areTooMany(headers)) {
            return false;
        }
        List<Signature> valid = valid(domain);
        return valid.isEmpty()
                ? signatures.stream().noneMatch(signature -> signature.domain().equals(domain))
                        && headers.all(name).size() == 1
                        && USUAL.contains(name.toLowerCase(Locale.ROOT))
                : valid.stream().allMatch(signature -> signature.covers(name, headers));
    }

    /** Whether our receiver found a signature of exactly that domain valid, and it still stands in the mail. */
    public boolean hasSignatureOf(String domain) {
        return signedExactlyBy(domain)
                && signatures.stream().anyMatch(signature -> signature.domain().equals(domain));
    }

    /**
     * Whether a valid signature of exactly that domain covers the body to its end. Where signatures stand in the mail and none of them is
     * known to be the one, nothing is.
     */
    public boolean coversBody(String domain) {
        List<Signature> valid = valid(domain);
        return signedExactlyBy(domain)
                && !Signature.areTooMany(headers)
                && !(valid.isEmpty() && headers.has("DKIM-Signature"))
                && valid.stream().allMatch(Signature::wholeBody);
    }

    /** The signatures of that domain that a result can speak of: several where it does not tell which. */
    private List<Signature> valid(String domain) {
        return signatures.stream()
                .filter(signature -> signature.domain().equals(domain))
                .filter(this::isValid)
                .toList();
    }

    private static boolean isAbout(AuthResults.Result result, Signature signature) {
        boolean selector = result.property("header.s")
                .map(said -> said.equals(signature.selector()))
                .orElse(true);
        // RFC 6008: the first characters of the signature
        boolean value = result.property("header.b")
                .map(said -> signature.value().toLowerCase(Locale.ROOT).startsWith(said))
                .orElse(true);
        return selector && value;
    }

    /**
     * Whether our receiver took the mail from that domain's own servers: spf=pass for an envelope sender there (RFC 7208), the hop before
     * ours was within the domain, and nobody else closed an ARC chain since. Anyone who forwards a mail leaves their own hop or seal.
     */
    public boolean cameFrom(String domain) {
        List<AuthResults.Result> envelopes = results.stream()
                .filter(result -> result.method().equals("spf")
                        && ENVELOPE.stream()
                                .anyMatch(name -> result.domain(name).isPresent()))
                .toList();
        boolean passed = !envelopes.isEmpty()
                && envelopes.stream()
                        .allMatch(result -> result.passed("spf")
                                && ENVELOPE.stream()
                                        .flatMap(name -> result.domain(name).stream())
                                        .allMatch(said -> Domains.isWithin(said, domain)));
        boolean sealed = headers.has("ARC-Seal")
                && ArcSet.last(headers)
                        .filter(set -> Domains.isWithin(set.sealer(), domain))
                        .isEmpty();
        return passed
                && !sealed
                && Trace.previous(headers, receivers)
                        .map(hop -> Domains.isWithin(hop.by(), domain))
                        .orElse(true);
    }

    /**
     * Whether a mail whose author only a signature proves names its parent as it was signed. Whoever has such a mail can send it again
     * below another report where no signature of the domain covers these fields (RFC 6376 §8.6). Where signatures stand in the mail and it is
     * not known which is the one, each has to cover them; where there are none, nothing speaks against it.
     */
    public boolean coversParent(String domain) {
        boolean told = results.stream().anyMatch(result -> result.method().equals("dkim"));
        List<Signature> valid = signatures.stream()
                .filter(signature ->
                        Domains.aligned(Optional.of(signature.domain()), domain) && (!told || isValid(signature)))
                .toList();
        if (PARENT.stream().noneMatch(headers::has) || !headers.has("DKIM-Signature")) {
            return true;
        }
        // A result may not tell which signature it is about: a sender can have put one more on top, or made the real
        // one unreadable.
        boolean read = signatures.size() == headers.all("DKIM-Signature").size();
        return read
                && !valid.isEmpty()
                && PARENT.stream()
                        .filter(headers::has)
                        .allMatch(name -> valid.stream().allMatch(signature -> signature.covers(name, headers)));
    }

    private boolean isValid(Signature signature) {
        return results.stream()
                .anyMatch(result -> result.passed("dkim")
                        && signer(result).equals(Optional.of(signature.domain()))
                        && isAbout(result, signature));
    }

    /** Whether a trusted server said anything at all. */
    public boolean isPresent() {
        return !results.isEmpty();
    }

    /** Whether a signature of that domain, or of one above or below it, was valid. */
    public boolean signedBy(String domain) {
        return results.stream().anyMatch(result -> result.passed("dkim") && Domains.aligned(signer(result), domain));
    }

    /** Whether exactly this domain signed. */
    public boolean signedExactlyBy(String domain) {
        return results.stream()
                .anyMatch(result -> result.passed("dkim") && signer(result).equals(Optional.of(domain)));
    }

    /** The domain that signed (RFC 8601 §2.7.1); the identity, which lies within it, where only that is told. */
    private static Optional<String> signer(AuthResults.Result result) {
        return result.property("header.d").isPresent() ? result.domain("header.d") : result.domain("header.i");
    }

    public boolean dmarcPassed(String domain) {
        return results.stream()
                .anyMatch(result -> result.passed("dmarc") && Domains.aligned(result.domain("header.from"), domain));
    }

    public boolean dmarcFailed() {
        return results.stream()
                .anyMatch(result -> result.method().equals("dmarc")
                        && (result.result().equals("fail") || result.result().equals("permerror")));
    }

    public boolean spfPassed(String domain) {
        return results.stream()
                .anyMatch(result -> result.passed("spf")
                        && ENVELOPE.stream().anyMatch(name -> Domains.aligned(result.domain(name), domain)));
    }

    /** Whether our receiver found the ARC chain valid (RFC 8617 §5.2), and one of these domains closed it. */
    public boolean sealedBy(Set<String> sealers) {
        return results.stream().anyMatch(result -> result.passed("arc"))
                && ArcSet.last(headers)
                        .filter(set -> sealers.contains(set.sealer()))
                        .isPresent();
    }

    /**
     * What the list's own server said of the author's domain (RFC 8601 §5), where the list's host vouches for the mail. A list passes on
     * what a sender wrote in its name; so only what stands where that server writes is read, or what it sealed into an ARC chain that our
     * receiver found valid (RFC 8617 §4.1.1).
     */
    public Inner inner(ListHost list, String authorDomain) {
        List<AuthResults> said = new ArrayList<>(Trace.below(headers, receivers, list));
        if (results.stream().anyMatch(eachResult -> eachResult.passed("arc"))) {
            ArcSet.last(headers)
                    .filter(set -> list.domains().contains(set.sealer()))
                    .flatMap(ArcSet::results)
                    .ifPresent(said::add);
        }
        for (AuthResults field : said) {
            for (AuthResults.Result result : field.results()) {
                boolean about =
                        result.method().equals("dmarc") && Domains.aligned(result.domain("header.from"), authorDomain);
                if (about && result.result().equals("fail")) {
                    return Inner.FAILED;
                }
                if (about && result.result().equals("pass")) {
                    return Inner.PASSED;
                }
            }
        }
        boolean signed = said.stream()
                .flatMap(field -> field.results().stream())
                .anyMatch(result -> result.passed("dkim") && Domains.aligned(signer(result), authorDomain));
        return signed ? Inner.PASSED : Inner.SILENT;
    }

    /** What a list's server found of the mail that was sent to it. */
    public enum Inner {
        PASSED,
        FAILED,
        SILENT
    }
}
