package org.triageledger.mailbox.imap;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/** A signed-in connection that can read a folder and can do nothing else: it opens by EXAMINE and fetches by BODY.PEEK. */
public final class Connection implements AutoCloseable {
    /** Sees messages as they come. */
    public interface Receiver {
        /** @return whether the message was expected */
        boolean receive(FetchAnswer answer) throws MailboxFault;
    }

    private final MailboxAccount account;
    private final FaultTranslator faults;
    private final Socket socket;
    private final Imap imap;
    private final boolean resync;
    private boolean idleRefused;

    private Connection(MailboxAccount account, FaultTranslator faults, Socket socket, Imap imap, boolean resync) {
        this.account = account;
        this.faults = faults;
        this.socket = socket;
        this.imap = imap;
        this.resync = resync;
    }

    public static Connection open(MailboxAccount account, Cancellation stop) throws MailboxFault, InterruptedException {
        FaultTranslator faults = new FaultTranslator(account);
        ConnectionFactory dial = new ConnectionFactory(account, faults);
        Socket socket = dial.connect(stop);
        boolean open = false;
        try {
            SignIn signIn = new SignIn(account, faults, dial);
            Imap imap = signIn.over(socket);
            boolean resync = signIn.introduced(imap);
            open = true;
            return new Connection(account, faults, socket, imap, resync);
        } finally {
            if (!open) {
                Cancellation.close(socket);
            }
        }
    }

    /** Looks at the folder again. An EXAMINE on a folder already open shows what changed, and finds one that was made again. */
    public Folder examine() throws MailboxFault {
        long[] found = new long[2];
        int[] messages = new int[1];
        imap.listen();
        IMAPResponse end =
                run("EXAMINE", new Argument().writeString(BASE64MailboxEncoder.encode(account.folder())), response -> {
                    if (response.keyEquals("EXISTS")) {
                        messages[0] = response.getNumber();
                        return true;
                    }
                    switch (Imap.code(response)) {
                        case "UIDVALIDITY" -> found[0] = response.readLong();
                        case "UIDNEXT" -> found[1] = response.readLong();
                        default -> {
                            return false;
                        }
                    }
                    return true;
                });
        if (!end.isOK()) {
            throw faults.refusedFolder(end);
        }
        if (found[0] <= 0) {
            throw faults.of(MailboxProblem.Kind.PROTOCOL, "the server gives no UIDVALIDITY, so its UIDs mean nothing");
        }
        imap.listen(messages[0]);
        return new Folder(found[0], Math.max(0, found[1]), messages[0]);
    }

    /** How many new messages the server has announced since the folder was looked at. */
    public long arrivals() {
        return imap.arrivals();
    }

    /** Whether the server knows which messages were taken away, and tells when asked. */
    public boolean tellsVanished() {
        return resync;
    }

    /**
     * Asks how many messages between two UIDs, both included, were in the folder and are no more (RFC 7162 §3.2.6). Where the
     * server does not remember that any longer, it names all that are not there.
     */
    public long vanished(long first, long last) throws MailboxFault {
        long[] count = new long[1];
        IMAPResponse end =
                run("UID FETCH " + range(first, last) + " (UID) (CHANGEDSINCE 1 VANISHED)", null, response -> {
                    if (!response.keyEquals("VANISHED")) {
                        return response.keyEquals("FETCH");
                    }
                    UidSet vanished = UidSet.of(response.getRest());
                    count[0] += vanished.earlier() ? vanished.within(first, last) : 0;
                    return true;
                });
        if (!end.isOK()) {
            throw faults.refused(MailboxProblem.Kind.PROTOCOL, "the server does not tell what was taken away", end);
        }
        return count[0];
    }

    /** The UIDs in the folder from this one on, ascending. */
    public long[] list(long first) throws MailboxFault {
        return list(first, "*");
    }

    /** Which messages between two UIDs, both included, are in the folder at this moment. */
    public long[] still(long first, long last) throws MailboxFault {
        // expunges may be told only now, and until then the server may list what is gone
        noop();
        return list(first, Long.toString(last));
    }

