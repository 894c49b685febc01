package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Findings;
import org.triageledger.core.member.Person;
import org.triageledger.core.record.Entry;
import org.triageledger.feeds.ReleaseCycleFile;
import org.triageledger.feeds.RosterFile;
import org.triageledger.store.FeedStore;
import org.triageledger.store.RosterStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.release.ReleaseCycleFeed;
import org.triageledger.work.review.FindingsBook;

/** Takes the roster and the release cycle from where they are kept. */
@ApplicationScoped
public class RosterBook {
    private final RosterStore store;
    private final KnownPeople known;
    private final KnownDecisions decisions;
    private final FeedStore feeds;
    private final NominationBook nominations;
    private final AuditWriter audit;
    private final ErasedPeople erased;
    private final Clock clock;

    RosterBook(
            RosterStore store,
            KnownPeople known,
            KnownDecisions decisions,
            FeedStore feeds,
            NominationBook nominations,
            AuditWriter audit,
            ErasedPeople erased,
            Clock clock) {
        this.store = store;
        this.known = known;
        this.decisions = decisions;
        this.feeds = feeds;
        this.nominations = nominations;
        this.audit = audit;
        this.erased = erased;
        this.clock = clock;
    }

    /**
     * What came of taking something.
     *
     * @param faults why nothing was taken, a line each; empty where all went well
     * @param notes what is odd, though it was taken
     */
    public record Outcome(List<String> faults, String summary, List<String> notes) {
        static Outcome refused(List<String> faults) {
            return new Outcome(faults, "", List.of());
        }
    }

    /** The roster becomes what the file says; a faulty file changes nothing. Of whom the operating system names. */
    @Transactional
    public Outcome load(Path file) {
        return load(file, Optional.empty());
    }

    /**
     * The roster becomes what the file says; a faulty file changes nothing.
     *
     * @param by who loads it, by the id in the roster that is stored or in the file
     * @throws Refusal where neither knows them
     */
    @Transactional
    public Outcome load(Path file, Optional<String> by) {
        return switch (RosterFile.read(file)) {
            case RosterFile.Outcome.Faulty faulty ->
                Outcome.refused(faulty.faults().stream()
                        .map(fault -> fault.in(file.toString()))
                        .toList());
            case RosterFile.Outcome.Loaded loaded -> {
                List<String> back = erased(loaded.people());
                if (!back.isEmpty()) {
                    yield Outcome.refused(back);
                }
                List<Person> before = store.people();
                Entry.Act entry = new Entry.RosterLoaded("roster", changed(before, loaded.people()));
                if (by.isPresent()) {
                    if (Stream.concat(before.stream(), loaded.people().stream())
                            .noneMatch(person -> person.id().equals(by.get()))) {
                        throw new Refusal("nobody in the roster has the id '" + by.get() + "': give an id as --by");
                    }
                    audit.note(entry, by.get(), "");
                } else {
                    audit.note(entry);
                }
                store.replacePeople(loaded.people());
                yield new Outcome(
                        List.of(),
                        loaded.people().size() + (loaded.people().size() == 1 ? " person" : " people") + " loaded from "
                                + file.getFileName(),
                        findingsNow());
            }
        };
    }

    /** Who was erased does not come back unseen, by a file that was not changed. */
    private List<String> erased(List<Person> people) {
        ErasedPeople.Known known = erased.known();
        return people.stream()
                .flatMap(person -> known.id(person.id()).stream()
                        .map(one -> "'" + person.id() + "' was erased, and is " + one.pseudonym()
                                + " in the ledger: take them out of the file; if they came back, give them another id"))
                .toList();
    }

    /** The release branches become what the file or address says. */
    @Transactional
    public Outcome releaseCycle(String place) {
        return switch (ReleaseCycleFile.read(place)) {
            case ReleaseCycleFile.Outcome.Faulty faulty ->
                Outcome.refused(faulty.faults().stream()
                        .map(fault -> place + ": " + fault)
                        .toList());
            case ReleaseCycleFile.Outcome.Loaded loaded -> {
                store.replaceBranches(Branch.published(
                        loaded.branches(), store.branches(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
                audit.note(new Entry.RosterLoaded("release cycle", ""));
                feeds.good(ReleaseCycleFeed.NAME, place, clock.instant());
                nominations.propose();
                yield new Outcome(List.of(), loaded.branches().size() + " branches loaded", findingsNow());
            }
        };
    }

    /** What is odd about the people and branches themselves today, by what people decided; {@link FindingsBook} knows the rest. */
    @Transactional
    public List<String> findings() {
        return findingsNow();
    }

    /** The ids of those whose names, addresses, memberships or roles are others, who are new, or who are gone. */
    static String changed(List<Person> before, List<Person> after) {
        Set<Person> both = new HashSet<>(before);
        both.retainAll(Set.copyOf(after));
        return Stream.concat(before.stream(), after.stream())
                .filter(person -> !both.contains(person))
                .map(Person::id)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<String> findingsNow() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Set<String> settled = decisions.now().settledOn(today).keySet();
        return Findings.of(known.now(), today).stream()
                .filter(finding -> !settled.contains(finding.key()))
                .map(Finding::sentence)
                .toList();
    }
}
