package org.triageledger.work.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.member.Finding;
import org.triageledger.core.record.LogEntry;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.advisory.Settlements;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.facts.Policies;

/** What is odd about the roster and CVE records today, shown until its cause is gone or a person settles it with a reason. */
@ApplicationScoped
public class FindingsBook {
    private final ReviewBook reviews;
    private final Policies policies;
    private final CveRecords records;
    private final Settlements settlements;
    private final Clock clock;

    FindingsBook(ReviewBook reviews, Policies policies, CveRecords records, Settlements settlements, Clock clock) {
        this.reviews = reviews;
        this.policies = policies;
        this.records = records;
        this.settlements = settlements;
        this.clock = clock;
    }

    /** All of today, those that wait first. */
    @OncePerRequest
    @Transactional
    public ReviewViews.Findings all() {
        Map<Boolean, List<ReviewViews.FindingLine>> parts = today(settlements.on(today()));
        return new ReviewViews.Findings(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
    }

    /** Those that wait. */
    public List<String> waiting() {
        return all().waiting().stream().map(ReviewViews.FindingLine::sentence).toList();
    }

    /**
     * Settles what is odd today; {@link Decisions} can undo it. A finding about the one who settles it stays until a second
     * person approves.
     *
     * @param key its whole key, or as much of it as tells it from the others
     * @param until the last UTC day on which it is settled; for good without it
     * @return the number of the audit log's entry where it waits for approval; empty where it is settled
     */
    @Transactional
    public OptionalLong settle(String key, Optional<LocalDate> until, Signed signed) {
        List<Finding> meant = found().stream()
                .filter(finding -> !key.isBlank() && finding.key().startsWith(key))
                .toList();
        if (meant.size() != 1) {
            throw new Refusal(
                    meant.isEmpty()
                            ? "there is no such finding today: see `ledger roster findings`"
                            : "several findings begin like that: give more of the key");
        }
        Settlements.Settled settled = settlements.settle(meant, false, until, signed);
        return settled.waits() ? OptionalLong.of(settled.entry()) : OptionalLong.empty();
    }

    private Map<Boolean, List<ReviewViews.FindingLine>> today(Map<String, LogEntry> settled) {
        return found().stream()
                .map(finding -> line(finding, Optional.ofNullable(settled.get(finding.key()))))
                .collect(Collectors.partitioningBy(line -> line.decision() != 0));
    }

    private List<Finding> found() {
        return Stream.concat(
                        reviews.basis(policies.of(null, today()), today()).allFindings(today()).stream(),
                        records.findings(today()).stream())
                .toList();
    }

    private static ReviewViews.FindingLine line(Finding finding, Optional<LogEntry> settled) {
        return new ReviewViews.FindingLine(
                finding.key(),
                finding.code(),
                finding.sentence(),
                settled.map(LogEntry::id).orElse(0L),
                settled.map(LogEntry::by).orElse(null),
                settled.map(LogEntry::at).orElse(null),
                settled.flatMap(Settlements::until).orElse(null),
                settled.map(LogEntry::reason).orElse(null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
