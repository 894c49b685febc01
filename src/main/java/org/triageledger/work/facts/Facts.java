package org.triageledger.work.facts;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.MailActivity;
import org.triageledger.core.activity.MessageDecisions;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.advisory.announcement.Announcements;
import org.triageledger.core.advisory.cases.Case;
import org.triageledger.core.advisory.cases.Cases;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.KnownUntil;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.AdvisoryCredits;
import org.triageledger.core.eligibility.AnnouncementWork;
import org.triageledger.core.eligibility.CaseWork;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.RecordWork;
import org.triageledger.core.eligibility.Retention;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Merging;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.feeds.CveRecordFile;
import org.triageledger.store.CveRecordStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.store.RosterStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.HeapGuard;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.record.SealedIds;

/**
 * What the ledger knows, in memory, and what follows from it.
 *
 * <p>Everything derived is computed from the facts when it is asked for, and kept only as long as the facts stay the same.
 */
@ApplicationScoped
public class Facts {
    private static final int KEPT_DAYS = 16;

    /** A page asks for one policy on one or two days. */
    private static final int KEPT_EVALUATIONS = 8;

    /** Somebody asks for today, and is told of the last day of which everything was read. */
    private static final int DAYS_IN_FILES = 4;

    private final MessageCopyStore sightingStore;
    private final RetentionStore retention;
    private final SourceStore sourceStore;
    private final RosterStore rosterStore;
    private final KnownDecisions known;
    private final CveRecordStore recordStore;
    private final SealedIds ids;
    private final GhsaBook ghsa;
    private final Keys keys;
    private final String archives;
    private final CreditRules rules;
    private final boolean plusTags;
    private final Duration delay;
    private final Clock clock;
    private final KeptActivity kept;

    private final Merging merging = new Merging();
    private final MailActivity mail;
    private final AnnouncedMails announced = new AnnouncedMails();
    private boolean loaded;
    private long lastSeq;
    private long removals;
    private List<Person> rosterPeople = List.of();
    private List<Branch> rosterBranches = List.of();
    private Roster roster = Roster.EMPTY;
    private DecisionEffects decisions = DecisionEffects.NONE;
    private CveRecordStore.Mark recordsRead = CveRecordStore.Mark.NONE;
    private List<RecordHistory> records = List.of();
    private List<Case> lastCases = List.of();
    private GhsaBook.Known advisories;

    /** The UTC day from which on nothing that is known is left out: all days after it are one. */
    private LocalDate lastDay = LocalDate.MIN;

    private final Deque<Evaluations> evaluated = new ArrayDeque<>();
    private final Map<LocalDate, KeptDay> keptDays = new HashMap<>();
    private final Deque<LocalDate> toKeep = new ArrayDeque<>();

