package org.triageledger.mailbox;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.mailbox.imap.Connection;
import org.triageledger.mailbox.imap.FaultTranslator;
import org.triageledger.mailbox.imap.FetchAnswer;
import org.triageledger.mailbox.imap.FetchWindow;
import org.triageledger.mailbox.imap.Fetched;
import org.triageledger.mailbox.imap.Folder;
import org.triageledger.mailbox.imap.LargeMail;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxFault;
import org.triageledger.mailbox.imap.MailboxProblem;

/** One complete look into a folder: what is new is listed, fetched and handed over, and the cursor moves along with it. */
final class FolderPoll {
    /** Messages asked for by one command: enough that a round trip to a distant server costs nothing per message. */
    private static final int PER_COMMAND = 1000;

    private final MailboxAccount account;
    private final Connection connection;
    private final Intake intake;
    private final FaultTranslator faults;
    private final PoisonMessageTracker stuck;
    private final Runnable progress;

    private Cursor cursor = Cursor.atStart(0);
    private long left;

    /** Messages that went unseen, and are not yet told of. */
    private long gone;

    /** Whether it is known what became of the UIDs that no message has. */
    private boolean explained;

    /** @param progress run after each batch that was stored */
    FolderPoll(
            MailboxAccount account,
            Connection connection,
            Intake intake,
            PoisonMessageTracker stuck,
            Runnable progress) {
        this.account = account;
        this.connection = connection;
        this.intake = intake;
        this.faults = new FaultTranslator(account);
        this.stuck = stuck;
        this.progress = progress;
    }

    void look(Instant at) throws MailboxFault {
        Optional<Cursor> stored = asking(() -> intake.cursor(account.name()));
        long announced = connection.arrivals();
        Folder folder = connection.examine();
        cursor = begin(stored, folder, at);
        if (cursor.complete()) {
            News news = explained(new News(folder, connection.list(cursor.lastUid() + 1)), announced);
            folder = news.folder;
            left = news.uids.length;
            read(news.uids);
        } else {
            readForTheFirstTime(folder);
        }
        Cursor end = cursor.finished(Math.max(unaccounted(), folder.uidNext()));
        long vanished = cursor.complete() && !explained ? end.uidNext() - unaccounted() : gone;
        PollResult look = new PollResult(at, end, folder.messages(), vanished, connection.pushes());
        telling(() -> intake.looked(account.name(), look));
    }

    /** A folder that was read before, and the UIDs of what is new in it, ascending. */
    private record News(Folder folder, long[] uids) {
        /** No message that is new can have a UID of this or above. */
        long next() {
            return Math.max(folder.uidNext(), uids.length == 0 ? 0 : uids[uids.length - 1] + 1);
        }
    }

    /**
     * UIDs may be passed over (RFC 9051 §2.3.1.1), so that one which no message has does not prove that a message came and went. A
     * server that keeps count is asked. Of another it is only known that messages did not go unseen where its UIDNEXT moves on
     * by being looked at alone: then what it announced and does not have is what went.
     */
    private News explained(News first, long announced) throws MailboxFault {
        long unaccounted = unaccounted();
        long known = Arrays.stream(first.uids).filter(uid -> uid >= unaccounted).count();
        if (first.next() - unaccounted - known <= 0) {
            return first;
        }
        if (connection.tellsVanished()) {
            passOver(first, connection.vanished(unaccounted, first.next() - 1));
            return first;
        }
        Folder between = connection.examine();
        Folder last = connection.examine();
        News again = new News(last, connection.list(cursor.lastUid() + 1));
        if (movesOn(first.folder, between) && movesOn(between, last) && Arrays.equals(first.uids, again.uids)) {
            passOver(again, Math.max(0, announced - again.uids.length));
        }
        return again;
    }

    private static boolean movesOn(Folder before, Folder after) {
        return before.uidValidity() == after.uidValidity()
                && before.messages() == after.messages()
                && before.uidNext() < after.uidNext();
    }

    private void passOver(News news, long unseen) {
        cursor = cursor.accounted(news.next());
        gone = unseen;
        explained = true;
    }

