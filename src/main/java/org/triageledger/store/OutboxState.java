package org.triageledger.store;

import org.triageledger.core.mail.Named;

/** What became of a mail of ours. */
public enum OutboxState implements Named {
    /** To be sent, now or later. */
    DUE,
    SENT,
    /** No longer needed when it was its turn. */
    DROPPED,
    /** Our own mail server did not take it. */
    REFUSED,
    /** Another mail server sent it back. */
    RETURNED;
}