    private final Map<LocalDate, Derived> byDay = new LinkedHashMap<>(KEPT_DAYS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, Derived> eldest) {
            return size() > KEPT_DAYS;
        }
    };

    public Facts(
            MessageCopyStore sightingStore,
            RetentionStore retention,
            SourceStore sourceStore,
            RosterStore rosterStore,
            KnownDecisions known,
            CveRecordStore recordStore,
            SealedIds ids,
            GhsaBook ghsa,
            Keys keys,
            LedgerConfig config,
            Clock clock,
            KeptActivity kept) {
        this.sightingStore = sightingStore;
        this.retention = retention;
        this.sourceStore = sourceStore;
        this.rosterStore = rosterStore;
        this.known = known;
        this.recordStore = recordStore;
        this.ids = ids;
        this.ghsa = ghsa;
        this.keys = keys;
        this.archives = config.announcements().archive();
        this.advisories = GhsaBook.none();
        this.rules = new CreditRules(config.leastSubstance());
        this.mail = new MailActivity(rules);
        this.plusTags = config.plusTags();
        this.delay = config.blindAfter();
        this.clock = clock;
        this.kept = kept;
    }

    /** What follows from the facts on a day. */
    private record Derived(
            Roster roster,
            Activity activity,
            CreditIndex credits,
            List<Threading.Question> questions,
            List<Leave> leaves,
            RecordCredits named,
            Announcements announcements,
            List<Case> cases) {}

    /**
     * All that is known at the moment of asking, consistent in itself.
     *
     * @param messages in order of arrival
     * @param roster with the addresses that people linked and unlinked
     * @param activity of the day asked for: later mail does not exist for it
     * @param credits of that activity, by member
     * @param questions what a person should decide about threads
     * @param leaves of absence, without their reasons
     * @param records the histories of all CVE records
     * @param named whom they name, on the day asked for
     * @param announcements what was announced by the day asked for
     * @param cases what belongs to one report, the latest first, on the day asked for
     * @param announcing the mail of lists of announcements, of any day
     */
    public record Known(
            List<Message> messages,
            Roster roster,
            Coverage coverage,
            Activity activity,
            CreditIndex credits,
            List<Threading.Question> questions,
            List<Leave> leaves,
            List<RecordHistory> records,
            RecordCredits named,
            Announcements announcements,
            List<Case> cases,
            List<Message> announcing) {}

    /** What was known at the end of a UTC day, so far as mail goes; roster, rulings and decisions are those of today. */
    @Transactional
    public synchronized Known on(LocalDate asOf) {
        refresh();
        return known(byDay.computeIfAbsent(dayOf(asOf), eachDay -> derive(eachDay, decisions, this::mailed)));
    }

    private LocalDate dayOf(LocalDate asOf) {
        return asOf.isBefore(lastDay) ? asOf : LocalDate.MAX;
    }

    /**
     * As {@link #on}, but for verdicts and credits alone: as long as nothing was read, what an earlier run {@linkplain KeptActivity kept}
     * is enough, where nothing changed since.
     *
     * @param policy by whose verdicts are asked for; one that counts lines has all mail read
     */
    @Transactional
    public VerdictFacts verdictsOn(LocalDate asOf, Policy policy) {
        return policy.readings().leastLines() > 1 ? VerdictFacts.of(on(asOf)) : creditsOn(asOf);
    }

    /** As {@link #verdictsOn}, under whatever policy does not count lines. */
    @Transactional
    public synchronized VerdictFacts creditsOn(LocalDate asOf) {
        if (!loaded) {
            Optional<VerdictFacts> before = asKept(asOf);
            if (before.isPresent()) {
                return before.get();
            }
        }
        VerdictFacts found = VerdictFacts.of(on(asOf));
        toKeep.remove(dayOf(asOf));
        toKeep.addLast(dayOf(asOf));
        if (toKeep.size() > DAYS_IN_FILES) {
            toKeep.removeFirst();
        }
        return found;
    }

    private Optional<VerdictFacts> asKept(LocalDate asOf) {
        return kept.marks()
                .flatMap(now -> Stream.of(LocalDate.MAX, asOf)
                        .flatMap(day -> asKept(now, day).stream())
                        .filter(one -> !asOf.isBefore(one.lastDay) || one.day.equals(asOf))
                        .findFirst()
                        .map(one -> new VerdictFacts(
                                one.roster, covered(one.roster), one.activity, one.credits, one.leaves)));
    }

    private Optional<KeptDay> asKept(String now, LocalDate day) {
        KeptDay before = keptDays.get(day);
        if (before != null && before.marks.equals(now)) {
            return Optional.of(before);
        }
        Optional<KeptDay> read = kept.read(now, day).map(found -> {
            DecisionEffects decided = known.now();
            return new KeptDay(
                    now,
                    day,
                    found.lastDay(),
                    people(decided, rosterStore.people(), rosterStore.branches()),
                    found.activity(),
                    new CreditIndex(found.activity()),
                    decided.leaves());
        });
        read.ifPresent(found -> keptDays.put(day, found));
        return read;
    }

    /** Who is in the roster, with the addresses that people linked and unlinked. No mail is read for it. */
    @Transactional
    public synchronized Roster roster() {
        return loaded ? on(LocalDate.MAX).roster() : people(known.now(), rosterStore.people(), rosterStore.branches());
    }

    private Roster people(DecisionEffects decided, List<Person> people, List<Branch> branches) {
        return new Roster(decided.applied(people), branches, plusTags);
    }

    /** Deletes what this and earlier runs kept in files: for when something must not be in the data directory any more. */
    public void forgetKept() {
        kept.forget();
    }

    /** Keeps the answers about members for the next run. */
    @Transactional
    synchronized void keep(@Observes ShutdownEvent event) {
        if (!loaded || toKeep.isEmpty()) {
            return;
        }
        // marks first: what is read after them is never older
        kept.marks().ifPresent(now -> {
            for (LocalDate day : toKeep) {
                if (!kept.has(now, day)) {
                    Activity activity = on(day).activity().withoutThreads();
                    kept.write(now, day, new ActivityBytes.Kept(lastDay, activity));
                }
            }
        });
    }

    /** Of an earlier run. */
    private record KeptDay(
            String marks,
            LocalDate day,
            LocalDate lastDay,
            Roster roster,
            Activity activity,
            CreditIndex credits,
            List<Leave> leaves) {}

    /** Up to which moment mail counts as missing, for an answer about a UTC day that is asked for now. */
    public Instant knownUntil(LocalDate asOf) {
        return KnownUntil.on(asOf, clock.instant(), delay);
    }

    /** The verdicts that follow from what is known, for an answer about a UTC day that is asked for now. */
    public Evaluations evaluations(Known known, Policy policy, LocalDate asOf) {
        return evaluations(VerdictFacts.of(known), policy, asOf);
    }

    /** As {@link #evaluations(Known, Policy, LocalDate)}. */
    public Evaluations evaluations(VerdictFacts known, Policy policy, LocalDate asOf) {
        return evaluated(known, policy).known(known.coverage(), knownUntil(asOf));
    }

    private Evaluations evaluated(VerdictFacts known, Policy policy) {
        synchronized (evaluated) {
            return evaluated.stream()
                    .filter(each -> each.activity() == known.activity()
                            && each.roster() == known.roster()
                            && each.policy().equals(policy))
                    .findFirst()
                    .orElseGet(() -> {
                        Evaluations fresh = Evaluations.over(
                                policy, known.roster(), known.activity(), Coverage.NONE, Instant.EPOCH);
                        if (evaluated.size() == KEPT_EVALUATIONS) {
                            evaluated.removeFirst();
                        }
                        evaluated.addLast(fresh);
                        return fresh;
                    });
        }
    }

    /** What would be known if these were all the decisions. Nothing is kept. */
    @Transactional
    public synchronized Known supposing(DecisionEffects hypothetical, LocalDate asOf) {
        refresh();
        return known(derive(asOf, hypothetical, this::mailed));
    }

    private Known known(Derived derived) {
        return new Known(
                merging.messages(),
                derived.roster,
                covered(derived.roster),
                derived.activity,
                derived.credits,
                derived.questions,
                derived.leaves,
                records,
                derived.named,
                derived.announcements,
                derived.cases,
                announced.messages());
    }

    /** What sources cover, but for times of which facts were removed that might give somebody a credit by now. */
    private Coverage covered(Roster people) {
        List<Stretch> missing = retention.times().stream()
                .filter(removed -> !fingerprint(people, removed.before()).equals(removed.fingerprint()))
                .map(RetentionStore.Removed::stretch)
                .toList();
        return new Coverage(sourceStore.covered()).except(missing);
    }

    /** Whether all that decides whose work the removed mail was is as it was then. */
    @Transactional
    public boolean isAsThen(RetentionStore.Removed removed) {
        return fingerprint(removed.before()).equals(removed.fingerprint());
    }

    /** A keyed hash of all that decides now whose work mail before a UTC day is. */
    @Transactional
    public String fingerprint(LocalDate before) {
        return fingerprint(on(LocalDate.MAX).roster(), before);
    }

    private String fingerprint(Roster people, LocalDate before) {
        return keys.vault().mac(Retention.deciding(people, rules, plusTags, before), "retention");
    }

    /** How reports, credits and questions of the mail are come by. */
    private interface OfMail {
        MailActivity.Outcome of(LocalDate asOf, Roster people, DecisionEffects decided);
    }

    private Derived derive(LocalDate asOf, DecisionEffects decided, OfMail ofMail) {
        Roster people = people(decided, roster.people(), roster.branches());
        MailActivity.Outcome mailed = ofMail.of(asOf, people, decided);
        RecordCredits named = RecordCredits.of(records, people, decided.names(), asOf);
        Announcements announcements = Announcements.of(
                announced.mails(decided.confirmations(), archives),
                people,
                decided.rejected(),
                AnnouncedMails.records(records, asOf),
                asOf);
        List<Advisory> onGitHub = advisories.advisories(asOf);
        List<Case> cases = keeping(
                Cases.of(mailed.activity().reports(), onGitHub, announcements.announcements(), records, people, asOf),
                decided);
        Activity activity = Claim.apply(
                CaseWork.with(
                        AnnouncementWork.with(
                                AdvisoryCredits.with(
                                        RecordWork.with(mailed.activity(), named, records, asOf),
                                        onGitHub,
                                        people,
                                        rules.minLines()),
                                announcements),
                        cases),
                decided.claims(),
                asOf);
        Set<MessageId> rejected = decided.rejected().stream()
                .flatMap(key -> mail.withKey(key).stream())
                .map(Message::id)
                .collect(Collectors.toSet());
        List<Pending> pending = activity.pending().stream()
                .filter(eachPending -> !eachPending.credit().evidence().stream()
                        .allMatch(evidence ->
                                evidence.messageId().filter(rejected::contains).isPresent()))
                .toList();
        Activity told = new Activity(
                activity.reports(),
                activity.credits(),
                pending,
                activity.unnamed().stream()
                        .filter(unnamedAuthor -> !decided.rejected()
                                .contains(unnamedAuthor.message().key()))
                        .toList(),
                activity.published());
        return new Derived(
                people,
                told,
                new CreditIndex(told),
                mailed.questions().stream()
                        .filter(question -> !decided.rejected().contains(question.messageKey()))
                        .toList(),
                decided.leaves(),
                named,
                announcements,
                cases);
    }

    /** The very cases of before where they are made of the same, so that what is kept of them holds. */
    private List<Case> keeping(List<Case> cases, DecisionEffects decided) {
        List<Case> same = Cases.keeping(lastCases, cases);
        if (decided == decisions) {
            lastCases = same;
        }
        return same;
    }

    /**
     * Reads all facts again, derives everything from them at once, and says how that compares with what was kept. What is kept from
     * then on is new. Meanwhile nothing else is answered.
     */
    @Transactional
    public synchronized List<Rebuilt> rebuild() {
        Known kept = on(LocalDate.MAX);
        HeapGuard.hold(2L * kept.messages().size(), Runtime.getRuntime().maxMemory());
        forget();
        lastSeq = 0;
        refresh();
        List<Message> messages = merging.messages();
        Known anew = known(derive(
                LocalDate.MAX,
                decisions,
                (day, people, decided) -> MailActivity.atOnce(messages, people, said(decided), rules)));
        return List.of(
                new Rebuilt("messages", kept.messages(), messages),
                new Rebuilt("announcements", kept.announcing(), anew.announcing()),
                new Rebuilt(
                        "threads", kept.activity().reports(), anew.activity().reports()),
                new Rebuilt(
                        "credits", kept.activity().credits(), anew.activity().credits()),
                new Rebuilt(
                        "credits that need review",
                        kept.activity().pending(),
                        anew.activity().pending()),
                new Rebuilt(
                        "unknown authors",
                        kept.activity().unnamed(),
                        anew.activity().unnamed()),
                new Rebuilt("questions about threads", kept.questions(), anew.questions()),
                new Rebuilt("cases", kept.cases(), anew.cases()));
    }

    /**
     * One kind of derived data.
     *
     * @param kept how many there were
     * @param anew how many there are
     * @param same whether all are equal, in the same order
     */
    public record Rebuilt(String what, int kept, int anew, boolean same) {
        private Rebuilt(String what, List<?> kept, List<?> anew) {
            this(what, kept.size(), anew.size(), kept.equals(anew));
        }
    }

    private void forget() {
        loaded = false;
        merging.clear();
        mail.clear();
        announced.clear();
        byDay.clear();
        lastCases = List.of();
    }

    private static MessageDecisions said(DecisionEffects decided) {
        return new MessageDecisions(decided.rejected(), decided.confirmations(), decided.joinings(), decided.rulings());
    }

    private MailActivity.Outcome mailed(LocalDate asOf, Roster people, DecisionEffects decided) {
        MessageDecisions said = said(decided);
        if (decided != decisions) {
            return mail.supposing(people, said, asOf);
        }
        mail.hold(people, said);
        return mail.on(asOf);
    }

    private void refresh() {
        long stored = sightingStore.count();
        HeapGuard.hold(stored, Runtime.getRuntime().maxMemory());
        MessageCopyStore.Loaded copies = sightingStore.after(lastSeq, ids::open);
        long removed = retention.version();
        boolean late = stored > merging.size() + announced.size() + copies.size() || removed != removals;
        if (late) {
            // A transaction that began earlier ended later, and its rows stand before ones already read; or rows were
            // removed.
            removals = removed;
            forget();
            copies = sightingStore.after(0, ids::open);
        }
        if (copies.idsInClear()) {
            ids.sealWhatIsClear();
        }
        lastSeq = copies.lastSeq();
        boolean changed = late || copies.size() > 0;
        if (changed) {
            Merging.Exchange exchange = merging.add(copies.sightings());
            mail.exchange(exchange.gone(), exchange.fresh());
        }
        if (!copies.announced().isEmpty()) {
            announced.add(copies.announced(), keys.vault());
        }
        List<Person> nowPeople = rosterStore.people();
        List<Branch> nowBranches = rosterStore.branches();
        // the store gives the very lists of before until somebody writes
        Roster nowRoster = nowPeople == rosterPeople && nowBranches == rosterBranches
                ? roster
                : new Roster(nowPeople, nowBranches);
        DecisionEffects nowDecisions = known.now();
        GhsaBook.Known nowAdvisories = ghsa.known();
        CveRecordStore.Mark nowRecords = recordStore.mark();
        if (!nowRecords.equals(recordsRead)) {
            records = RecordHistory.of(recordStore.all().stream()
                    .flatMap(text -> CveRecordFile.read(text).stream())
                    .toList());
            recordsRead = nowRecords;
            changed = true;
        }
        if (changed || !nowAdvisories.isAs(advisories) || !nowRoster.equals(roster) || nowDecisions != decisions) {
            roster = nowRoster;
            decisions = nowDecisions;
            advisories = nowAdvisories;
            lastDay = lastDay();
            byDay.clear();
            synchronized (evaluated) {
                evaluated.clear();
            }
        }
        rosterPeople = nowPeople;
        rosterBranches = nowBranches;
        loaded = true;
    }

    private LocalDate lastDay() {
        List<Message> messages = merging.messages();
        return Stream.of(
                        announced.messages().stream()
                                .map(message -> message.day().plusDays(1)),
                        messages.isEmpty()
                                ? Stream.<LocalDate>empty()
                                : Stream.of(messages.getLast().day()),
                        advisories.lastDay().stream(),
                        decisions.claims().stream()
                                .flatMap(claim -> claim.credit().stream())
                                .map(Credit::lastDay),
                        records.stream().map(RecordHistory::lastDay))
                .flatMap(days -> days)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
    }
}
