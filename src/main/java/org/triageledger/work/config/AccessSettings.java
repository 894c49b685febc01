package org.triageledger.work.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the settings of sessions, invitations and addresses. */
final class AccessSettings {
    private static final Duration MOST = Duration.ofDays(30);
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
                        ADDRESSES.contains(config.audit().addresses())
                                ? Optional.<String>empty()
                                : Optional.of("ledger.audit.addresses must be full, network or none"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> between(String name, Duration time) {
        return Settings.some(name, time)
                .or(() -> time.compareTo(MOST) > 0
                        ? Optional.of(name + " must be 30 days at most, as in 72h")
                        : Optional.empty());
    }
}
