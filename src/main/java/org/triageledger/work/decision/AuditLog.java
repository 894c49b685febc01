package org.triageledger.work.decision;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.member.Person;
import org.triageledger.core.record.Entry;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.DecisionStore.Check;
import org.triageledger.store.DecisionStore.Head;
import org.triageledger.store.SnapshotStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.Directory;
import org.triageledger.work.post.LetterWriter;
import org.triageledger.work.post.Outgoing;
import org.triageledger.work.post.ParagraphLetter;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.record.KnownDecisions;

/**
 * Whether the audit log is as it was written. Its head (the number of entries and the hash of the last) is also kept outside the
 * database: in a file, in the snapshot of each review, in a mail to the admins each month, and as a metric.
 */
@ApplicationScoped
public class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final Duration CHECK_AGAIN = Duration.ofHours(24);
    private static final Duration CHECK_AGAIN_IF_DAMAGED = Duration.ofMinutes(1);
    private static final String DAMAGED = "audit-log-damaged";
    private static final String HEAD = "audit-log-head";

    /** By which the snapshot of a review names it among its facts. */
    public static final String FACT = "audit-log";

    /** Of those that do something at the start. */
    private static final int AFTER_OTHERS = Interceptor.Priority.APPLICATION + 1000;

    private static final String UNWRITABLE =
            "the head of the audit log could not be written to its file: check ledger.head-file";

    private static final String MISSING =
            "The file that holds the head of the audit log is missing: restore it from a backup. If this"
                    + " computer never had one, compare the head with the last monthly mail and run"
                    + " `ledger decisions verify --write-head`.";

    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final SnapshotStore snapshots;
    private final Directory directory;
    private final Outgoing outgoing;
    private final AuditWriter writer;
    private final Clock clock;
    private final HeadFile file;

    private @Nullable State last;

    AuditLog(
            DecisionStore store,
            KnownDecisions decisions,
            SnapshotStore snapshots,
            Directory directory,
            Outgoing outgoing,
            AuditWriter writer,
            Keys keys,
            LedgerConfig config,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.snapshots = snapshots;
        this.directory = directory;
        this.outgoing = outgoing;
        this.writer = writer;
        this.clock = clock;
        this.file =
                new HeadFile(config.headFile().orElse(config.data().resolve("audit.head")), config.data(), keys::mac);
    }

    /**
     * @param damage what is wrong, as a sentence; empty where nothing is
     * @param head of what is stored now
     * @param checked how many entries were checked; those that were made since are not
     * @param at when they were checked
     */
    public record State(Optional<String> damage, Head head, long checked, Instant at) {
        private State(Optional<String> damage, Head head, Instant at) {
            this(damage, head, head.count(), at);
        }

        /** How many entries were made since the check. */
        public int since() {
            return Math.toIntExact(Math.max(0, head.count() - checked));
        }

        /** For programs. */
        public DecisionViews.AuditCheck view() {
            return new DecisionViews.AuditCheck(
                    damage.orElse(null), new DecisionViews.AuditHead(Math.toIntExact(head.count()), head.hash(), at));
        }
    }

    /** Which entries were written anew when somebody was erased, a sentence for each entry that names some. */
    public List<String> erasures() {
        return QuarkusTransaction.joiningExisting()
                .call(() -> decisions.now().log().stream()
                        .filter(entry -> entry.entry() instanceof Entry.PersonErased erased
                                && !erased.rows().isEmpty())
                        .map(entry -> {
                            int rows =
                                    ((Entry.PersonErased) entry.entry()).rows().size();
                            return rows + (rows == 1 ? " entry was" : " entries were") + " erased by entry "
                                    + entry.id() + ", which names " + (rows == 1 ? "it." : "them.");
                        })
                        .toList());
    }

    /**
     * A node that is new beside an existing database takes the head that it finds there, after a check of every entry, and the log notes it.
     * Nodes that had a head go on by theirs.
     */
    void begin(@Observes @Priority(AFTER_OTHERS) StartupEvent start) {
        if (file.isNew()) {
            take();
        }
        if (!file.isNew()) {
            file.known();
        }
    }

    private synchronized void take() {
        State state;
        try {
            state = QuarkusTransaction.joiningExisting().call(() -> against(frozen(), clock.instant()));
        } catch (Refusal e) {
            // without the key of this ledger nothing can be checked; who needs it says so
            return;
        }
        if (state.damage.isPresent()) {
            return;
        }
        if (!file.begin(state.head)) {
            LOG.error(UNWRITABLE);
        } else if (state.head.count() > 0) {
            LOG.warnf(
                    "this data directory is new: took the head of the audit log, entry %d with hash %s, after a check of"
                            + " every entry; compare it with another node or the last monthly mail",
                    state.head.count(), state.head.hash());
            QuarkusTransaction.joiningExisting().run(() -> writer.note(new Entry.HeadWritten()));
        }
    }

    /** Checks every entry, against what was noted outside the database too. */
    public synchronized State check() {
        State state = QuarkusTransaction.joiningExisting().call(this::checked);
        last = state;
        return state;
    }

    /** What the last check found; checks again where that is a day ago, where something was damaged, or where entries are gone. */
    public synchronized State state() {
        State known = last;
        if (known != null
                && known.at
                        .plus(known.damage.isEmpty() ? CHECK_AGAIN : CHECK_AGAIN_IF_DAMAGED)
                        .isAfter(clock.instant())) {
            Head now = QuarkusTransaction.joiningExisting().call(store::head);
            if (now.count() >= known.head.count() && known.damage.isEmpty() || known.damage.isPresent()) {
                return new State(known.damage, now, known.checked, known.at);
            }
        }
        return check();
    }

    /** Checks, logs what is wrong, and notes a mail to each admin; once for each damage. */
    public void watch() {
        State state = check();
        state.damage.ifPresent(damage -> {
            LOG.errorf("%s See `ledger decisions verify`.", damage);
            tell(DAMAGED, String.valueOf(state.head.count()) + " " + state.head.hash());
        });
    }

    /** Each month every admin is sent the head, so that it is also kept where nobody who can write to the database can reach it. */
    public void noteMonthly() {
        State state = state();
        if (state.damage.isEmpty() && state.head.count() > 0) {
            tell(
                    HEAD,
                    YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                            .toString());
        }
    }

    /**
     * Makes the file of the head where it is missing, after a check of everything else, and notes that in the log.
     *
     * @throws Refusal where the file is there, or something else is wrong
     */
    public synchronized State writeHead() {
        if (!(file.read() instanceof HeadFile.Noted.None)) {
            throw new Refusal("the file of the head is there: run `ledger decisions verify` without --write-head");
        }
        State state = QuarkusTransaction.joiningExisting().call(() -> against(frozen(), clock.instant()));
        if (state.damage.isEmpty() && !file.begin(state.head)) {
            throw new Refusal("the file of the head cannot be written: check ledger.head-file");
        }
        last = null;
        if (state.damage.isEmpty()) {
            QuarkusTransaction.joiningExisting().run(() -> writer.note(new Entry.HeadWritten()));
        }
        return state.damage.isEmpty() ? check() : state;
    }

    /**
     * Looks, before a backup is restored, at the file of the head that is here.
     *
     * @param head of the log in the backup
     * @throws Refusal where the file tells of entries that the backup does not have
     */
    public void needsHeadUpTo(Head head) {
        boolean fits = switch (file.read()) {
            case HeadFile.Noted.None ignored -> true;
            case HeadFile.Noted.Known known ->
                known.head().count() < head.count() || known.head().equals(head);
            case HeadFile.Noted.Unreadable ignored -> false;
        };
        if (!fits) {
            throw new Refusal(
                    "the file of the head of the audit log that is here tells of entries that the backup does not"
                            + " have: move the file away if the older state is what you want, then restore");
        }
    }

    /** Makes the file of the head, once a backup was restored whose log was checked; the log notes it. */
    public synchronized void restored(Head head) {
        last = null;
        if (head.count() > 0) {
            if (!file.begin(head)) {
                throw new Refusal("the backup was restored, but the file of the head cannot be written: check"
                        + " ledger.head-file, then run `ledger decisions verify --write-head`");
            }
            QuarkusTransaction.joiningExisting().run(() -> writer.note(new Entry.HeadWritten()));
        }
    }

    private State checked() {
        Instant now = clock.instant();
        List<Head> noted = new ArrayList<>(frozen());
        switch (file.read()) {
            case HeadFile.Noted.Known known -> noted.add(known.head());
            case HeadFile.Noted.None ignored -> {
                if (store.hasSealed() && !file.isNew()) {
                    return new State(Optional.of(MISSING), store.head(), now);
                }
            }
            case HeadFile.Noted.Unreadable ignored -> {
                return new State(
                        Optional.of("The file that holds the head of the audit log was changed or cannot be read."),
                        store.head(),
                        now);
            }
        }
        return against(noted, now);
    }

    private State against(List<Head> noted, Instant now) {
        return switch (store.check(noted)) {
            case Check.Whole whole -> {
                file.advance(whole.head());
                yield new State(Optional.empty(), whole.head(), now);
            }
            case Check.Broken broken ->
                new State(
                        Optional.of("The audit log breaks at entry " + broken.id()
                                + ": it, or one before it, was changed or removed."),
                        store.head(),
                        now);
            case Check.Unnamed unnamed ->
                new State(
                        Optional.of("Entry " + unnamed.id()
                                + " of the audit log is marked as erased, and no entry says that it was, or what it says now:"
                                + " it was changed."),
                        store.head(),
                        now);
            case Check.Cut cut ->
                new State(
                        Optional.of("The audit log once had " + cut.once() + " entries and has " + cut.left()
                                + ": its last entries were removed."),
                        store.head(),
                        now);
            case Check.Replaced replaced ->
                new State(
                        Optional.of("The audit log up to entry " + replaced.id()
                                + " is not the one that was written: it was replaced."),
                        store.head(),
                        now);
        };
    }

    /** The heads in the snapshots of reviews; a snapshot that is damaged says so itself, where it is shown. */
    private List<Head> frozen() {
        return decisions.now().log().stream()
                .flatMap(entry -> entry.entry() instanceof Entry.ReviewOpened opened
                        ? Stream.of(opened.sha256())
                        : Stream.<String>empty())
                .flatMap(sha256 ->
                        snapshots
                                .bytes(sha256)
                                .flatMap(bytes ->
                                        Snapshot.read(bytes, decisions.now().frozenAs(sha256)))
                                .stream())
                .flatMap(snapshot -> Optional.ofNullable(snapshot.facts().get(FACT)).stream())
                .map(fact -> new Head(fact.count(), fact.sha256()))
                .toList();
    }

    /** Once the entry is stored for good, and not before: else a transaction that fails would look like an entry taken away. */
    void added(@Observes(during = TransactionPhase.AFTER_SUCCESS) DecisionStore.Added added) {
        if (!(added.first() ? file.begin(added.head()) : file.advance(added.head()))) {
            LOG.error(UNWRITABLE);
        }
    }

    private void tell(String kind, String about) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (Person admin : directory.admins()) {
                outgoing.add(kind + "/" + about + "/" + admin.id(), kind, admin.id(), about);
            }
        });
    }

    /** The two kinds of mails. */
    static final class Writers {
        private Writers() {}

        @Produces
        @Singleton
        static LetterWriter damaged(AuditLog log, Directory directory) {
            return new ParagraphLetter(DAMAGED, directory) {
                @Override
                protected Optional<List<String>> lines(String about) {
                    return log.state()
                            .damage()
                            .map(damage -> List.of(
                                    "The audit log of Triage Ledger was changed",
                                    damage,
                                    "Decisions of people and what follows from them cannot be relied on until the"
                                            + " database is restored from a backup. Do not confirm anything before that."
                                            + " `ledger decisions verify` checks the log again.",
                                    "Compare the monthly mails about the audit log: each names the number of entries"
                                            + " and the hash of the last one at its time.",
                                    "You get this because the roster names you as an admin."));
                }
            };
        }

        @Produces
        @Singleton
        static LetterWriter head(AuditLog log, Directory directory) {
            return new ParagraphLetter(HEAD, directory) {
                @Override
                protected Optional<List<String>> lines(String about) {
                    State state = log.state();
                    return state.damage().isPresent()
                            ? Optional.empty()
                            : Optional.of(List.of(
                                    "Audit log of Triage Ledger: "
                                            + state.head().count() + " entries",
                                    "The audit log has " + state.head().count()
                                            + " entries. The hash of the last one is\n\n    "
                                            + state.head().hash(),
                                    "Keep this mail. If the log is ever in doubt, it proves which entries there were:"
                                            + " nobody who changes the database can change this mail.",
                                    "You get this once a month because the roster names you as an admin."));
                }
            };
        }
    }
}
