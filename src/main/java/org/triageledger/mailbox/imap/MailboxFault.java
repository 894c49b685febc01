package org.triageledger.mailbox.imap;

import org.jspecify.annotations.Nullable;

/** Ends one attempt to read a mailbox. The message is a sentence of our own, without server text. */
public final class MailboxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final MailboxProblem.Kind kind;

    /** @param cause kept for debuggers only; its text may hold what the server sent and is never shown */
    public MailboxFault(MailboxProblem.Kind kind, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.kind = kind;
    }

    MailboxFault(MailboxProblem.Kind kind, String line) {
        this(kind, line, null);
    }

    public MailboxProblem.Kind kind() {
        return kind;
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
