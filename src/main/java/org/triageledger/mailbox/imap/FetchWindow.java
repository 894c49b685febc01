package org.triageledger.mailbox.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one FETCH on their way in. Servers may answer in any order (RFC 9051 §7.5.2) and nearly always answer in
 * ascending order; a cursor may only pass what has come, so messages leave here strictly ascending and without holes.
 */
public final class FetchWindow {
    private final long[] uids;
    private final @Nullable Fetched[] came;
    private final MailboxAccount.Limits limits;

    private int given;
    private int ready;
    private long readyBytes;
    private long bytes;

    /** @param uids ascending; at least one */
    public FetchWindow(long[] uids, MailboxAccount.Limits limits) {
        this.uids = uids;
        this.came = new @Nullable Fetched[uids.length];
        this.limits = limits;
    }

    public long first() {
        return uids[0];
    }

    public long last() {
        return uids[uids.length - 1];
    }

    public int size() {
        return uids.length;
    }

    /** Of the messages wanted those between two UIDs, both included. */
    public long[] between(long from, long to) {
        return Arrays.stream(uids).filter(uid -> uid >= from && uid <= to).toArray();
    }

    public boolean wants(long uid) {
        return Arrays.binarySearch(uids, uid) >= 0;
    }

    /** Whether the message was expected; what comes unasked or twice is dropped. */
    public boolean add(Fetched mail) {
        int at = Arrays.binarySearch(uids, mail.uid());
        if (at < given || came[at] != null) {
            return false;
        }
        came[at] = mail;
        bytes += size(mail);
        advance();
        return true;
    }

    /** Whether a batch stands ready. */
    public boolean full() {
        return ready - given >= limits.batchCount() || readyBytes >= limits.batchBytes();
    }

    /** Whether more is held back for a missing neighbour than should be in memory. */
    public boolean jammed() {
        return bytes - readyBytes > 4 * limits.batchBytes() + limits.messageCap();
    }

    /** Gives out what is ready, at most a batch of it; nothing when nothing is. */
    public List<Fetched> take() {
        List<Fetched> out = new ArrayList<>();
        long taken = 0;
        while (given < ready && out.size() < limits.batchCount() && taken < limits.batchBytes()) {
            Fetched mail = came[given];
            came[given++] = null;
            if (mail != null) {
                out.add(mail);
                taken += size(mail);
            }
        }
        bytes -= taken;
        readyBytes -= taken;
        return out;
    }

    /** The messages up to this UID that have not come, ascending. */
    public long[] missing(long last) {
        long[] out = new long[uids.length];
        int count = 0;
        for (int i = ready; i < uids.length && uids[i] <= last; i++) {
            if (came[i] == null) {
                out[count++] = uids[i];
            }
        }
        return Arrays.copyOf(out, count);
    }

    /** From now on a message that has not come is known to be gone and holds up nothing, if it lies below this UID. */
    public void goneBelow(long uid) {
        while (ready < uids.length && uids[ready] < uid) {
            step();
        }
        advance();
    }

    private void advance() {
        while (ready < uids.length && came[ready] != null) {
            step();
        }
    }

    private void step() {
        Fetched mail = came[ready++];
        if (mail != null) {
            readyBytes += size(mail);
        }
    }

    private static long size(Fetched mail) {
        return mail.bytes().length;
    }
}
