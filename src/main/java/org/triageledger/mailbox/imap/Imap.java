package org.triageledger.mailbox.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * The protocol library's dialogue with a server, over streams of ours. The library collects every answer to a command before it
 * returns; here answers are seen one at a time, so that a FETCH of a thousand messages holds one of them.
 */
final class Imap extends IMAPProtocol {
    /** For answers that are collected. */
    private static final long SHORT = 1 << 20;

    /** Between two useful answers: other clients' changes to a large mailbox are announced to us too. */
    private static final long LONG = 64L << 20;

    /** Sees untagged answers. */
    interface Each {
        /** @return whether the answer was asked for */
        boolean see(IMAPResponse response) throws MailboxFault;
    }

    /** The number of messages is not known: nothing is more than that. */
    private static final int UNHEARD = Integer.MAX_VALUE;

    private static final byte[] DONE = "DONE\r\n".getBytes(StandardCharsets.US_ASCII);

    private final GuardedInput in;
    private int exists;
    private long arrivals;
    private boolean news;
    private boolean idling;

    Imap(GuardedInput in, OutputStream out) throws IOException {
        super(in, new PrintStream(out, false, StandardCharsets.ISO_8859_1), new Properties(), false);
        this.in = in;
    }

    void greet() throws IOException, ProtocolException {
        in.allow(SHORT);
        processGreeting(readResponse());
    }

    @Override
    public Response readResponse() throws IOException, ProtocolException {
        return new IMAPResponse(this);
    }

    /** The library's own commands collect their answers. */
    @Override
    public synchronized Response[] command(String command, @Nullable Argument args) {
        in.allow(SHORT);
        return super.command(command, args);
    }

    /**
     * Runs a command.
     *
     * @param each sees every untagged answer, and says whether it was asked for; only such answers win the server more time
     * @return the tagged answer: OK, NO or BAD
     */
    IMAPResponse run(String command, @Nullable Argument args, Each each)
            throws IOException, ProtocolException, MailboxFault {
        in.allow(LONG);
        String tag = writeCommand(command, args);
        while (true) {
            IMAPResponse response = next();
            if (response.isTagged()) {
                if (tag.equals(response.getTag())) {
                    return response;
                }
            } else if (each.see(response)) {
                in.allow(LONG);
            }
        }
    }

    /** Forgets news heard so far: the folder is about to be looked at. */
    void listen() {
        news = false;
        exists = UNHEARD;
        arrivals = 0;
    }

    /** From now on more than so many messages are news. */
    void listen(int known) {
        exists = known;
    }

    /** How many new messages the server has announced since the folder was looked at. */
    long arrivals() {
        return arrivals;
    }

    /** Whether the server has announced new messages, or while it was waited for that messages were taken away. */
    boolean news() {
        return news;
    }

    /** Whether it has; from now on only what comes later is news. */
    boolean takeNews() {
        boolean taken = news;
        news = false;
        return taken;
    }

    /**
     * Waits for news by IDLE (RFC 2177).
     *
     * @return whether the server took part; one that ends IDLE at once and without news would be asked without pause
     */
    boolean idle(Duration longest) throws IOException, ProtocolException {
        in.allow(SHORT);
        String tag = writeCommand("IDLE", null);
        IMAPResponse response = next();
        while (!response.isContinuation()) {
            if (response.isTagged() && tag.equals(response.getTag())) {
                return news;
            }
            response = next();
        }
        idling = true;
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (!news && left > 0 && (hasResponse() || in.await(Duration.ofNanos(left)))) {
            in.allow(SHORT);
            response = next();
            if (response.isTagged() && tag.equals(response.getTag())) {
                idling = false;
                return news;
            }
            left = end - System.nanoTime();
        }
        in.allow(LONG);
        done();
        do {
            response = next();
        } while (!(response.isTagged() && tag.equals(response.getTag())));
        return true;
    }

    private void done() throws IOException {
        idling = false;
        getOutputStream().write(DONE);
        getOutputStream().flush();
    }

    /** Says goodbye without waiting for the answer. */
    void farewell() throws IOException, ProtocolException {
        if (idling) {
            done();
        }
        writeCommand("LOGOUT", null);
    }

    private IMAPResponse next() throws IOException, ProtocolException {
        IMAPResponse response = new IMAPResponse(this);
        if (response.isBYE()) {
            throw new ConnectionException(this, response);
        }
        if (response.keyEquals("EXISTS")) {
            exists(response.getNumber());
        } else if (response.keyEquals("EXPUNGE")) {
            expunged(1);
        } else if (response.keyEquals("VANISHED")) {
            UidSet vanished = UidSet.of(response.getRest());
            response.reset();
            if (!vanished.earlier()) {
                expunged(vanished.size());
            }
        }
        return response;
    }

    private void exists(int number) {
        if (number > exists) {
            arrivals += number - exists;
            news = true;
        }
        exists = number;
    }

    /** What is taken away while nobody looks may have come while nobody looked. */
    private void expunged(long count) {
        if (exists != UNHEARD) {
            exists = (int) Math.max(0, exists - count);
            news |= idling;
        }
    }

    /** The response code of an answer (RFC 9051 §7.1), cleaned, or the empty string. */
    static String code(Response response) {
        response.reset();
        if (!response.isNextNonSpace('[')) {
            return "";
        }
        String atom = response.readAtom();
        return atom != null && atom.matches("[A-Za-z0-9.-]{1,40}") ? atom.toUpperCase(Locale.ROOT) : "";
    }
}
