package org.triageledger.mailbox;

import org.jspecify.annotations.Nullable;

/** Ends one attempt to read a mailbox. The message is a sentence of our own, without server text. */
final class MailboxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Trouble.Kind kind;

    /** @param cause kept for debuggers only; its text may hold what the server sent and is never shown */
    MailboxFault(Trouble.Kind kind, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.kind = kind;
    }

    MailboxFault(Trouble.Kind kind, String line) {
        this(kind, line, null);
    }

    Trouble.Kind kind() {
        return kind;
    }

    String line() {
        return String.valueOf(getMessage());
    }
}
