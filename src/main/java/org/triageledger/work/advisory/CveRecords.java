package org.triageledger.work.advisory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.archive.BadArchive;
import org.triageledger.archive.Download;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.match.Reconciliation;
import org.triageledger.core.advisory.record.CreditedParty;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.NameQuestion;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.advisory.record.RecordRules;
import org.triageledger.core.eligibility.RecordMail;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.record.LogEntry;
import org.triageledger.feeds.CveRecordFile;
import org.triageledger.feeds.CveRecordFiles;
import org.triageledger.store.CveRecordStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.GhsaBook;
import org.triageledger.work.record.KnownDecisions;

/** Reads CVE records, and says what they say. */
@ApplicationScoped
public class CveRecords {
    private static final int MOST_FAULTS = 1000;

    private final CveRecordStore store;
    private final Facts facts;
    private final GhsaBook ghsa;
    private final KnownDecisions decisions;
    private final LedgerConfig config;
    private final Clock clock;

    CveRecords(
            CveRecordStore store,
            Facts facts,
            GhsaBook ghsa,
            KnownDecisions decisions,
            LedgerConfig config,
            Clock clock) {
        this.store = store;
        this.facts = facts;
        this.ghsa = ghsa;
        this.decisions = decisions;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads all records of our organisations at a place, and keeps the versions that are new, all or none. A file that is no record is
     * named, and the others go on.
     *
     * @param place a file, a folder, a checkout of the CVE list, a ZIP, or the https address of a file or ZIP
     * @param dryRun whether nothing is to be stored
     * @throws Refusal where the place cannot be read
     */
    public RecordViews.RecordsImported read(String place, boolean dryRun) {
        return read(place, Optional.empty(), dryRun);
    }

    /**
     * As {@link #read(String, boolean)}. A copy of the whole list says by the newest date in it up to when all records are known: a copy
     * that was taken long ago, and read today, knows nothing of today.
     *
     * @param seenAt when the CVE list gave all of a folder or ZIP, where somebody says so
     * @throws Refusal where that has not come yet, or is said of a single record
     */
    public RecordViews.RecordsImported read(String place, Optional<Instant> seenAt, boolean dryRun) {
        long start = System.nanoTime();
        Instant now = clock.instant();
        Reading reading = new Reading(assigners(), now);
        if (Download.isAddress(place)) {
            reading.download(place);
        } else {
            reading.read(path(place), HiddenCharacters.escaped(place));
        }
        if (seenAt.filter(now::isBefore).isPresent()) {
            throw new Refusal("the time at which the CVE list gave the records has not come yet: check it");
        }
        if (seenAt.isPresent() && !reading.several) {
            throw new Refusal(
                    "a single record does not tell of all the others: say when it was given only of a folder or ZIP");
        }
        return keep(reading, reading.known(seenAt), dryRun, start);
    }

    /**
     * Keeps one record, if it is of our organisations; it tells nothing of all the others.
     *
     * @param record CVE JSON 5
     * @param dryRun whether nothing is to be stored
     */
    public RecordViews.RecordsImported take(byte[] record, boolean dryRun) {
        long start = System.nanoTime();
        Reading reading = new Reading(assigners(), clock.instant());
        reading.take(new CveRecordFiles.Item("record", CveRecordFile.parse(record, reading.assigners)));
        return keep(reading, Optional.empty(), dryRun, start);
    }

    private RecordViews.RecordsImported keep(Reading reading, Optional<Instant> known, boolean dryRun, long start) {
        CveRecordStore.Saved saved = QuarkusTransaction.requiringNew()
                .timeout(3600)
                .call(() -> {
                    if (!dryRun) {
                        known.ifPresent(store::known);
                    }
                    return store.add(reading.versions, reading.now, dryRun);
                });
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        return new RecordViews.RecordsImported(
                saved.records(),
                saved.versions(),
                saved.known(),
                reading.others,
                reading.faulty,
                List.copyOf(reading.faults),
                known.orElse(null),
                dryRun,
                seconds);
    }

    private static Path path(String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException e) {
            throw new Refusal(HiddenCharacters.escaped(place) + " is no path");
        }
    }