    private long[] list(long first, String last) throws MailboxFault {
        LongStream.Builder uids = LongStream.builder();
        IMAPResponse end = run(
                "UID FETCH " + first + ":" + last + " (UID)",
                null,
                response -> response.keyEquals("FETCH")
                        && FetchAnswer.of(response)
                                // n:* shows the last message even where its UID is below n (RFC 9051 §6.4.9)
                                .filter(answer -> answer.uid() >= first && answer.uid() <= 0xffff_ffffL)
                                .map(answer -> uids.add(answer.uid()))
                                .isPresent());
        if (!end.isOK()) {
            throw faults.refused(MailboxProblem.Kind.PROTOCOL, "the server refuses to list the folder", end);
        }
        return Arrays.stream(uids.build().toArray()).sorted().distinct().toArray();
    }

    /**
     * Fetches the messages between two UIDs, both included.
     *
     * @param each sees every message, in whatever order they come, and says whether it was expected
     * @return how the server ended; whether it is content or not, messages may be missing, because they are gone or because it
     *     cannot hand them over
     */
    public IMAPResponse fetch(long first, long last, Receiver each) throws MailboxFault {
        BodySection beginning = new BodySection("", account.limits().messageCap(), true);
        return fetch(range(first, last), "UID INTERNALDATE RFC822.SIZE " + beginning.item(), each);
    }

    /** Sees the UIDs of messages. */
    public interface Uids {
        /** @return whether it was asked for */
        boolean see(long uid);
    }

    /**
     * Asks which messages between two UIDs, both included, have more bytes than {@code size} (RFC 9051 §6.4.4). A server that
     * does not tell has none.
     */
    public void larger(long first, long last, long size, Uids each) throws MailboxFault {
        run("UID SEARCH UID " + range(first, last) + " LARGER " + size, null, response -> {
            if (!response.keyEquals("SEARCH")) {
                return false;
            }
            boolean asked = true;
            for (long uid = response.readLong(); uid >= 0; uid = response.readLong()) {
                asked &= each.see(uid);
            }
            return asked;
        });
    }

    /** Asks how a message is made of parts, and for its header. */
    void structure(long uid, BodySection header, Receiver each) throws MailboxFault {
        fetch(Long.toString(uid), "UID INTERNALDATE RFC822.SIZE BODYSTRUCTURE " + header.item(), each);
    }

    /** Fetches pieces of a message; such as the server does not hand over do not come. */
    void pieces(long uid, List<BodySection> wanted, Receiver each) throws MailboxFault {
        String items = wanted.stream().map(BodySection::item).collect(Collectors.joining(" "));
        fetch(Long.toString(uid), "UID " + items, each);
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + ":" + last;
    }

    private IMAPResponse fetch(String uids, String items, Receiver each) throws MailboxFault {
        return run("UID FETCH " + uids + " (" + items + ")", null, response -> {
            Optional<FetchAnswer> answer = response.keyEquals("FETCH") ? FetchAnswer.of(response) : Optional.empty();
            return answer.isPresent() && each.receive(answer.get());
        });
    }

    /** Whether new mail is announced here, without being asked for. */
    public boolean pushes() {
        return imap.hasCapability("IDLE") && !idleRefused;
    }

    /** Waits for news by IDLE. */
    public void idle(Duration longest) throws MailboxFault {
        try {
            idleRefused = !imap.idle(longest);
        } catch (IOException | ProtocolException | IndexOutOfBoundsException e) {
            throw faults.talking(e);
        }
    }

    public boolean news() {
        return imap.news();
    }

    /** Asks whether there are news, which from now on are known. */
    public boolean takeNews() throws MailboxFault {
        noop();
        return imap.takeNews();
    }

    /** Gives the server the occasion to tell what changed; while it answers a FETCH it need not. */
    private void noop() throws MailboxFault {
        run("NOOP", null, response -> false);
    }

    private IMAPResponse run(String command, @Nullable Argument args, Imap.Each each) throws MailboxFault {
        try {
            return imap.run(command, args, each);
        } catch (IOException | ProtocolException | IndexOutOfBoundsException e) {
            throw faults.talking(e);
        }
    }

    /** Closes the socket below TLS: to take leave of TLS in due form could mean to wait for a server that does not read. */
    @Override
    public void close() {
        try {
            imap.farewell();
        } catch (IOException | ProtocolException alreadyGone) {
            // nobody is left to say goodbye to
        } finally {
            Cancellation.close(socket);
        }
    }
}
