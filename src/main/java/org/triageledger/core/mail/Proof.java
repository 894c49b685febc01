package org.triageledger.core.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What our own receivers found out about a mail (RFC 8601), as far as {@link Trace} believes that they wrote it. */
final class Proof {
    /** Nobody has looked. */
    static final Proof NONE = new Proof(List.of(), new Headers(List.of()), Set.of());

    private final List<AuthResults.Result> results;
    private final Headers headers;
    private final Set<String> servers;

    private Proof(List<AuthResults.Result> results, Headers headers, Set<String> servers) {
        this.results = results;
        this.headers = headers;
        this.servers = servers;
    }

    static Proof of(Headers headers, Set<String> servers) {
        return new Proof(
                Trace.ours(headers, servers).stream()
                        .flatMap(field -> field.results().stream())
                        .toList(),
                headers,
                servers);
    }

    /** Whether a pinned server said anything at all. */
    boolean isPresent() {
        return !results.isEmpty();
    }

    /** Whether a signature of that domain, or of one above or below it, was valid. */
    boolean signedBy(String domain) {
        return results.stream().anyMatch(one -> one.passed("dkim") && Domains.aligned(signer(one), domain));
    }

    /** Whether exactly this domain signed. */
    boolean signedExactlyBy(String domain) {
        return results.stream()
                .anyMatch(one -> one.passed("dkim") && signer(one).equals(Optional.of(domain)));
    }

    /** The domain that signed (RFC 8601 §2.7.1); the identity, which lies within it, where only that is told. */
    private static Optional<String> signer(AuthResults.Result result) {
        return result.property("header.d").isPresent() ? result.domain("header.d") : result.domain("header.i");
    }

    boolean dmarcPassed(String domain) {
        return results.stream()
                .anyMatch(one -> one.passed("dmarc") && Domains.aligned(one.domain("header.from"), domain));
    }

    boolean dmarcFailed() {
        return results.stream()
                .anyMatch(one -> one.method().equals("dmarc")
                        && (one.result().equals("fail") || one.result().equals("permerror")));
    }

    boolean spfPassed(String domain) {
        return results.stream()
                .anyMatch(one -> one.passed("spf")
                        && Stream.of("smtp.mailfrom", "smtp.mail", "smtp.mfrom", "smtp.envelope-from")
                                .anyMatch(name -> Domains.aligned(one.domain(name), domain)));
    }

    boolean arcPassed() {
        return results.stream().anyMatch(one -> one.passed("arc"));
    }

    /**
     * What the list's own server said of the author's domain, where the list's signature vouches for the fields below
     * (RFC 8601 §5, RFC 8617): of the topmost field of a server in that domain which is not ours.
     */
    Inner inner(String listDomain, String authorDomain) {
        Stream<String> sealed =
                headers.all("ARC-Authentication-Results").stream().map(AuthResults::withoutInstance);
        List<AuthResults> said = Stream.concat(headers.all("Authentication-Results").stream(), sealed)
                .flatMap(field -> AuthResults.parse(field).stream())
                .filter(one -> !servers.contains(one.server()) && Domains.isWithin(one.server(), listDomain))
                .toList();
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
    enum Inner {
        PASSED,
        FAILED,
        SILENT
    }
}