    private Set<String> assigners() {
        return config.cve().assigners().stream()
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** One import under way; used by one thread. */
    private static final class Reading {
        private final Set<String> assigners;
        private final Instant now;
        private final List<CveRecordStore.Version> versions = new ArrayList<>();
        private final List<RecordViews.Fault> faults = new ArrayList<>();
        private long others;
        private long faulty;
        private boolean several;
        private Optional<Instant> newest = Optional.empty();

        Reading(Set<String> assigners, Instant now) {
            this.assigners = assigners;
            this.now = now;
        }

        /** Up to when all records are known by it. What could not be read leaves something open. */
        Optional<Instant> known(Optional<Instant> said) {
            return faulty == 0 ? said.or(() -> newest) : Optional.empty();
        }

        void read(Path path, String shown) {
            CveRecordFiles.Contents contents = CveRecordFiles.read(path, assigners, now, this::take);
            contents.failure().ifPresent(why -> {
                throw new Refusal(shown + " " + why);
            });
            several = contents.several();
            newest = contents.newest();
        }

        void download(String address) {
            try {
                Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "download");
                Path file = folder.resolve("none");
                try {
                    file = Download.fetch(address, folder);
                    read(file, address);
                } finally {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(folder);
                }
            } catch (BadArchive e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new Refusal("there is no room for the download: check the free space of the data directory");
            }
        }

        private void take(CveRecordFiles.Item item) {
            switch (item.outcome()) {
                case CveRecordFile.Outcome.Loaded(CveRecord record) ->
                    versions.add(new CveRecordStore.Version(
                            record.id(),
                            CveRecordFile.kept(record, assigners.iterator().next())));
                case CveRecordFile.Outcome.OfAnother ignored -> others++;
                case CveRecordFile.Outcome.Faulty(String why) -> {
                    faulty++;
                    if (faults.size() < MOST_FAULTS) {
                        faults.add(new RecordViews.Fault(item.where(), why));
                    }
                }
            }
        }
    }

    /** All records as they stood at the end of a UTC day, by id. */
    public RecordViews.Records all(LocalDate asOf) {
        Facts.Known known = facts.on(asOf);
        List<Advisory> advisories = ghsa.known().advisories(asOf);
        return new RecordViews.Records(
                asOf,
                known.records().stream()
                        .sorted(Comparator.comparing(RecordHistory::id))
                        .flatMap(history -> line(history, known, advisories, asOf).stream())
                        .toList());
    }

    /** Empty where no version of it was read, or it did not exist on that day. */
    public Optional<RecordViews.RecordDetail> one(String id, LocalDate asOf) {
        Facts.Known known = facts.on(asOf);
        List<Advisory> advisories = ghsa.known().advisories(asOf);
        Optional<RecordHistory> history = CveId.parse(id)
                .flatMap(wanted -> known.records().stream()
                        .filter(recordHistory -> recordHistory.id().equals(wanted))
                        .findFirst());
        Optional<RecordViews.RecordLine> line =
                history.flatMap(recordHistory -> line(recordHistory, known, advisories, asOf));
        if (history.isEmpty() || line.isEmpty()) {
            return Optional.empty();
        }
        CveRecord record = history.get().on(asOf).orElseThrow().record();
        return Optional.of(new RecordViews.RecordDetail(
                asOf,
                line.get(),
                record.references().stream()
                        .map(reference -> new RecordViews.ReferenceLine(reference.url(), reference.tags()))
                        .toList(),
                record.affected().stream()
                        .flatMap(product -> product.ranges().stream()
                                .map(range ->
                                        new RecordViews.AffectedLine(product.product(), range.status(), words(range))))
                        .toList(),
                record.scores().stream()
                        .map(score -> new RecordViews.ScoreLine(score.field(), score.vector(), score.severity()))
                        .toList(),
                history.get().versions().stream()
                        .map(version -> new RecordViews.VersionLine(
                                version.updated().orElse(null), version.state().word()))
                        .toList()));
    }

    /** What is missing or contradictory in records on a UTC day, as people settle it: by what it says, so that other evidence asks again. */
    public List<org.triageledger.core.member.Finding> findings(LocalDate day) {
        Facts.Known known = facts.on(day);
        List<Advisory> advisories = ghsa.known().advisories(day);
        return known.records().stream()
                .sorted(Comparator.comparing(RecordHistory::id))
                .flatMap(history -> findings(history, known, advisories, day).stream()
                        .map(finding -> Settlements.of(history.id(), finding)))
                .toList();
    }

    /** The same by the id of the record. */
    Map<CveId, List<Finding>> byId(LocalDate day) {
        Facts.Known known = facts.on(day);
        List<Advisory> advisories = ghsa.known().advisories(day);
        return known.records().stream()
                .collect(Collectors.toMap(RecordHistory::id, history -> findings(history, known, advisories, day)));
    }

    /** The names about which a person is asked, each once for all records. */
    public RecordViews.Names names() {
        return new RecordViews.Names(names(facts.on(LocalDate.MAX).named().questions()));
    }

