package org.triageledger.work.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.advisory.cases.CaseLimits;

/** The settings under {@code ledger.cases} as limits. */
public final class CaseSettings {
    private CaseSettings() {}

    /** What is wrong, for people; empty where nothing is. */
    static Optional<String> problem(LedgerConfig.Cases cases) {
        return Stream.of(
                        Settings.some("ledger.cases.coordinator", cases.coordinator()),
                        Settings.some("ledger.cases.finished", cases.finished()),
                        Settings.some("ledger.cases.published", cases.published()),
                        Settings.some("ledger.cases.reporter", cases.reporter()),
                        Settings.some("ledger.cases.escalation", cases.escalation()),
                        Settings.some("ledger.cases.stale", cases.stale()),
                        Settings.some("ledger.cases.releases-every", cases.releasesEvery()),
                        cases.notices().stream().anyMatch(days -> days <= 0)
                                ? Optional.of(
                                        "ledger.cases.notices must be numbers of days, 1 or more, with commas between")
                                : Optional.<String>empty(),
                        cases.embargoHour()
                                .filter(text -> hour(text).isEmpty())
                                .map(text -> "ledger.cases.embargo-hour is no hour: write it as in 14:00"),
                        zone(cases.embargoZone()).isPresent()
                                ? Optional.<String>empty()
                                : Optional.of(
                                        "ledger.cases.embargo-zone is no time zone: write it as in Europe/Berlin"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    public static CaseLimits limits(LedgerConfig.Cases cases) {
        return new CaseLimits(
                cases.coordinator(),
                cases.finished(),
                cases.notices().stream().map(Duration::ofDays).toList(),
                cases.published(),
                cases.reporter(),
                cases.escalation(),
                cases.stale(),
                cases.embargoHour().flatMap(CaseSettings::hour),
                zone(cases.embargoZone()).orElse(java.time.ZoneOffset.UTC),
                cases.since());
    }

    private static Optional<LocalTime> hour(String text) {
        try {
            return Optional.of(LocalTime.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
