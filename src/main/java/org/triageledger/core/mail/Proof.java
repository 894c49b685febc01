package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What our own receiver found out about a mail (RFC 8601).
 *
 * <p>A field is believed only at the place where our receiver writes it: above all Received fields, or as the topmost of its
 * kind below Received fields of our own servers. Everything further down came with the mail, and anybody can write it there.
 */
final class Proof {
    private static final Pattern BY = Pattern.compile("\\bby\\s+([A-Za-z0-9.-]+)");

    private final List<AuthResults.Result> results;
    private final Headers headers;
    private final Set<String> servers;

    private Proof(List<AuthResults.Result> results, Headers headers, Set<String> servers) {
        this.results = results;
        this.headers = headers;
        this.servers = servers;
    }

    static Proof of(Headers headers, Set<String> servers) {
        List<AuthResults.Result> results = new ArrayList<>();
        boolean belowReceived = false;
        for (Header field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.equals("received")) {
                if (!isOurs(field.value(), servers)) {
                    break;
                }
                belowReceived = true;
            } else if (name.equals("authentication-results")) {
                Optional<AuthResults> parsed = AuthResults.parse(field.value());
                boolean ours = parsed.map(one -> servers.contains(one.server())).orElse(false);
                if (belowReceived && !results.isEmpty()) {
                    break;
                }
                parsed.filter(one -> ours).ifPresent(one -> results.addAll(one.results()));
                if (belowReceived) {
                    break;
                }
            }
        }
        return new Proof(List.copyOf(results), headers, servers);
    }

    /** Whether a pinned server said anything at all. */
    boolean isSilent() {
        return results.isEmpty();
    }

    /** Whether a signature of that domain, or of one above or below it, was valid. */
    boolean signedBy(String domain) {
        return results.stream()
                .anyMatch(one -> one.passed("dkim")
                        && (aligned(one.domain("header.d"), domain) || aligned(one.domain("header.i"), domain)));
    }

    /** Whether exactly this domain signed. */
    boolean signedExactlyBy(String domain) {
        return results.stream()
                .anyMatch(one -> one.passed("dkim")
                        && (one.domain("header.d").equals(Optional.of(domain))
                                || one.domain("header.i").equals(Optional.of(domain))));
    }

    boolean dmarcPassed(String domain) {
        return results.stream().anyMatch(one -> one.passed("dmarc") && aligned(one.domain("header.from"), domain));
    }

    boolean dmarcFailed() {
        return results.stream()
                .anyMatch(one -> one.method().equals("dmarc") && one.result().equals("fail"));
    }

    boolean spfPassed(String domain) {
        return results.stream()
                .anyMatch(one -> one.passed("spf")
                        && (aligned(one.domain("smtp.mailfrom"), domain) || aligned(one.domain("smtp.mail"), domain)));
    }

    boolean arcPassed() {
        return results.stream().anyMatch(one -> one.passed("arc"));
    }

    /**
     * What the list's own server said of the author's domain, where the list's signature vouches for the fields below
     * (RFC 8601 §5, RFC 8617): the topmost field of a server of that domain which is not ours.
     */
    Optional<String> innerDmarc(String listDomain, String authorDomain) {
        List<String> fields = new ArrayList<>(headers.all("Authentication-Results"));
        headers.all("ARC-Authentication-Results").stream()
                .map(field -> field.replaceFirst("^\\s*i=\\d+\\s*;", ""))
                .forEach(fields::add);
        return fields.stream()
                .flatMap(field -> AuthResults.parse(field).stream())
                .filter(one -> !servers.contains(one.server()) && isWithin(one.server(), listDomain))
                .findFirst()
                .flatMap(one -> one.results().stream()
                        .filter(result ->
                                result.method().equals("dmarc") && aligned(result.domain("header.from"), authorDomain))
                        .map(AuthResults.Result::result)
                        .findFirst());
    }

    /** The same domain, or one above the other: relaxed alignment (RFC 7489 §3.1) without a list of public suffixes. */
    static boolean aligned(Optional<String> found, String domain) {
        return found.filter(one -> isWithin(one, domain) || isWithin(domain, one))
                .isPresent();
    }

    /** Whether a host or domain is another or lies below it; a domain of one label has nothing below it. */
    static boolean isWithin(String host, String domain) {
        return host.equals(domain) || (domain.indexOf('.') > 0 && host.endsWith("." + domain));
    }

    private static boolean isOurs(String received, Set<String> servers) {
        Matcher by = BY.matcher(AuthResults.withoutComments(received));
        if (!by.find()) {
            return false;
        }
        String host = by.group(1).toLowerCase(Locale.ROOT);
        return servers.stream().anyMatch(server -> {
            int dot = server.indexOf('.');
            return isWithin(host, server) || (dot > 0 && isWithin(host, server.substring(dot + 1)));
        });
    }
}