    /** The cursor to go on from; a new one where the UIDs no longer mean what they meant. */
    private Cursor begin(Optional<Cursor> stored, Folder folder, Instant at) throws MailboxFault {
        Cursor fresh = Cursor.atStart(folder.uidValidity());
        if (stored.isEmpty()) {
            return fresh;
        }
        Cursor old = stored.get();
        if (old.uidValidity() == folder.uidValidity() && !wentBack(old, folder)) {
            return old;
        }
        telling(() -> intake.restarted(account.name(), fresh, at));
        return fresh;
    }

    /**
     * Whether the server gives out UIDs again that it has given out before, as after a careless restore: mail to come would lie
     * below the cursor, and never be seen. A folder that holds a UID it claims not to have reached yet is only wrong about that.
     */
    private boolean wentBack(Cursor old, Folder folder) throws MailboxFault {
        if (folder.uidNext() == 0 || folder.uidNext() > old.highest()) {
            return false;
        }
        long[] all = connection.list(1);
        return all.length == 0 || all[all.length - 1] < folder.uidNext();
    }

    /** A large mailbox takes a while; what comes meanwhile, also while nobody looked, does not wait for the rest of it. */
    private void readForTheFirstTime(Folder folder) throws MailboxFault {
        long[] uids = connection.list(cursor.lastUid() + 1);
        if (cursor.newFrom() == 0) {
            long highest = uids.length == 0 ? cursor.lastUid() : uids[uids.length - 1];
            cursor = cursor.withNewFrom(Math.max(highest + 1, folder.uidNext()));
        }
        long[] old = Arrays.stream(uids).filter(uid -> uid < cursor.newFrom()).toArray();
        long[] fresh = Arrays.stream(uids).filter(uid -> uid > cursor.newTo()).toArray();
        left = old.length + fresh.length;
        read(fresh);
        read(old, this::readNews);
    }

    private void readNews() throws MailboxFault {
        if (connection.takeNews()) {
            long[] fresh = connection.list(cursor.newTo() + 1);
            left += fresh.length;
            read(fresh);
        }
    }

    private void read(long[] uids) throws MailboxFault {
        read(uids, () -> {});
    }

    /** What is done between two commands. */
    private interface Pause {
        void run() throws MailboxFault;
    }

    private void read(long[] uids, Pause pause) throws MailboxFault {
        int at = 0;
        while (at < uids.length) {
            long uid = uids[at];
            if (stuck.givesUp(uid)) {
                passOver(uid);
                at++;
            } else {
                int end = stuck.suspects(uid) ? at + 1 : Math.min(uids.length, at + PER_COMMAND);
                fetch(new FetchWindow(Arrays.copyOfRange(uids, at, end), account.limits()));
                at = end;
            }
            pause.run();
        }
    }

    private void fetch(FetchWindow haul) throws MailboxFault {
        long before = left;
        try {
            fetchAll(haul);
        } catch (MailboxFault fault) {
            if (fault.kind() == MailboxProblem.Kind.INTAKE) {
                throw fault;
            }
            handOver(haul);
            long[] missing = haul.missing(haul.last());
            if (missing.length > 0) {
                stuck.brokeOffAt(missing[0]);
            }
            throw fault;
        }
        handOver(haul);
        gone += left - (before - haul.size());
        left = before - haul.size();
    }

    /** Large mails apart, and those between them by one command each. */
    private void fetchAll(FetchWindow haul) throws MailboxFault {
        long from = haul.first();
        for (long uid : stuck.wantsPlain(from) ? new long[0] : large(haul)) {
            fetchWhole(haul, from, uid - 1);
            Optional<Fetched> mail = new LargeMail(connection, uid, cap()).fetch();
            if (mail.isPresent()) {
                receive(haul, mail.get());
            } else {
                fetchWhole(haul, uid, uid);
            }
            from = uid + 1;
        }
        fetchWhole(haul, from, haul.last());
    }

