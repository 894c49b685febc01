package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.Trust;

/**
 * How the words of a policy are read, where they can be read in more than one way.
 *
 * @param window which stretch of time counts
 * @param lastReport the day of the last yearly report to the steering council; only {@link Window#SINCE_LAST_REPORT} asks for it
 * @param newcomerGrace whether somebody added within the last year stays
 * @param expertsExempt whether experts of a living branch stay
 * @param spamCounts whether work on a report that turned out to be spam counts
 * @param notVulnerabilityCounts whether work on a report that turned out to be no vulnerability, or a duplicate, counts
 * @param mustBeVulnerability whether only work on reports that somebody confirmed as a vulnerability counts
 * @param leastTrust the weakest trust that counts; what is only claimed never does
 * @param leastLines authored lines that a message must have to count; what the rule behind a credit asks for is the least
 */
public record Readings(
        Window window,
        Optional<LocalDate> lastReport,
        boolean newcomerGrace,
        boolean expertsExempt,
        boolean spamCounts,
        boolean notVulnerabilityCounts,
        boolean mustBeVulnerability,
        Trust leastTrust,
        int leastLines) {
    /** Which stretch of time a policy looks at, up to the day itself. */
    public enum Window implements Named {
        /** A year back from the day. */
        ROLLING_YEAR,
        /** Back to the day of the last yearly report; a year, where there was none yet. */
        SINCE_LAST_REPORT;
    }

    private static final Map<String, UnaryOperator<Readings>> NAMED = named();

    public Readings {
        if (!leastTrust.counts()) {
            throw new IllegalArgumentException("what is only claimed never counts");
        }
    }

    /** The names by which a reading can be chosen. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    /** These readings with one changed, by its name; empty for a name that is none. */
    public Optional<Readings> reading(String name) {
        return Optional.ofNullable(NAMED.get(name)).map(change -> change.apply(this));
    }

    /** The first day that counts for a day; it counts too. */
    public LocalDate windowFrom(LocalDate asOf) {
        return switch (window) {
            case ROLLING_YEAR -> asOf.minusYears(1);
            case SINCE_LAST_REPORT ->
                lastReport.filter(day -> !day.isAfter(asOf)).orElseGet(() -> asOf.minusYears(1));
        };
    }

    /** The last day on which work done on a day still counts. Since a report, it does until the next is due, a year later. */
    Optional<LocalDate> windowEnd(LocalDate worked, LocalDate asOf) {
        Optional<LocalDate> report =
                window == Window.SINCE_LAST_REPORT ? lastReport.filter(day -> !day.isAfter(asOf)) : Optional.empty();
        return report.isPresent()
                ? report.map(Year::end).filter(end -> !end.isBefore(asOf))
                : Optional.of(Year.end(worked));
    }

    public Readings with(Window other) {
        return new Readings(
                other,
                lastReport,
                newcomerGrace,
                expertsExempt,
                spamCounts,
                notVulnerabilityCounts,
                mustBeVulnerability,
                leastTrust,
                leastLines);
    }

    public Readings withLastReport(LocalDate day) {
        return new Readings(
                window,
                Optional.of(day),
                newcomerGrace,
                expertsExempt,
                spamCounts,
                notVulnerabilityCounts,
                mustBeVulnerability,
                leastTrust,
                leastLines);
    }

    public Readings withRoles(boolean newcomers, boolean experts) {
        return new Readings(
                window,
                lastReport,
                newcomers,
                experts,
                spamCounts,
                notVulnerabilityCounts,
                mustBeVulnerability,
                leastTrust,
                leastLines);
    }

    public Readings withReports(boolean spam, boolean notVulnerability, boolean onlyVulnerability) {
        return new Readings(
                window,
                lastReport,
                newcomerGrace,
                expertsExempt,
                spam,
                notVulnerability,
                onlyVulnerability,
                leastTrust,
                leastLines);
    }

    public Readings withEvidence(Trust least, int lines) {
        return new Readings(
                window,
                lastReport,
                newcomerGrace,
                expertsExempt,
                spamCounts,
                notVulnerabilityCounts,
                mustBeVulnerability,
                least,
                lines);
    }

    private static Map<String, UnaryOperator<Readings>> named() {
        Map<String, UnaryOperator<Readings>> named = new LinkedHashMap<>();
        named.put("rolling-year", readings -> readings.with(Window.ROLLING_YEAR));
        named.put("since-last-report", readings -> readings.with(Window.SINCE_LAST_REPORT));
        named.put("newcomer-grace", readings -> readings.withRoles(true, readings.expertsExempt));
        named.put("no-newcomer-grace", readings -> readings.withRoles(false, readings.expertsExempt));
        named.put("experts-exempt", readings -> readings.withRoles(readings.newcomerGrace, true));
        named.put("experts-not-exempt", readings -> readings.withRoles(readings.newcomerGrace, false));
        named.put(
                "spam-counts",
                readings -> readings.withReports(true, readings.notVulnerabilityCounts, readings.mustBeVulnerability));
        named.put(
                "spam-never-counts",
                readings -> readings.withReports(false, readings.notVulnerabilityCounts, readings.mustBeVulnerability));
        named.put(
                "non-vulnerability-counts",
                readings -> readings.withReports(readings.spamCounts, true, readings.mustBeVulnerability));
        named.put(
                "non-vulnerability-never-counts",
                readings -> readings.withReports(readings.spamCounts, false, readings.mustBeVulnerability));
        named.put(
                "vulnerabilities-only",
                readings -> readings.withReports(readings.spamCounts, readings.notVulnerabilityCounts, true));
        named.put(
                "any-report",
                readings -> readings.withReports(readings.spamCounts, readings.notVulnerabilityCounts, false));
        named.put("trust-verified", readings -> readings.withEvidence(Trust.VERIFIED, readings.leastLines));
        named.put("trust-list", readings -> readings.withEvidence(Trust.LIST, readings.leastLines));
        named.put("trust-archive", readings -> readings.withEvidence(Trust.ARCHIVE, readings.leastLines));
        for (int lines : List.of(1, 2, 3, 5, 10)) {
            named.put("least-lines-" + lines, readings -> readings.withEvidence(readings.leastTrust, lines));
        }
        return java.util.Collections.unmodifiableMap(named);
    }
}
