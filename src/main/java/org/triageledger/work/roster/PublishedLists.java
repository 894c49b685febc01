package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.member.Drift;
import org.triageledger.core.member.Drifts;
import org.triageledger.core.member.Enrolment;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.FirstListed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.Publication;
import org.triageledger.core.member.Published;
import org.triageledger.core.member.Roster;
import org.triageledger.core.record.Entry;
import org.triageledger.feeds.HistoryFile;
import org.triageledger.feeds.ListingFile;
import org.triageledger.store.ListingStore;
import org.triageledger.store.RosterStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.KnownDecisions;

/** Takes the published lists of people into the roster, gives them out again, and says where the two disagree. */
@ApplicationScoped
public class PublishedLists {
    private final RosterStore rosters;
    private final ListingStore lists;
    private final KnownPeople everybody;
    private final KnownDecisions decisions;
    private final RosterBook book;
    private final AuditWriter audit;
    private final ErasedPeople erased;
    private final Clock clock;

    PublishedLists(
            RosterStore rosters,
            ListingStore lists,
            KnownPeople everybody,
            KnownDecisions decisions,
            RosterBook book,
            AuditWriter audit,
            ErasedPeople erased,
            Clock clock) {
        this.rosters = rosters;
        this.lists = lists;
        this.everybody = everybody;
        this.decisions = decisions;
        this.book = book;
        this.audit = audit;
        this.erased = erased;
        this.clock = clock;
    }

    /**
     * One disagreement, as programs get it.
     *
     * @param line of the file, from 1; null for somebody who is not in it
     */
    public record DriftLine(
            String file,
            @Nullable Integer line,
            String code,
            @Nullable String member,
            String name,
            @Nullable String github,
            String sentence) {}

    /** @param faults why nothing can be said, a line each; empty where all files could be read */
    public record Drifted(LocalDate asOf, List<DriftLine> drift, List<String> faults) {}

    /**
     * What came of taking files.
     *
     * @param faults why nothing was taken, a line each; empty where all went well
     * @param drift where a file and the roster disagree although it was taken
     * @param findings what is odd about the roster now
     */
    public record Taken(List<String> faults, List<String> done, List<DriftLine> drift, List<String> findings) {}

    /** A published list on a UTC day. */
    public record Publishing(String list, LocalDate asOf, List<PublishedLine> entries) {}

    public record PublishedLine(
            String name,
            @Nullable String github,
            @Nullable LocalDate joined,
            @Nullable LocalDate left,
            String notes) {}

    private record Read(Map<Path, ListingFile.Outcome.Loaded> files, List<String> faults) {}

    /**
     * Takes all of the files, or, where one is faulty, none. A history of first days ({@link HistoryFile}) goes last: it dates the
     * memberships that the lists gave. Members go first: the roster has their spelling of a name.
     *
     * @param kind what the file is, where neither its columns nor its name say it
     * @param asOf the UTC day on which the lists hold; today without it
     */
    @Transactional
    public Taken take(List<Path> files, Optional<Listing.Kind> kind, Optional<LocalDate> asOf) {
        LocalDate day = day(asOf);
        if (day.isAfter(today())) {
            throw new Refusal(day + " is in the future: give the day on which the list was published");
        }
        List<Path> dated = files.stream()
                .filter(file -> kind.isEmpty() && HistoryFile.isOne(file))
                .toList();
        Read read = read(files.stream().filter(file -> !dated.contains(file)).toList(), kind);
        List<String> faults = new ArrayList<>(read.faults);
        faults.addAll(erased(read));
        Map<Path, List<FirstListed>> histories = histories(dated, faults);
        if (!faults.isEmpty()) {
            return new Taken(faults, List.of(), List.of(), List.of());
        }
        Published before = lists.all();
        Published after = before;
        Roster roster = new Roster(rosters.people(), rosters.branches());
        List<String> done = new ArrayList<>();
        for (Map.Entry<Path, ListingFile.Outcome.Loaded> file : inOrder(read)) {
            Listing listing = file.getValue().listing();
            Enrolment.Result result = Enrolment.of(roster, before, listing, day);
            roster = new Roster(result.people(), roster.branches());
            after = after.with(listing);
            lists.replace(after.last(listing.kind()));
            done.add(count(listing.entries().size(), "line", "lines") + " of "
                    + listing.kind().word() + " taken from "
                    + file.getKey().getFileName() + ": " + count(result.added(), "person", "people")
                    + " added, " + result.changed()
                    + " changed"
                    + (file.getValue().asPublished()
                            ? ""
                            : "; it is quoted or ends its lines unlike the published list, an export will"
                                    + " differ there"));
        }
        for (Map.Entry<Path, List<FirstListed>> history : histories.entrySet()) {
            FirstListed.Result result = FirstListed.apply(roster, history.getValue());
            roster = new Roster(result.people(), roster.branches());
            done.add(count(history.getValue().size(), "line", "lines") + " of history taken from "
                    + history.getKey().getFileName() + ": " + count(result.changed(), "membership", "memberships")
                    + " got a first day");
        }
        audit.note(new Entry.RosterLoaded("published lists", RosterBook.changed(rosters.people(), roster.people())));
        rosters.replacePeople(roster.people());
        Roster decided = decided(roster);
        List<DriftLine> drift = new ArrayList<>();
        for (Map.Entry<Path, ListingFile.Outcome.Loaded> file : inOrder(read)) {
            drift.addAll(drift(file, decided, after, day));
        }
        return new Taken(List.of(), done, drift, book.findings());
    }