    private long[] large(FetchWindow haul) throws MailboxFault {
        SortedSet<Long> large = new TreeSet<>();
        connection.larger(haul.first(), haul.last(), LargeMail.SMALL, uid -> haul.wants(uid) && large.add(uid));
        return large.stream().mapToLong(Long::longValue).toArray();
    }

    private void fetchWhole(FetchWindow haul, long from, long to) throws MailboxFault {
        long[] uids = haul.between(from, to);
        if (uids.length > 0) {
            long last = uids[uids.length - 1];
            IMAPResponse end = connection.fetch(uids[0], last, answer -> receive(haul, answer));
            settle(haul, last, end);
        }
    }

    private boolean receive(FetchWindow haul, FetchAnswer answer) throws MailboxFault {
        Optional<Fetched> mail = Fetched.beginning(answer, cap());
        return mail.isPresent() && receive(haul, mail.get());
    }

    private boolean receive(FetchWindow haul, Fetched mail) throws MailboxFault {
        boolean expected = haul.add(mail);
        while (haul.full()) {
            handOver(haul.take());
        }
        if (haul.jammed()) {
            throw faults.of(
                    MailboxProblem.Kind.PROTOCOL, "the server holds one message back and sends too many others");
        }
        return expected;
    }

    private int cap() {
        return account.limits().messageCap();
    }

    /** Tells messages that are gone from messages that the server has and does not give. */
    private void settle(FetchWindow haul, long last, IMAPResponse end) throws MailboxFault {
        long[] missing = haul.missing(last);
        if (missing.length == 0) {
            return;
        }
        long[] there = connection.still(missing[0], missing[missing.length - 1]);
        for (long uid : missing) {
            if (Arrays.binarySearch(there, uid) >= 0) {
                haul.goneBelow(uid);
                throw faults.refused(MailboxProblem.Kind.PROTOCOL, "the server does not hand over a message", end);
            }
        }
        haul.goneBelow(last + 1);
    }

    private void handOver(FetchWindow haul) throws MailboxFault {
        List<Fetched> ready = haul.take();
        while (!ready.isEmpty()) {
            handOver(ready);
            ready = haul.take();
        }
    }

    private void handOver(List<Fetched> fetched) throws MailboxFault {
        List<RawMail> mails = fetched.stream().map(this::mail).toList();
        store(mails, List.of(), fetched.getLast().uid());
    }

    private void passOver(long uid) throws MailboxFault {
        store(List.of(), List.of(new Unfetched(place(uid), "the server lists it but does not hand it over")), uid);
        stuck.forget();
    }

    private void store(List<RawMail> mails, List<Unfetched> unfetched, long lastUid) throws MailboxFault {
        int count = mails.size() + unfetched.size();
        left -= count;
        long vanished = gone;
        long uidNext = 0;
        if (cursor.complete()) {
            uidNext = Math.max(cursor.uidNext(), lastUid + 1);
            vanished = explained ? gone : Math.max(0, uidNext - unaccounted() - count);
        }
        Cursor next = cursor.past(lastUid, uidNext);
        Batch batch = new Batch(mails, unfetched, vanished, next, left);
        telling(() -> intake.take(account.name(), batch));
        cursor = next;
        gone = 0;
        progress.run();
    }

    /** The first UID of which it is not known what became of it. */
    private long unaccounted() {
        return Math.max(cursor.uidNext(), cursor.highest() + 1);
    }

    private RawMail mail(Fetched mail) {
        return new RawMail(place(mail.uid()), mail.bytes(), mail.size(), mail.internalDate(), Optional.empty());
    }

    /** In the manner of an IMAP URL (RFC 5092 §3). */
    private Place place(long uid) {
        return new Place(account.name(), account.folder() + ";UIDVALIDITY=" + cursor.uidValidity() + "/;UID=" + uid);
    }

    private void telling(Runnable call) throws MailboxFault {
        asking(() -> {
            call.run();
            return true;
        });
    }

    /** Whatever the intake throws means: not now. */
    private <T> T asking(Supplier<T> call) throws MailboxFault {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new MailboxFault(
                    MailboxProblem.Kind.INTAKE,
                    account + ": what it holds cannot be stored now; check the database and the free space",
                    e);
        }
    }
}
