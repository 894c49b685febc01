package org.triageledger.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one FETCH on their way in. Servers may answer in any order (RFC 9051 §7.5.2) and nearly always answer in
 * ascending order; a cursor may only pass what has come, so messages leave here strictly ascending and without holes.
 */
final class Haul {
    private final long[] uids;
    private final @Nullable FetchAnswer[] came;
    private final MailboxAccount.Limits limits;

    private int given;
    private int ready;
    private long readyBytes;
    private long bytes;

    /** @param uids ascending; at least one */
    Haul(long[] uids, MailboxAccount.Limits limits) {
        this.uids = uids;
        this.came = new @Nullable FetchAnswer[uids.length];
        this.limits = limits;
    }

    long first() {
        return uids[0];
    }

    long last() {
        return uids[uids.length - 1];
    }

    int size() {
        return uids.length;
    }

    /** Whether the message was expected; what comes unasked, twice or without its text is dropped. */
    boolean add(FetchAnswer answer) {
        int at = Arrays.binarySearch(uids, answer.uid());
        if (answer.bytes().isEmpty() || at < given || came[at] != null) {
            return false;
        }
        came[at] = answer;
        bytes += size(answer);
        advance();
        return true;
    }

    /** Whether a batch stands ready. */
    boolean full() {
        return ready - given >= limits.batchCount() || readyBytes >= limits.batchBytes();
    }

    /** Whether more is held back for a missing neighbour than should be in memory. */
    boolean jammed() {
        return bytes - readyBytes > 4 * limits.batchBytes() + limits.messageCap();
    }

    /** Gives out what is ready, at most a batch of it; nothing when nothing is. */
    List<FetchAnswer> take() {
        List<FetchAnswer> out = new ArrayList<>();
        long taken = 0;
        while (given < ready && out.size() < limits.batchCount() && taken < limits.batchBytes()) {
            FetchAnswer answer = came[given];
            came[given++] = null;
            if (answer != null) {
                out.add(answer);
                taken += size(answer);
            }
        }
        bytes -= taken;
        readyBytes -= taken;
        return out;
    }

    /** The messages that have not come, ascending. */
    long[] missing() {
        long[] out = new long[uids.length];
        int count = 0;
        for (int i = ready; i < uids.length; i++) {
            if (came[i] == null) {
                out[count++] = uids[i];
            }
        }
        return Arrays.copyOf(out, count);
    }

    /** From now on a message that has not come is known to be gone and holds up nothing, if it lies below this UID. */
    void goneBelow(long uid) {
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
        FetchAnswer answer = came[ready++];
        if (answer != null) {
            readyBytes += size(answer);
        }
    }

    private static long size(FetchAnswer answer) {
        return answer.bytes().map(text -> (long) text.length).orElse(0L);
    }
}
