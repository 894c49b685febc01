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
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.member.Finding;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;

/** What is odd about the roster and CVE records today, shown until its cause is gone or a person settles it with a reason. */
@ApplicationScoped
public class FindingsBook {
    private final ReviewBook reviews;
    private final CveRecords records;
    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final KnownPeople known;
    private final Clock clock;

    FindingsBook(
            ReviewBook reviews,
            CveRecords records,
            DecisionStore store,
            KnownDecisions decisions,
            KnownPeople known,
            Clock clock) {
        this.reviews = reviews;
        this.records = records;
        this.store = store;
        this.decisions = decisions;
        this.known = known;
        this.clock = clock;
    }

    /** All of today, those that wait first. */
    @Transactional
    public ReviewViews.Findings all() {
        Map<Boolean, List<ReviewViews.FindingLine>> parts =
                today(decisions.now().settledOn(today()));
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
    public OptionalLong settle(String key, Optional<LocalDate> until, Decisions.Signed signed) {
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
        known.needs(signed.by());
        Finding finding = meant.getFirst();
        boolean own = isAbout(finding, signed.by());
        Entry.Act settled = new Entry.FindingSettled(finding.key(), finding.code() + ": " + finding.sentence(), until);
        LogEntry made = store.add(
                own ? new Entry.Proposed(settled) : settled,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                signed.by(),
                signed.reason());
        return own ? OptionalLong.of(made.id()) : OptionalLong.empty();
    }

    /** Whether its sentence names somebody, by name, id, login or address. */
    private boolean isAbout(Finding finding, String id) {
        return known.now().withId(id).stream()
                .flatMap(person -> Stream.of(
                                Stream.of(person.id(), person.name()),
                                person.github().stream(),
                                person.aliases().stream(),
                                person.addresses().stream()
                                        .map(owned -> owned.address().toString()))
                        .flatMap(Function.identity()))
                .anyMatch(name -> Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(finding.sentence())
                        .find());
    }

    private Map<Boolean, List<ReviewViews.FindingLine>> today(Map<String, LogEntry> settled) {
        return found().stream()
                .map(finding -> line(finding, Optional.ofNullable(settled.get(finding.key()))))
                .collect(Collectors.partitioningBy(line -> line.decision() != 0));
    }

    private List<Finding> found() {
        return Stream.concat(
                        reviews.basis(reviews.policyOf(null, today()), today()).allFindings(today()).stream(),
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
                settled.flatMap(entry ->
                                entry.entry() instanceof Entry.FindingSettled said ? said.until() : Optional.empty())
                        .orElse(null),
                settled.map(LogEntry::reason).orElse(null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