    /** A list as it is to be published on a UTC day; today without it. */
    @Transactional
    public String export(Listing.Kind kind, Optional<LocalDate> asOf) {
        Listing listing = listing(kind, day(asOf));
        ListingFile.unsafe(listing).ifPresent(name -> {
            throw new Refusal("a cell of the line of \"" + name
                    + "\" begins like a formula of a spreadsheet: correct it in the roster");
        });
        return ListingFile.write(listing);
    }

    /** The same for programs. */
    @Transactional
    public Publishing published(Listing.Kind kind, Optional<LocalDate> asOf) {
        LocalDate day = day(asOf);
        return new Publishing(kind.word(), day, lines(listing(kind, day)));
    }

    /** Former members, as they are listed today; nobody where there are none. */
    @Transactional
    public List<PublishedLine> emeriti() {
        return lines(Publication.of(everybody.now(), lists.all(), Listing.Kind.EMERITI, day(Optional.empty())));
    }

    private static List<PublishedLine> lines(Listing listing) {
        return listing.entries().stream()
                .map(listed -> new PublishedLine(
                        listed.name(),
                        listed.github().orElse(null),
                        listed.joined().orElse(null),
                        listed.left().orElse(null),
                        listed.notes()))
                .toList();
    }

    private Listing listing(Listing.Kind kind, LocalDate day) {
        Listing listing = Publication.of(everybody.now(), lists.all(), kind, day);
        if (listing.entries().isEmpty()) {
            throw new Refusal("nobody is known for the list \"" + kind.word() + "\" on " + day + ": import one first");
        }
        return listing;
    }

    /** Where files and the roster disagree on a UTC day; today without it. Nothing changes. */
    @Transactional
    public Drifted drift(List<Path> files, Optional<Listing.Kind> kind, Optional<LocalDate> asOf) {
        LocalDate day = day(asOf);
        Read read = read(files, kind);
        Roster roster = everybody.now();
        Published last = lists.all();
        List<DriftLine> drift = new ArrayList<>();
        read.files.entrySet().forEach(file -> drift.addAll(drift(file, roster, last, day)));
        return new Drifted(day, drift, read.faults);
    }

    /** Where the lists as last taken and the roster disagree on a UTC day. The core team's says nothing of the members. */
    @Transactional
    List<Finding> drift(LocalDate day) {
        Roster roster = everybody.now();
        Published last = lists.all();
        return Stream.of(Listing.Kind.MEMBERS, Listing.Kind.EMERITI)
                .map(last::last)
                .filter(listing -> !listing.entries().isEmpty())
                .flatMap(listing -> Drifts.of(roster, last, listing, day).stream())
                .map(drift -> new Finding(drift.code(), drift.sentence()))
                .toList();
    }

    private static Read read(List<Path> files, Optional<Listing.Kind> kind) {
        Map<Path, ListingFile.Outcome.Loaded> loaded = new LinkedHashMap<>();
        Map<Listing.Kind, Path> kinds = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            switch (ListingFile.read(file, kind)) {
                case ListingFile.Outcome.Faulty faulty ->
                    faulty.faults().forEach(fault -> faults.add(fault.in(file.toString())));
                case ListingFile.Outcome.Loaded one -> {
                    Path other = kinds.putIfAbsent(one.listing().kind(), file);
                    if (other != null) {
                        faults.add(file + ": " + other + " is a list of "
                                + one.listing().kind().word() + " already: give one of each, or say with --list what"
                                + " a file is");
                    }
                    loaded.put(file, one);
                }
            }
        }
        return new Read(loaded, faults);
    }

    private static Map<Path, List<FirstListed>> histories(List<Path> files, List<String> faults) {
        Map<Path, List<FirstListed>> histories = new LinkedHashMap<>();
        for (Path file : files) {
            switch (HistoryFile.read(file)) {
                case HistoryFile.Outcome.Faulty faulty ->
                    faulty.faults().forEach(fault -> faults.add(fault.in(file.toString())));
                case HistoryFile.Outcome.Loaded loaded -> histories.put(file, loaded.history());
            }
        }
        return histories;
    }

    /** Who was erased does not come back unseen, by a list that was not changed. By the login, or the name where there is none. */
    private List<String> erased(Read read) {
        ErasedPeople.Known known = erased.known();
        List<String> back = new ArrayList<>();
        read.files.forEach((file, loaded) -> loaded.listing()
                .entries()
                .forEach(entry -> entry.github()
                        .map(known::login)
                        .orElseGet(() -> known.name(entry.name()))
                        .ifPresent(one -> back.add(file + ": line " + entry.line() + " names somebody who was erased ("
                                + one.pseudonym() + "): take it out of the list"))));
        return back;
    }

    private static List<Map.Entry<Path, ListingFile.Outcome.Loaded>> inOrder(Read read) {
        return read.files.entrySet().stream()
                .sorted(Comparator.comparing(file -> file.getValue().listing().kind()))
                .toList();
    }

    private static List<DriftLine> drift(
            Map.Entry<Path, ListingFile.Outcome.Loaded> file, Roster roster, Published last, LocalDate day) {
        return Drifts.of(roster, last, file.getValue().listing(), day).stream()
                .map(drift -> line(file.getKey(), drift))
                .toList();
    }

    private static DriftLine line(Path file, Drift drift) {
        return new DriftLine(
                file.toString(),
                drift.line() == 0 ? null : drift.line(),
                drift.code(),
                drift.person().orElse(null),
                drift.name(),
                drift.github().orElse(null),
                drift.sentence());
    }

    /** Whose membership a review ended is no member any more, whatever the roster was loaded with. */
    private Roster decided(Roster roster) {
        return new Roster(decisions.now().applied(roster.people()), roster.branches());
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private LocalDate day(Optional<LocalDate> asOf) {
        return asOf.orElseGet(this::today);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
