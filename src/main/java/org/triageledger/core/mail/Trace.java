package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which Authentication-Results fields our own receivers wrote (RFC 8601 §5).
 *
 * <p>Fields stand in the order of the way, the last server's on top, so the Received fields cut a header into stretches. What
 * stands above the Received field of the server that took the mail from outside is ours. Below that field stands what the sender
 * sent; but many servers write their results just there, and remove what bears their name (§5 demands it). For one that does not,
 * the stretch right below is read with care: only fields of the trace, only the first that speaks; after one that holds a single
 * method, as several filters in a row write, others follow that hold a single other one. Anything further down is foreign.
 */
final class Trace {
    private static final Set<String> METHODS = Set.of("dmarc", "dkim", "spf");

    private final Set<String> servers;
    private final List<Stretch> stretches = new ArrayList<>();

    /** The fields below one Received field, down to the next; {@code hop} is empty above the first. */
    private record Stretch(Optional<Hop> hop, List<Header> fields) {}

    private Trace(Headers headers, Set<String> servers) {
        this.servers = servers;
        stretches.add(new Stretch(Optional.empty(), new ArrayList<>()));
        for (Header field : headers.fields()) {
            if (field.name().equalsIgnoreCase("Received")) {
                stretches.add(new Stretch(Optional.of(Hop.of(field.value(), servers)), new ArrayList<>()));
            } else {
                stretches.getLast().fields.add(field);
            }
        }
    }

    static List<AuthResults> ours(Headers headers, Set<String> servers) {
        boolean silent = servers.isEmpty()
                || !(headers.has("Authentication-Results") || headers.has("ARC-Authentication-Results"));
        return silent ? List.of() : new Trace(headers, servers).believed();
    }

    private List<AuthResults> believed() {
        if (stretches.size() == 1) {
            // Mail without any Received field was never sent, or somebody took them out: the first to speak is
            // believed.
            return careful(stretches.getFirst().fields, false);
        }
        List<AuthResults> found = new ArrayList<>(all("Authentication-Results", stretches.getFirst()));
        List<AuthResults> sealed = new ArrayList<>(all("ARC-Authentication-Results", stretches.getFirst()));
        for (int at = 1; at < stretches.size(); at++) {
            Stretch stretch = stretches.get(at);
            if (!isInside(at)) {
                if (found.isEmpty()) {
                    // Google repeats its results in its ARC set, above the field with which it took the mail in.
                    found.addAll(sealed.isEmpty() ? careful(stretch.fields, true) : sealed);
                }
                return found;
            }
            found.addAll(all("Authentication-Results", stretch));
            sealed.addAll(all("ARC-Authentication-Results", stretch));
        }
        return found;
    }

    /** Whether our own servers wrote this stretch: the hop above it took the mail from one of them, whose own field follows. */
    private boolean isInside(int at) {
        Hop hop = stretches.get(at).hop.orElseThrow();
        return !hop.outside()
                && at + 1 < stretches.size()
                && stretches.get(at + 1).hop.orElseThrow().isBy(servers);
    }

    private List<AuthResults> all(String name, Stretch stretch) {
        return stretch.fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .flatMap(field -> ours(field).stream())
                .toList();
    }

    private Optional<AuthResults> ours(Header field) {
        return AuthResults.parse(AuthResults.withoutInstance(field.value()))
                .filter(results -> servers.contains(results.server()));
    }

    private List<AuthResults> careful(List<Header> fields, boolean traceOnly) {
        List<AuthResults> taken = new ArrayList<>();
        Set<String> spoken = new HashSet<>();
        for (Header field : fields) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!name.equals("authentication-results")) {
                if (traceOnly && !isTrace(name)) {
                    return taken;
                }
                continue;
            }
            Optional<AuthResults> results = ours(field);
            if (results.isEmpty() && traceOnly) {
                return taken;
            }
            Set<String> methods = results.map(Trace::methods).orElse(Set.of());
            if (methods.isEmpty()) {
                // What holds none of the three (arc, iprev) says nothing of the others.
                results.filter(one -> spoken.isEmpty()).ifPresent(taken::add);
                continue;
            }
            boolean more = methods.size() == 1 && !spoken.containsAll(methods);
            if (!spoken.isEmpty() && !more) {
                return taken;
            }
            results.ifPresent(taken::add);
            spoken.addAll(methods);
            if (!more) {
                return taken;
            }
        }
        return taken;
    }

    private static Set<String> methods(AuthResults results) {
        Set<String> methods = new HashSet<>();
        for (AuthResults.Result result : results.results()) {
            if (METHODS.contains(result.method())) {
                methods.add(result.method());
            }
        }
        return methods;
    }

    private static boolean isTrace(String name) {
        return name.startsWith("arc-")
                || name.startsWith("x-")
                || name.equals("received-spf")
                || name.equals("return-path")
                || name.equals("delivered-to")
                || name.equals("dkim-filter");
    }
}
