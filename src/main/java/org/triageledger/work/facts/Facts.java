package org.triageledger.work.facts;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.MailActivity;
import org.triageledger.core.activity.MessageDecisions;
import org.triageledger.core.advisory.announcement.Announcements;
import org.triageledger.core.advisory.cases.Case;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.KnownUntil;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Retention;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.NameKey;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.feeds.CveRecordFile;
import org.triageledger.store.CveRecordStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.store.RosterStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.HeapGuard;
import org.triageledger.work.OncePerRequest;
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

    private static final int REBUILDING_SECONDS = 3600;

    /** Observers without a priority have {@code APPLICATION + 500}. */
    private static final int LAST = Interceptor.Priority.APPLICATION + 900;

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
    private final EarlierAnswers earlier;

    private MailFacts mail;
    private volatile boolean loaded;

    /** Whether something was read from which nothing was derived yet. */
    private boolean toDerive;

    private RosterStore.@Nullable Written rosterRead;
    private Roster roster = Roster.EMPTY;
    private DecisionEffects decisions = DecisionEffects.NONE;
    private CveRecordStore.Mark recordsRead = CveRecordStore.Mark.NONE;
    private List<RecordHistory> records = List.of();
    private DerivedFacts.Before before = DerivedFacts.Before.NONE;
    private GhsaBook.Known advisories;

    /** The UTC day from which on nothing that is known is left out: all days after it are one. */
    private LocalDate lastDay = LocalDate.MIN;

    private final EvaluationCache evaluated = new EvaluationCache();
    private final Object rebuilding = new Object();

    private final Map<LocalDate, DerivedFacts> byDay = new LinkedHashMap<>(KEPT_DAYS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, DerivedFacts> eldest) {
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
        this.plusTags = config.plusTags();
        this.delay = config.blindAfter();
        this.clock = clock;
        this.earlier = new EarlierAnswers(kept);
        this.mail = unread();
    }

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

    /** The display name in the latest mail of each author, where one was kept and can be opened: of the mail of the latest answer. */
    public synchronized Map<Address, NameKey> names() {
        return mail.names().opened(keys.vault());
    }

    /** What was known at the end of a UTC day, so far as mail goes; roster, rulings and decisions are those of today. */
    @OncePerRequest
    @Transactional
    public synchronized Known on(LocalDate asOf) {
        refreshed();
        return known(byDay.computeIfAbsent(dayOf(asOf), day -> derive(day, decisions)), mail);
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
    @OncePerRequest
    @Transactional
    public VerdictFacts creditsOn(LocalDate asOf) {
        return earlier(asOf).orElseGet(() -> VerdictFacts.of(on(asOf)));
    }

    /** What an earlier run kept: also while mail is being read. */
    private Optional<VerdictFacts> earlier(LocalDate asOf) {
        synchronized (earlier) {
            earlier.asked(asOf);
            return loaded ? Optional.empty() : earlier.on(asOf, this::unloaded, this::covered);
        }
    }

    /** Who is in the roster, with the addresses that people linked and unlinked. No mail is read for it. */
    @OncePerRequest
    @Transactional
    public Roster roster() {
        return loaded ? on(LocalDate.MAX).roster() : people(known.fresh());
    }

    private Roster people(DecisionEffects decided) {
        RosterStore.Written written = rosterStore.all();
        return DerivedFacts.people(decided, written.people(), written.branches(), plusTags);
    }

    /** What is known without reading mail. */
    private EarlierAnswers.Unloaded unloaded() {
        DecisionEffects decided = known.fresh();
        return new EarlierAnswers.Unloaded(people(decided), decided.leaves());
    }

    /** Deletes what this and earlier runs kept in files: for when something must not be in the data directory any more. */
    public void forgetKept() {
        synchronized (earlier) {
            earlier.forget();
        }
    }

    /** Keeps the answers about members for the next run; after everybody who writes something when the program ends. */
    @Transactional
    void keep(@Observes @Priority(LAST) ShutdownEvent event) {
        // what is read at this moment is not waited for
        if (loaded) {
            keep();
        }
    }

    private synchronized void keep() {
        synchronized (earlier) {
            earlier.keep(
                    this::dayOf,
                    day -> new ActivityBytes.Kept(lastDay, on(day).activity().withoutThreads()));
        }
    }

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
        return evaluated.of(known, policy).known(known.coverage(), knownUntil(asOf));
    }

    /** What would be known if these were all the decisions. Nothing is kept. */
    @Transactional
    public synchronized Known supposing(DecisionEffects hypothetical, LocalDate asOf) {
        refreshed();
        return known(derive(asOf, hypothetical), mail);
    }

    private DerivedFacts derive(LocalDate asOf, DecisionEffects decided) {
        DerivedFacts derived = DerivedFacts.of(basis(mail), asOf, decided, this::mailed, before);
        if (decided == decisions) {
            before = before.next(derived);
        }
        return derived;
    }

    private DerivedFacts.Basis basis(MailFacts ofMail) {
        return new DerivedFacts.Basis(ofMail, roster, records, advisories, archives, rules, plusTags);
    }

    private Known known(DerivedFacts derived, MailFacts ofMail) {
        return new Known(
                ofMail.messages(),
                derived.roster(),
                covered(derived.roster()),
                derived.activity(),
                derived.credits(),
                derived.questions(),
                derived.leaves(),
                records,
                derived.named(),
                derived.announcements(),
                derived.cases(),
                ofMail.announced().messages());
    }

    /** What sources cover, but for times of which facts were removed that might give somebody a credit by now. */
    private Coverage covered(Roster people) {
        Covered noted = noted();
        List<Stretch> missing = noted.removed.stream()
                .filter(removed -> !fingerprint(people, removed.before()).equals(removed.fingerprint()))
                .map(RetentionStore.Removed::stretch)
                .toList();
        return new Coverage(noted.read).except(missing);
    }

    /** As it lies in the database. */
    @OncePerRequest
    Covered noted() {
        return new Covered(sourceStore.covered(), retention.times());
    }

    /**
     * @param read by sources
     * @param removed what retention took away
     */
    record Covered(List<Stretch> read, List<RetentionStore.Removed> removed) {}

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

    /**
     * Reads all facts again, derives everything from them at once, and says how that compares with what was kept. What is kept from
     * then on is new. Meanwhile questions are answered from what was kept before; for that there must be memory for both.
     */
    public List<Rebuilt> rebuild() {
        synchronized (rebuilding) {
            return QuarkusTransaction.requiringNew().timeout(REBUILDING_SECONDS).call(this::rebuilt);
        }
    }

    private List<Rebuilt> rebuilt() {
        HeapGuard.holdTwice(sightingStore.count(), Runtime.getRuntime().maxMemory());
        MailFacts fresh = unread();
        fresh.read();
        Known kept;
        DerivedFacts.Basis basis;
        DecisionEffects decided;
        synchronized (this) {
            kept = on(LocalDate.MAX);
            // what came while it was read
            fresh.read();
            basis = basis(fresh);
            decided = decisions;
        }
        List<Message> messages = fresh.messages();
        List<Message> announcing = fresh.announced().messages();
        DerivedFacts anew = DerivedFacts.of(
                basis,
                LocalDate.MAX,
                decided,
                (day, people, said) -> MailActivity.atOnce(messages, people, said(said), rules),
                DerivedFacts.Before.NONE);
        fresh.activity().hold(anew.roster(), said(decided));
        fresh.activity().on(LocalDate.MAX);
        synchronized (this) {
            mail = fresh;
            byDay.clear();
            before = DerivedFacts.Before.NONE;
        }
        Activity activity = anew.activity();
        return List.of(
                new Rebuilt("messages", kept.messages(), messages),
                new Rebuilt("announcements", kept.announcing(), announcing),
                new Rebuilt("threads", kept.activity().reports(), activity.reports()),
                new Rebuilt("credits", kept.activity().credits(), activity.credits()),
                new Rebuilt("credits that need review", kept.activity().pending(), activity.pending()),
                new Rebuilt("unknown authors", kept.activity().unnamed(), activity.unnamed()),
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

    private MailFacts unread() {
        return new MailFacts(sightingStore, retention, ids, keys, rules, MailFacts.PIECE);
    }

    private static MessageDecisions said(DecisionEffects decided) {
        return new MessageDecisions(decided.rejected(), decided.confirmations(), decided.joinings(), decided.rulings());
    }

    private MailActivity.Outcome mailed(LocalDate asOf, Roster people, DecisionEffects decided) {
        MessageDecisions said = said(decided);
        if (decided != decisions) {
            return mail.activity().supposing(people, said, asOf);
        }
        mail.activity().hold(people, said);
        return mail.activity().on(asOf);
    }

    /** What was read is not older than the request that asks. */
    @OncePerRequest
    synchronized boolean refreshed() {
        refresh();
        return true;
    }

    private void refresh() {
        MailFacts.News news = mail.read();
        toDerive |= news != MailFacts.News.NONE;
        if (news == MailFacts.News.ANEW) {
            byDay.clear();
            before = DerivedFacts.Before.NONE;
            evaluated.clear();
        }
        RosterStore.Written written = rosterStore.all();
        // the store gives the very object of before until somebody writes
        Roster nowRoster = written == rosterRead ? roster : new Roster(written.people(), written.branches());
        DecisionEffects nowDecisions = known.fresh();
        GhsaBook.Known nowAdvisories = ghsa.fresh();
        CveRecordStore.Mark nowRecords = recordStore.mark();
        if (!nowRecords.equals(recordsRead)) {
            records = RecordHistory.of(recordStore.all().stream()
                    .flatMap(text -> CveRecordFile.read(text).stream())
                    .toList());
            recordsRead = nowRecords;
            toDerive = true;
        }
        if (toDerive || !nowAdvisories.isAs(advisories) || !nowRoster.equals(roster) || nowDecisions != decisions) {
            roster = nowRoster;
            decisions = nowDecisions;
            advisories = nowAdvisories;
            lastDay = lastDay();
            byDay.clear();
            evaluated.change();
        }
        rosterRead = written;
        toDerive = false;
        if (!loaded) {
            loaded = true;
            synchronized (earlier) {
                earlier.release();
            }
        }
    }

    private LocalDate lastDay() {
        List<Message> messages = mail.messages();
        return Stream.of(
                        mail.announced().messages().stream()
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
