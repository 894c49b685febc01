package org.triageledger.work.draft;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.Outcome;
import org.triageledger.core.advisory.draft.AnnouncementTemplate;
import org.triageledger.core.advisory.draft.Draft;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.core.advisory.draft.DraftReader;
import org.triageledger.core.advisory.draft.RecordFragment;
import org.triageledger.core.advisory.draft.SavedDraft;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.mail.Message;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.cvss.Vectors;
import org.triageledger.notify.UnsentMail;
import org.triageledger.store.DraftStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.advisory.AdvisoryBook;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.advisory.Settlements;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.KnownDecisions;

/**
 * Drafts of announcements. They are sealed, for the report's coordinator and the admins alone, and deleted for good some time after what
 * they say is public. Nothing is ever sent: a person sends the file by their own mail program.
 */
@ApplicationScoped
public class DraftBook {
    private static final String NO_DRAFT =
            "there is no such draft, or it is not yours to read: see `ledger advisories draft list`";

    private final DraftStore store;
    private final KnownDecisions decisions;
    private final KnownPeople known;
    private final Facts facts;
    private final AdvisoryBook advisories;
    private final CaseBook cases;
    private final Settlements settlements;
    private final AuditWriter audit;
    private final Keys keys;
    private final LedgerConfig config;
    private final Clock clock;

