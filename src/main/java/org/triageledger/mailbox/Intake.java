package org.triageledger.mailbox;

import java.time.Instant;
import java.util.Optional;
import org.triageledger.mailbox.imap.MailboxProblem;

/**
 * Where a watcher hands over what it reads. All calls for one source come from one thread. A {@link RuntimeException} thrown by
 * any method but {@link #trouble} means <em>not now</em>: nothing counts as stored, and the watcher waits and comes again.
 */
public interface Intake {
    /** The cursor stored last, or empty on first contact. */
    Optional<Cursor> cursor(String source);

    /**
     * The folder was made again, or its UIDs went back: the stored cursor is void and replaced by {@code fresh}; everything in the
     * folder will be handed over once more. What came between the look before and {@code at} may have gone unseen.
     */
    void restarted(String source, Cursor fresh, Instant at);

    /** Stores messages and cursor in one transaction. The same message may come twice. */
    void take(String source, Batch batch);

    /** The folder has been read completely; also means that trouble is over. Stores the look's cursor. */
    void looked(String source, PollResult look);

    /** The folder cannot be read now. Must not throw; what it throws is dropped. */
    void trouble(String source, MailboxProblem trouble);
}
