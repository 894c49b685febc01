package org.triageledger.work.advisory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.member.Finding;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.KnownDecisions;

/**
 * How people settle or accept findings, whatever they are about: by what a finding says, so that it is open again once that changes;
 * {@link Decisions} can undo it. What is about the one who settles it waits for a second person.
 */
@ApplicationScoped
public class Settlements {
    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final KnownPeople known;
    private final Clock clock;

    Settlements(DecisionStore store, KnownDecisions decisions, KnownPeople known, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.known = known;
        this.clock = clock;
    }

    /**
     * What was settled.
     *
     * @param waits whether a second person has to approve it
     * @param entry the number of the last entry in the audit log
     */
    public record Settled(boolean waits, long entry) {
        /** What is told of it to who accepts findings of an advisory. */
        public AdvisoryViews.Accepted accepted(String rule, List<Finding> meant, boolean dryRun) {
            return new AdvisoryViews.Accepted(
                    rule,
                    waits,
                    entry,
                    dryRun,
                    meant.stream().map(Finding::sentence).toList());
        }
    }

    /** The last entry on each finding that is settled on a UTC day, by the finding's key. */
    public Map<String, LogEntry> on(LocalDate day) {
        return decisions.now().settledOn(day);
    }

    /** The last day for which a finding is settled; empty where it is for good. */
    public static Optional<LocalDate> until(LogEntry settled) {
        return settled.entry() instanceof Entry.FindingSettled said ? said.until() : Optional.empty();
    }

    /** What is wrong about an advisory, as people settle it. Announcement, record and page say the same finding with the same key. */
    static Finding of(CveId id, org.triageledger.core.advisory.Finding finding) {
        return of(id.value(), finding);
    }

    /** @param about the CVE id; of an announcement without one, the key of its mail */
    public static Finding of(String about, org.triageledger.core.advisory.Finding finding) {
        return new Finding("cve-" + finding.rule(), about + ": " + finding.what() + " " + finding.toDo());
    }

    /**
     * Settles these, each with an entry of its own.
     *
     * @param meant never empty
     * @param own whether they are about the one who settles them, beside what their sentences say
     * @param until the last UTC day; for good without it
     * @throws Refusal where the day has passed, or the roster does not know who settles them
     */
    public Settled settle(List<Finding> meant, boolean own, Optional<LocalDate> until, Signed signed) {
        return settle(meant, own, until, signed, false);
    }

    /** The same; with {@code dryRun} nothing is settled. */
    Settled settle(List<Finding> meant, boolean own, Optional<LocalDate> until, Signed signed, boolean dryRun) {
        return settle(meant, finding -> finding.code() + ": " + finding.sentence(), own, until, signed, dryRun);
    }

    /**
     * The same.
     *
     * @param words what stands of a finding in the audit log, where its sentence may not
     */
    public Settled settle(
            List<Finding> meant,
            Function<Finding, String> words,
            boolean own,
            Optional<LocalDate> until,
            Signed signed,
            boolean dryRun) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (until.filter(last -> last.isBefore(today)).isPresent()) {
            throw new Refusal("a finding cannot be accepted until a day that has passed");
        }
        known.needs(signed.by());
        boolean waits = own || meant.stream().anyMatch(finding -> isAbout(finding, signed.by()));
        if (dryRun) {
            return new Settled(waits, 0);
        }
        long entry = 0;
        for (Finding finding : meant) {
            Entry.Act settled = new Entry.FindingSettled(finding.key(), words.apply(finding), until);
            entry = store.add(
                            waits ? new Entry.Proposed(settled) : settled,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            signed.by(),
                            signed.reason())
                    .id();
        }
        return new Settled(waits, entry);
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
}
