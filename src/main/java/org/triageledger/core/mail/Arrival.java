package org.triageledger.core.mail;

import java.time.Instant;

/** When a mail reached the team, and what says so. Windows are judged by it, never by the Date field, which can lie. */
public record Arrival(Instant at, Basis basis) {
    /** What an arrival rests on, best first. */
    public enum Basis implements Named {
        INTERNAL_DATE,
        RECEIVED,
        FROM_LINE,
        DATE,
        /** When its file came to lie in a Maildir. */
        FILED,
        /** Nothing usable stands in the mail; the time of reading. */
        READ;
    }
}
