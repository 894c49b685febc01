package org.triageledger.core.snapshot;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Readings;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.Trust;

/** A policy and its readings as words, for a snapshot, and back. */
final class FrozenPolicy {
    private static final String YES = "yes";
    private static final String NONE = "none";

    private FrozenPolicy() {}

    static Snapshot.Rules of(Policy policy) {
        Readings readings = policy.readings();
        SortedMap<String, String> read = new TreeMap<>();
        read.put("window", readings.window().word());
        read.put("last-report", readings.lastReport().map(LocalDate::toString).orElse(NONE));
        read.put("newcomer-grace", yesNo(readings.newcomerGrace()));
        read.put("experts-exempt", yesNo(readings.expertsExempt()));
        read.put("spam-counts", yesNo(readings.spamCounts()));
        read.put("non-vulnerability-counts", yesNo(readings.notVulnerabilityCounts()));
        read.put("vulnerabilities-only", yesNo(readings.mustBeVulnerability()));
        read.put("least-trust", readings.leastTrust().word());
        read.put("least-lines", String.valueOf(readings.leastLines()));
        return new Snapshot.Rules(
                policy.name(),
                policy.version(),
                policy.kinds().stream().map(Named::word).sorted().toList(),
                read);
    }

    /** The policy of that name as it is now, read as it was then; empty where it is not known any more. */
    static Optional<Policy> read(Snapshot.Rules rules) {
        return Policy.named(rules.policy())
                .flatMap(policy -> readings(rules.readings()).map(policy::reading));
    }

    private static Optional<Readings> readings(Map<String, String> read) {
        try {
            String last = text(read, "last-report");
            return Optional.of(new Readings(
                    word(Readings.Window.values(), text(read, "window")),
                    last.equals(NONE) ? Optional.empty() : Optional.of(LocalDate.parse(last)),
                    text(read, "newcomer-grace").equals(YES),
                    text(read, "experts-exempt").equals(YES),
                    text(read, "spam-counts").equals(YES),
                    text(read, "non-vulnerability-counts").equals(YES),
                    text(read, "vulnerabilities-only").equals(YES),
                    word(Trust.values(), text(read, "least-trust")),
                    Integer.parseInt(text(read, "least-lines"))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> read, String name) {
        return Optional.ofNullable(read.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static <E extends Named> E word(E[] values, String word) {
        return Arrays.stream(values)
                .filter(item -> item.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    private static String yesNo(boolean value) {
        return value ? YES : "no";
    }
}
