package org.triageledger.mailbox.imap;

import java.time.Duration;
import java.time.Instant;

/**
 * Why a mailbox cannot be read now. The watcher keeps trying whatever the kind.
 *
 * @param line one sentence for people: what is wrong and what to do; own words and configured names; of a
 *     server only plain words with which it refuses to open a folder
 * @param retryIn how long the watcher now waits
 */
public record MailboxProblem(Kind kind, String line, Instant at, Duration retryIn) {
    /** What is wrong. */
    public enum Kind {
        UNKNOWN_HOST(true),
        UNREACHABLE(true),
        CERTIFICATE(false),
        TLS(false),
        SIGN_IN(false),
        FOLDER(false),
        /** The server said that it cannot serve now. */
        BUSY(true),
        /** The connection broke. */
        LOST(true),
        /** The server owes an answer. */
        SILENT(true),
        /** The server's answers make no sense or break a limit. */
        PROTOCOL(true),
        /** The receiving side could not store. */
        INTAKE(true),
        /** A fault in this program. */
        BUG(true);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether it can go away by itself; otherwise a person has to change something. */
        public boolean passing() {
            return passing;
        }
    }
}