    private Optional<RecordViews.RecordLine> line(
            RecordHistory history, Facts.Known known, List<Advisory> advisories, LocalDate asOf) {
        return history.on(asOf)
                .map(said -> new RecordViews.RecordLine(
                        history.id().value(),
                        state(said.record(), history, asOf),
                        history.published(asOf).orElse(null),
                        said.record().updated().orElse(null),
                        history.end(said.record(), asOf)
                                .map(RecordHistory.End::word)
                                .orElse(null),
                        said.writtenLater(),
                        Reconciliation.severity(said.record())
                                .map(Severity::word)
                                .orElse(null),
                        credits(history.id(), history.lastPublished(asOf).orElse(said.record()), known),
                        findings(history, known, advisories, asOf).stream()
                                .map(finding -> findingLine(history.id(), finding, asOf))
                                .toList()));
    }

    /** Published means that there is a date: a record that says PUBLISHED without one is reserved. */
    private static String state(CveRecord said, RecordHistory history, LocalDate asOf) {
        return said.state() == CveRecord.State.PUBLISHED
                        && history.published(asOf).isEmpty()
                ? CveRecord.State.RESERVED.word()
                : said.state().word();
    }

    /** What is missing or contradictory about a record, alone and beside the mail. */
    private List<Finding> findings(
            RecordHistory history, Facts.Known known, List<Advisory> advisories, LocalDate asOf) {
        RecordRules rules =
                new RecordRules(config.cve().coordinatorSince(), config.cve().version4Since());
        boolean published = history.published(asOf).isPresent();
        return Stream.of(
                        rules.of(history, asOf),
                        Reconciliation.of(history, asOf, told(history.id(), known), advisories),
                        published ? RecordMail.of(history.id(), known.named(), known.activity()) : List.<Finding>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<RecordViews.CreditedLine> credits(CveId id, CveRecord record, Facts.Known known) {
        return record.credits().stream()
                .map(credited -> {
                    CreditedParty party = CreditedParty.of(credited.value());
                    List<String> asked = known.named().questions().stream()
                            .filter(question -> question.key().equals(party.key()))
                            .flatMap(question -> question.candidates().stream())
                            .toList();
                    if (!credited.type().counts() || party.bot() || party.isEmpty()) {
                        return line(credited, "not-counted", List.of());
                    }
                    if (!asked.isEmpty()) {
                        return line(credited, "asked", asked);
                    }
                    List<String> members = Optional.ofNullable(
                                    known.named().people().get(party.key()))
                            .filter(member -> known.named().credits().stream()
                                    .anyMatch(credit -> credit.member().equals(member)
                                            && credit.record().equals(id)
                                            && credit.type() == credited.type()))
                            .stream()
                            .toList();
                    return line(credited, members.isEmpty() ? "not-counted" : "credited", members);
                })
                .toList();
    }

    /** What the announcement says in which this id leads. */
    private static Optional<Reconciliation.Told> told(CveId id, Facts.Known known) {
        return known.announcements().announcements().stream()
                .filter(announcement -> announcement.id().equals(Optional.of(id)))
                .findFirst()
                .map(announcement -> new Reconciliation.Told(announcement.severity(), announcement.links()));
    }

    private RecordViews.RecordFindingLine findingLine(CveId id, Finding finding, LocalDate asOf) {
        String key = Settlements.of(id, finding).key();
        return new RecordViews.RecordFindingLine(
                finding.rule(),
                finding.what(),
                finding.toDo(),
                key,
                Optional.ofNullable(decisions.now().settledOn(asOf).get(key))
                        .map(LogEntry::reason)
                        .orElse(null));
    }

    private static RecordViews.CreditedLine line(CveRecord.Credited credited, String result, List<String> members) {
        return new RecordViews.CreditedLine(credited.type().text(), credited.value(), result, members);
    }

    private static String words(CveRecord.Range range) {
        return range.below()
                .map(end -> range.from() + " up to, not including, " + end)
                .or(() -> range.upTo().map(end -> range.from() + " up to " + end))
                .orElse(range.from());
    }

    /** The names about which a person is asked. */
    public static List<RecordViews.Name> names(List<NameQuestion> questions) {
        return questions.stream()
                .map(nameQuestion -> new RecordViews.Name(
                        nameQuestion.key(),
                        nameQuestion.shown(),
                        List.copyOf(nameQuestion.candidates()),
                        nameQuestion.reason().sentence(),
                        nameQuestion.records().stream().map(CveId::value).toList()))
                .toList();
    }
}