    DraftBook(
            DraftStore store,
            KnownDecisions decisions,
            KnownPeople known,
            Facts facts,
            AdvisoryBook advisories,
            CaseBook cases,
            Settlements settlements,
            AuditWriter audit,
            Keys keys,
            LedgerConfig config,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.known = known;
        this.facts = facts;
        this.advisories = advisories;
        this.cases = cases;
        this.settlements = settlements;
        this.audit = audit;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Who asks.
     *
     * @param person the id in the roster; empty where an account belongs to nobody, who may read as an admin and changes nothing
     */
    public record Reader(Optional<String> person, boolean admin) {}

    /**
     * What is to be saved.
     *
     * @param draft the one to change; a new one without it
     * @param report the report of a new one
     * @param coordinator who may read it beside the admins; as before without it, and for a new one who saves it
     */
    public record Asked(
            @Nullable String draft,
            @Nullable String report,
            @Nullable String coordinator,
            DraftFields fields) {}

    /** Somebody by their id in the roster, an admin where the roster says so today. */
    @Transactional
    public Reader reader(String person) {
        known.needs(person);
        return new Reader(
                Optional.of(person),
                Actor.capacities(known.now(), person, today()).contains(Actor.Capacity.ADMIN));
    }

    /** Those that somebody may read, the latest change first. */
    @Transactional
    public DraftViews.Drafts all(Reader reader) {
        Facts.Known now = facts.on(LocalDate.MAX);
        Rights rights = new Rights(reader, now);
        return new DraftViews.Drafts(decisions.now().drafts().stream()
                .filter(rights::mayRead)
                .sorted(Comparator.comparing(SavedDraft::savedAt)
                        .thenComparing(SavedDraft::id)
                        .reversed())
                .map(draft -> line(draft, now))
                .toList());
    }

    /** Empty where there is none, where it was deleted, or where it is not for the reader. */
    @Transactional
    public Optional<DraftViews.DraftDetail> one(String id, Reader reader) {
        Facts.Known now = facts.on(LocalDate.MAX);
        return readable(id, reader, now).flatMap(draft -> fields(draft).map(fields -> detail(draft, fields, now)));
    }

    /** As a file for a mail program (RFC 5322); from the coordinator, to the announce list. */
    @Transactional
    public Optional<byte[]> eml(String id, Reader reader) {
        Facts.Known now = facts.on(LocalDate.MAX);
        return readable(id, reader, now)
                .flatMap(draft ->
                        fields(draft).map(fields -> eml(complete(fields), draft.coordinator(), draft.savedAt(), now)));
    }

    /**
     * The reports for which somebody may begin a draft: those that were decided to be vulnerabilities, the latest first. What came by
     * GitHub alone is named by the id of its case, until it is closed.
     */
    @Transactional
    public List<DraftViews.ReportChoice> reports(Reader reader) {
        Facts.Known now = facts.on(LocalDate.MAX);
        Rights rights = new Rights(reader, now);
        return Stream.concat(
                        now.activity().reports().stream().map(Subject::of),
                        cases.withoutMail().stream()
                                .filter(chain -> chain.closed().isEmpty())
                                .map(Subject::of))
                .filter(subject -> subject.vulnerability() && rights.mayWrite(subject))
                .sorted(Comparator.comparing(Subject::begun).reversed())
                .map(subject -> new DraftViews.ReportChoice(subject.id(), subject.begun()))
                .toList();
    }

    /**
     * What would come of it; nothing is stored.
     *
     * @throws Refusal as {@link #save}
     */
    @Transactional
    public DraftViews.DraftDetail check(Asked asked, Reader reader) {
        Facts.Known now = facts.on(LocalDate.MAX);
        return detail(checked(asked, reader, now), asked.fields(), now);
    }

    /**
     * Saves it, and says what its lint finds: none of that stops it.
     *
     * @throws Refusal where something filled in is wrong, the report was not decided to be a vulnerability, or the reader is neither
     *     the report's coordinator nor an admin
     */
    @Transactional
    public DraftViews.DraftDetail save(Asked asked, Reader reader) {
        Facts.Known now = facts.on(LocalDate.MAX);
        SavedDraft draft = checked(asked, reader, now);
        String by = reader.person()
                .orElseThrow(() -> new Refusal("your account is not linked to anybody in the roster, so nobody would be"
                        + " known to have saved the draft: have an admin link it"));
        String sha256 = store.keep(draft.id(), DraftText.seal(asked.fields(), draft.id(), keys.vault()));
        audit.note(new Entry.DraftSaved(draft.id(), draft.message(), draft.coordinator(), sha256), by, "");
        return one(draft.id(), new Reader(Optional.of(by), true)).orElseThrow();
    }

    /**
     * Accepts the open findings of a rule about a draft; {@link Decisions} can undo it. They stay accepted once it is announced as it is,
     * and are open again once what they say changes. One by the draft's coordinator, or by who saved it, waits for a second person.
     *
     * @param until the last UTC day on which it is accepted; for good without it
     * @param dryRun whether it is only said what would be accepted
     * @throws Refusal where there is no such draft or finding, or it is not the reader's
     */
    @Transactional
    public AdvisoryViews.Accepted accept(
            String id, String rule, Optional<LocalDate> until, String reason, Reader reader, boolean dryRun) {
        Facts.Known now = facts.on(LocalDate.MAX);
        SavedDraft saved = readable(id, reader, now).orElseThrow(() -> new Refusal(NO_DRAFT));
        Draft draft = complete(fields(saved).orElseThrow(() -> new Refusal(NO_DRAFT)));
        List<org.triageledger.core.member.Finding> meant = settlements(saved, draft, now).entrySet().stream()
                .filter(entry -> entry.getValue().rule().equals(rule)
                        && !accepted().containsKey(entry.getKey().key()))
                .map(Map.Entry::getKey)
                .toList();
        if (meant.isEmpty()) {
            throw new Refusal("this draft has no open finding of that rule: see `ledger advisories draft show " + id
                            + "`")
                    .at("rule");
        }
        Signed signed = new Signed(
                reader.person()
                        .orElseThrow(() -> new Refusal(
                                "your account is not linked to anybody in the roster: have" + " an admin link it")),
                reason);
        boolean own = signed.by().equals(saved.coordinator()) || signed.by().equals(saved.savedBy());
        // without the sentence: the draft is sealed, and a CVE id may stand in it
        return settlements
                .settle(meant, finding -> rule + ", draft " + id, own, until, signed, dryRun)
                .accepted(rule, meant, dryRun);
    }

    private Map<String, LogEntry> accepted() {
        return settlements.on(today());
    }

    /** What the lint finds, by what it is settled as: the same as of the announcement that says so. */
    private Map<org.triageledger.core.member.Finding, Finding> settlements(
            SavedDraft saved, Draft draft, Facts.Known now) {
        String about = draft.cve().map(CveId::value).orElse(saved.id());
        Map<org.triageledger.core.member.Finding, Finding> found = new LinkedHashMap<>();
        advisories
                .check(eml(draft, saved.coordinator(), saved.savedAt(), now))
                .forEach(finding -> found.putIfAbsent(Settlements.of(about, finding), finding));
        return found;
    }

    /**
     * Deletes its text for good; that there was a draft stays in the audit log.
     *
     * @throws Refusal where there is none, or it is not the reader's
     */
    @Transactional
    public DraftViews.Deleted delete(String id, String reason, Reader reader) {
        SavedDraft draft = readable(id, reader, facts.on(LocalDate.MAX)).orElseThrow(() -> new Refusal(NO_DRAFT));
        Signed signed = new Signed(
                reader.person()
                        .orElseThrow(() -> new Refusal(
                                "your account is not linked to anybody in the roster: have" + " an admin link it")),
                reason);
        store.delete(draft.id());
        audit.note(new Entry.DraftDeleted(draft.id()), signed.by(), signed.reason());
        return new DraftViews.Deleted(draft.id());
    }

    /** Deletes those whose advisory has been public for as long as the settings say; gives how many. */
    @Transactional
    public int deletePublished() {
        Instant at = clock.instant();
        Facts.Known now = facts.on(LocalDate.MAX);
        List<SavedDraft> due = decisions.now().drafts().stream()
                .filter(draft -> deletedFrom(draft, now)
                        .filter(from -> !from.isAfter(at))
                        .isPresent())
                .toList();
        for (SavedDraft draft : due) {
            store.delete(draft.id());
            audit.note(new Entry.DraftDeleted(draft.id()));
        }
        return due.size();
    }

    /** Under what the text of a draft is sealed. */
    public static String context(String draft) {
        return DraftText.context(draft);
    }

    private Optional<SavedDraft> readable(String id, Reader reader, Facts.Known now) {
        Rights rights = new Rights(reader, now);
        return decisions.now().drafts().stream()
                .filter(draft -> draft.id().equals(id) && !draft.isDeleted() && rights.mayRead(draft))
                .findFirst();
    }

    /** What somebody may do, for one question. Which cases they coordinate is asked once, and only where it matters. */
    private final class Rights {
        private final Reader reader;
        private final Facts.Known now;
        private Optional<Set<String>> coordinated = Optional.empty();

        Rights(Reader reader, Facts.Known now) {
            this.reader = reader;
            this.now = now;
        }

        boolean mayRead(SavedDraft draft) {
            return reader.admin()
                    || member().filter(person -> person.equals(draft.coordinator())
                                    || subject(draft, now)
                                            .filter(subject -> coordinates(person, subject))
                                            .isPresent())
                            .isPresent();
        }

        boolean mayWrite(Subject subject) {
            return reader.admin()
                    || member().filter(person -> coordinates(person, subject)).isPresent();
        }

        private Optional<String> member() {
            return reader.person().filter(person -> isMember(person, now));
        }

        private boolean coordinates(String person, Subject subject) {
            if (coordinators(subject, now).contains(person)) {
                return true;
            }
            if (coordinated.isEmpty()) {
                coordinated = Optional.of(cases.coordinatedBy(person));
            }
            return coordinated.get().contains(subject.id());
        }
    }

    private boolean isMember(String person, Facts.Known now) {
        return now.roster()
                .withId(person)
                .filter(eachPerson -> eachPerson.isMember(today()))
                .isPresent();
    }

    /** Whom the drafts of a report name, of each the last; and who has a credit for coordinating it. The case may name more. */
    private Set<String> coordinators(Subject subject, Facts.Known now) {
        Set<String> found = new TreeSet<>();
        decisions.now().drafts().stream()
                .filter(draft -> draft.message().equals(subject.anchor())
                        || subject.messages().contains(draft.message()))
                .map(SavedDraft::coordinator)
                .forEach(found::add);
        now.activity().credits().stream()
                .filter(credit -> credit.kind() == Credit.Kind.COORDINATION
                        && credit.report().equals(subject.id()))
                .map(Credit::member)
                .forEach(found::add);
        return found;
    }

    /**
     * What a draft is about: a report of mail, or a case that came by GitHub alone.
     *
     * @param anchor by which a draft finds it again
     * @param messages the keys of its mail
     * @param decided how it was decided, in a word
     */
    private record Subject(
            String id, String anchor, Set<String> messages, Instant begun, boolean vulnerability, String decided) {
        static Subject of(Report report) {
            return new Subject(
                    report.id(),
                    report.thread().opener().key(),
                    report.thread().messages().stream().map(Message::key).collect(Collectors.toSet()),
                    report.thread().opener().arrivedAt(),
                    report.status() == Report.Status.VULNERABILITY,
                    report.status().word());
        }

        static Subject of(Chain chain) {
            return new Subject(
                    chain.of().id(),
                    chain.of().firstAnchor(),
                    chain.of().anchors(),
                    chain.begun(),
                    chain.outcome() == Outcome.VULNERABILITY,
                    chain.outcome().word());
        }
    }

    private Optional<Subject> subject(SavedDraft draft, Facts.Known now) {
        return now.activity().reports().stream()
                .filter(report -> report.thread().messages().stream()
                        .anyMatch(message -> message.key().equals(draft.message())))
                .findFirst()
                .map(Subject::of)
                .or(() -> cases.onGitHub(draft.message()).map(Subject::of));
    }

    /** The draft as it would be saved. */
    private SavedDraft checked(Asked asked, Reader reader, Facts.Known now) {
        complete(asked.fields());
        Optional<SavedDraft> before = Optional.ofNullable(asked.draft())
                .map(id -> readable(id, reader, now).orElseThrow(() -> new Refusal(NO_DRAFT)));
        Subject report = before.map(draft -> subject(draft, now)
                        .orElseThrow(() -> new Refusal("the report of this draft is not known any more")))
                .orElseGet(() -> reported(asked.report(), reader, now));
        if (!report.vulnerability()) {
            throw new Refusal("the report '" + report.id() + "' was not decided to be a vulnerability ("
                            + report.decided() + "): decide that first, as with `ledger report mark`")
                    .at("report");
        }
        String coordinator = Optional.ofNullable(asked.coordinator())
                .filter(id -> !id.isBlank())
                .or(() -> before.map(SavedDraft::coordinator))
                .or(reader::person)
                .orElseThrow(() ->
                        new Refusal("name the coordinator of the report, by the id in the roster").at("coordinator"));
        if (!isMember(coordinator, now)) {
            throw new Refusal("'" + coordinator
                            + "' is no member today: name the coordinator by the id in the roster, see"
                            + " `ledger active`")
                    .at("coordinator");
        }
        return new SavedDraft(
                before.map(SavedDraft::id).orElseGet(() -> "d" + decisions.now().nextId()),
                before.map(SavedDraft::message).orElseGet(report::anchor),
                coordinator,
                Optional.empty(),
                clock.instant(),
                reader.person().orElse(""));
    }

    private Subject reported(@Nullable String id, Reader reader, Facts.Known now) {
        Rights rights = new Rights(reader, now);
        return now.activity().reports().stream()
                .filter(report -> report.id().equals(id))
                .findFirst()
                .map(Subject::of)
                .or(() -> Optional.ofNullable(id).flatMap(cases::onGitHub).map(Subject::of))
                .filter(rights::mayWrite)
                .orElseThrow(() -> new Refusal(
                                "there is no such report, or you are neither its coordinator nor an admin:"
                                        + " name it by its id, see `ledger threads`, or ask an admin to begin the draft in your name")
                        .at("report"));
    }

    private static Draft complete(DraftFields fields) {
        return switch (DraftReader.read(fields, Vectors::read)) {
            case DraftReader.Outcome.Complete complete -> complete.draft();
            case DraftReader.Outcome.Faulty faulty ->
                throw new Refusal(
                        String.join("; ", faulty.sentences()),
                        faulty.faults().stream()
                                .collect(Collectors.toMap(
                                        DraftReader.Outcome.Fault::field,
                                        DraftReader.Outcome.Fault::sentence,
                                        (one, other) -> one + "; " + other,
                                        LinkedHashMap::new)));
        };
    }

    /** Empty where the text was sealed with another key, or changed. */
    private Optional<DraftFields> fields(SavedDraft draft) {
        return draft.sealed()
                .flatMap(sha256 -> store.sealed(draft.id(), sha256)
                        .flatMap(bytes -> DraftText.open(sha256, bytes, draft.id(), keys.vault())));
    }

    private DraftViews.DraftLine line(SavedDraft draft, Facts.Known now) {
        Optional<DraftFields> fields = fields(draft);
        Optional<Instant> from = deletedFrom(draft, now);
        return new DraftViews.DraftLine(
                draft.id(),
                subject(draft, now).map(Subject::id).orElse(null),
                draft.coordinator(),
                draft.isDeleted() ? "deleted" : from.isPresent() ? "public" : "draft",
                fields.flatMap(draftFields -> CveId.parse(draftFields.cve()))
                        .map(CveId::value)
                        .orElse(null),
                fields.map(draftFields -> draftFields.title().strip()).orElse(null),
                draft.savedAt(),
                draft.savedBy(),
                from.orElse(null));
    }

    private DraftViews.DraftDetail detail(SavedDraft saved, DraftFields fields, Facts.Known now) {
        Draft draft = complete(fields);
        boolean stored = saved.sealed().isPresent();
        Map<org.triageledger.core.member.Finding, Finding> found = settlements(saved, draft, now);
        Map<String, LogEntry> accepted = accepted();
        return new DraftViews.DraftDetail(
                stored ? saved.id() : null,
                subject(saved, now).map(Subject::id).orElse(""),
                saved.coordinator(),
                new DraftViews.Fields(
                        fields.cve().strip(),
                        fields.project().strip(),
                        fields.title().strip(),
                        fields.vector().strip(),
                        fields.description(),
                        fields.links().lines().filter(line -> !line.isBlank()).toList(),
                        fields.credits().lines().filter(line -> !line.isBlank()).toList()),
                draft.severity().severity().name(),
                draft.severity().score(),
                draft.severity().vector(),
                AnnouncementTemplate.subject(draft),
                AnnouncementTemplate.text(draft),
                found.entrySet().stream()
                        .filter(eachEntry ->
                                !accepted.containsKey(eachEntry.getKey().key()))
                        .map(eachEntry -> AdvisoryBook.lint(eachEntry.getValue()))
                        .toList(),
                found.entrySet().stream()
                        .flatMap(eachEntry -> Optional.ofNullable(
                                accepted.get(eachEntry.getKey().key()))
                                .map(entry -> AdvisoryBook.accepted(eachEntry.getValue(), entry))
                                .stream())
                        .toList(),
                record(RecordFragment.of(
                        draft,
                        announcement(draft, now)
                                .flatMap(eachAnnouncement ->
                                        eachAnnouncement.mail().archive()))),
                stored ? saved.savedAt() : null,
                stored ? saved.savedBy() : null,
                deletedFrom(saved, now).orElse(null));
    }

    public static DraftViews.Record record(RecordFragment record) {
        return new DraftViews.Record(
                record.credits().stream()
                        .map(credit -> new DraftViews.CreditEntry(credit.lang(), credit.type(), credit.value()))
                        .toList(),
                record.references().stream()
                        .map(reference -> new DraftViews.ReferenceEntry(reference.url(), reference.tags()))
                        .toList());
    }

    private byte[] eml(Draft draft, String coordinator, Instant at, Facts.Known now) {
        Optional<UnsentMail.Sender> sender = now.roster()
                .withId(coordinator)
                .flatMap(person -> person.addresses().stream()
                        .filter(owned -> owned.when().holds(today()))
                        .findFirst()
                        .map(owned -> new UnsentMail.Sender(
                                person.name(), owned.address().toString())));
        return UnsentMail.eml(
                sender,
                config.announcements().list().replaceFirst("\\.", "@"),
                AnnouncementTemplate.subject(draft),
                AnnouncementTemplate.text(draft),
                at);
    }

    private static Optional<Announcement> announcement(Draft draft, Facts.Known now) {
        return draft.cve().flatMap(id -> announcement(id, now));
    }

    private static Optional<Announcement> announcement(CveId id, Facts.Known now) {
        return now.announcements().announcements().stream()
                .filter(announcement -> announcement.id().equals(Optional.of(id)))
                .findFirst();
    }

    private Optional<Instant> deletedFrom(SavedDraft draft, Facts.Known now) {
        return fields(draft)
                .flatMap(fields -> CveId.parse(fields.cve()))
                .flatMap(id -> SavedDraft.deletedFrom(
                        announcement(id, now).flatMap(Announcement::announced),
                        now.records().stream()
                                .filter(record -> record.id().equals(id))
                                .findFirst()
                                .flatMap(record -> published(record)),
                        config.drafts().keepFor()));
    }

    private Optional<Instant> published(RecordHistory record) {
        return record.published(today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
