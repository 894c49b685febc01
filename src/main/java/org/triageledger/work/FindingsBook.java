package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triageledger.core.member.Finding;
import org.triageledger.store.DecisionStore;

/** What is odd today, shown until its cause is gone or a person settles it with a reason. */
@ApplicationScoped
public class FindingsBook {
    private final ReviewBook reviews;
    private final DecisionStore decisions;
    private final Clock clock;

    FindingsBook(ReviewBook reviews, DecisionStore decisions, Clock clock) {
        this.reviews = reviews;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** All of today, those that wait first. */
    @Transactional
    public ReviewViews.Findings all() {
        Map<String, DecisionStore.Decision> settled = Decided.of(decisions.all()).settledOn(today()).stream()
                .collect(Collectors.toMap(DecisionStore.Decision::one, Function.identity()));
        Map<Boolean, List<ReviewViews.FindingLine>> parts = today(settled);
        return new ReviewViews.Findings(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
    }

    /** Those that wait. */
    public List<String> waiting() {
        return all().waiting().stream().map(ReviewViews.FindingLine::sentence).toList();
    }

    /**
     * Settles what is odd today; {@link Decisions} can undo it.
     *
     * @param key its whole key, or as much of it as tells it from the others
     * @param until the last UTC day on which it is settled; for good without it
     */
    @Transactional
    public void settle(String key, Optional<LocalDate> until, Decisions.Signed signed) {
        if (until.filter(last -> last.isBefore(today())).isPresent()) {
            throw new Refusal("a finding cannot be settled until a day that has passed");
        }
        List<Finding> meant = found().stream()
                .filter(finding -> !key.isBlank() && finding.key().startsWith(key))
                .toList();
        if (meant.size() != 1) {
            throw new Refusal(
                    meant.isEmpty()
                            ? "there is no such finding today: see `ledger roster findings`"
                            : "several findings begin like that: give more of the key");
        }
        Finding finding = meant.getFirst();
        decisions.add(
                Decided.SETTLE,
                finding.key(),
                finding.code() + ": " + finding.sentence(),
                Optional.empty(),
                until,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                signed.by(),
                signed.reason());
    }

    private Map<Boolean, List<ReviewViews.FindingLine>> today(Map<String, DecisionStore.Decision> settled) {
        return found().stream()
                .map(finding -> line(finding, Optional.ofNullable(settled.get(finding.key()))))
                .collect(Collectors.partitioningBy(line -> line.decision() != 0));
    }

    private List<Finding> found() {
        return reviews.basis(reviews.policyOf(null, today()), today()).allFindings(today());
    }

    private static ReviewViews.FindingLine line(Finding finding, Optional<DecisionStore.Decision> settled) {
        return new ReviewViews.FindingLine(
                finding.key(),
                finding.code(),
                finding.sentence(),
                settled.map(DecisionStore.Decision::id).orElse(0L),
                settled.map(DecisionStore.Decision::by).orElse(null),
                settled.map(DecisionStore.Decision::at).orElse(null),
                settled.flatMap(DecisionStore.Decision::to).orElse(null),
                settled.map(DecisionStore.Decision::reason).orElse(null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
