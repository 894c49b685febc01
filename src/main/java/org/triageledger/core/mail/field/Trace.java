package org.triageledger.core.mail.field;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Receivers;

/**
 * Which Authentication-Results fields our own receivers wrote (RFC 8601 §5).
 *
 * <p>Fields stand in the order of the way, the last server's on top, so the Received fields cut a header into stretches. What
 * stands above the Received field of the server that took the mail from outside is ours. Below that field stands what the sender
 * sent; but many servers write their results just there, and remove what bears their name (§5 demands it). For one that does not,
 * the stretch right below is read with care: only fields of the trace, and only the first that speaks in our name, since a sender
 * can have written the next. Below a second Received field of ours nothing is read: a server that finds no result above it wrote none.
 * Anything further down is foreign.
 */
final class Trace {
    private static final String RESULTS = "authentication-results";

    private final Set<String> servers;
    private final List<Stretch> stretches = new ArrayList<>();

    /** The fields below one Received field, down to the next; {@code hop} is empty above the first. */
    private record Stretch(Optional<Hop> hop, List<Header> fields) {}

    private Trace(List<Header> fields, Set<String> servers) {
        this.servers = servers;
        stretches.add(new Stretch(Optional.empty(), new ArrayList<>()));
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase("Received")) {
                stretches.add(new Stretch(Optional.of(Hop.of(field.value(), servers)), new ArrayList<>()));
            } else {
                stretches.getLast().fields.add(field);
            }
        }
    }

    static List<AuthResults> ours(Headers headers, Receivers receivers) {
        boolean silent = receivers.isEmpty()
                || !(headers.has("Authentication-Results") || headers.has("ARC-Authentication-Results"));
        if (silent) {
            return List.of();
        }
        List<AuthResults> named =
                receivers.names().isEmpty() ? List.of() : new Trace(headers.fields(), receivers.names()).believed();
        return named.isEmpty() ? unnamed(headers, receivers.unnamedHosts()) : named;
    }

    /**
     * The topmost results of all, if they name no server and stand right above the topmost Received field of a host that writes them
     * so.
     */
    private static List<AuthResults> unnamed(Headers headers, Set<String> hosts) {
        Optional<AuthResults> found = Optional.empty();
        for (Header field : hosts.isEmpty() ? List.<Header>of() : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.equals(RESULTS)) {
                if (found.isPresent()) {
                    return List.of();
                }
                found = AuthResults.withoutServer(field.value());
                if (found.isEmpty()) {
                    return List.of();
                }
            } else if (name.equals("received")) {
                String by = Hop.of(field.value(), hosts).by();
                boolean host = hosts.stream().anyMatch(text -> Domains.isWithin(by, text));
                if (host || found.isPresent()) {
                    return host ? found.stream().toList() : List.of();
                }
            } else if (found.isPresent() && !isTrace(name)) {
                return List.of();
            }
        }
        return List.of();
    }

    /**
     * What servers of a list's host wrote into the mail before they sent it on to ours, at the place where they write. Of what a sender
     * wrote in their name, and a list passed on, nothing.
     */
    static List<AuthResults> below(Headers headers, Receivers receivers, ListHost list) {
        List<Header> fields = headers.fields();
        List<Header> before = fields.subList(boundary(fields, receivers), fields.size());
        Set<String> servers = new HashSet<>();
        for (Header field : before) {
            if (field.name().equalsIgnoreCase(RESULTS) && servers.size() < MOST_SERVERS) {
                AuthResults.parse(field.value())
                        .map(AuthResults::server)
                        .filter(server ->
                                list.runs(server) && !receivers.names().contains(server))
                        .ifPresent(servers::add);
            }
        }
        return servers.isEmpty() ? List.of() : new Trace(before, servers).believed();
    }

    /** The hop before the one with which our servers took the mail, if a Received field tells of it. */
    static Optional<Hop> previous(Headers headers, Receivers receivers) {
        List<Header> fields = headers.fields();
        return fields.subList(boundary(fields, receivers), fields.size()).stream()
                .filter(field -> field.name().equalsIgnoreCase("Received"))
                .findFirst()
                .map(field -> Hop.of(field.value(), receivers.names()));
    }

    /** Where the fields begin that stand below the Received field with which our servers took the mail. */
    private static int boundary(List<Header> fields, Receivers receivers) {
        Set<String> servers = new HashSet<>(receivers.names());
        servers.addAll(receivers.unnamedHosts());
        for (int at = 0; at < fields.size(); at++) {
            if (fields.get(at).name().equalsIgnoreCase("Received")) {
                Hop hop = Hop.of(fields.get(at).value(), servers);
                if (hop.outside() || !hop.isBy(servers)) {
                    return at + 1;
                }
            }
        }
        return 0;
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
                    found.addAll(sealed.isEmpty() && at == 1 ? careful(stretch.fields, true) : sealed);
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

    private static final int MOST_SERVERS = 20;

    private Optional<AuthResults> ours(Header field) {
        return AuthResults.parse(AuthResults.withoutInstance(field.value()))
                .filter(results -> servers.contains(results.server()));
    }

    private List<AuthResults> careful(List<Header> fields, boolean traceOnly) {
        for (Header field : fields) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.equals(RESULTS)) {
                Optional<AuthResults> results = ours(field);
                if (results.isPresent() || traceOnly) {
                    return results.stream().toList();
                }
            } else if (traceOnly && !isTrace(name)) {
                return List.of();
            }
        }
        return List.of();
    }

    /**
     * The first results of all, where they speak in our name and stand among the fields of the message, below the one Received field with
     * which our server took it: some filters append theirs. Weaker than at the top, where a server that looks for forged ones looks first.
     */
    static List<AuthResults> appended(Headers headers, Receivers receivers) {
        if (receivers.names().isEmpty() || !headers.has("Authentication-Results")) {
            return List.of();
        }
        Trace trace = new Trace(headers.fields(), receivers.names());
        if (trace.stretches.size() < 2
                || !trace.stretches.get(1).hop.orElseThrow().isBy(trace.servers)
                || trace.stretches.getFirst().fields.stream()
                        .anyMatch(field -> field.name().equalsIgnoreCase(RESULTS))) {
            return List.of();
        }
        return trace.stretches.get(1).fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(RESULTS))
                .findFirst()
                .flatMap(trace::ours)
                .stream()
                .toList();
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
