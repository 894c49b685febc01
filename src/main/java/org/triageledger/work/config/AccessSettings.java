package org.triageledger.work.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the settings of sessions, invitations and addresses. */
final class AccessSettings {
    private static final Duration MOST = Duration.ofDays(30);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> ADDRESSES = Set.of("full", "network", "none");

    private AccessSettings() {}

    /** What is wrong, for people; empty where nothing is. */
    static Optional<String> problem(LedgerConfig config) {
        return Stream.of(
                        between("ledger.sessions.idle", config.sessions().idle()),
                        between("ledger.sessions.longest", config.sessions().longest()),
                        between(
                                "ledger.invitations.valid-for",
                                config.invitations().validFor()),
                        oidc(config.oidc()),
                        ADDRESSES.contains(config.audit().addresses())
                                ? Optional.<String>empty()
                                : Optional.of("ledger.audit.addresses must be full, network or none"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> oidc(LedgerConfig.Oidc oidc) {
        if (oidc.issuer().isEmpty()) {
            return Optional.empty();
        }
        if (!isSafe(oidc.issuer().get())) {
            return Optional.of("ledger.oidc.issuer must be an https address; http is taken for this machine alone");
        }
        return oidc.clientId().isPresent() && oidc.clientSecretFile().isPresent()
                ? Optional.empty()
                : Optional.of("ledger.oidc.issuer needs ledger.oidc.client-id and ledger.oidc.client-secret-file too");
    }

    private static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> between(String name, Duration time) {
        return Settings.some(name, time)
                .or(() -> time.compareTo(MOST) > 0
                        ? Optional.of(name + " must be 30 days at most, as in 72h")
                        : Optional.empty());
    }
}
