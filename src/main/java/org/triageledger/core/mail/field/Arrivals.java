package org.triageledger.core.mail.field;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.RawMail;

/**
 * When a mail reached the team: INTERNALDATE, unless the topmost Received field is more than a day from it; else that field; else the
 * mbox {@code From } line; else the Date field; else when its file came to lie in a Maildir; else the time of reading.
 *
 * <p>A mailbox that was moved by APPEND without a date (RFC 9051 §6.3.12) gives all its mail the INTERNALDATE of the move; the topmost
 * Received field still is the one of the receiver that took the mail.
 *
 * <p>Each server puts its Received field above all others (RFC 5321 §4.4), so the topmost is that of the last receiver: our own
 * in a mailbox, the list's in an archive. A sender can write any number of them, but none that ends up on top. Its time stands
 * after the last semicolon (RFC 5322 §3.6.7). A time later than that of reading is nobody's time of arrival and is passed over.
 *
 * <p>What the name or the age of a file in a Maildir says comes last: whatever synchronizes mailboxes gives all of them the time
 * at which it ran. But no mail came later than its file.
 */
public final class Arrivals {
    /** Clocks and zones differ; what is later than this is wrong. */
    private static final Duration SKEW = Duration.ofDays(1);

    private static final Duration LONGEST_DIGEST = Duration.ofDays(60);

    private Arrivals() {}

    public static Arrival of(RawMail raw, Headers headers, Optional<Instant> date, Instant readAt) {
        Optional<Instant> sent =
                date.filter(at -> raw.filed().map(filed -> !at.isAfter(filed)).orElse(true));
        Optional<Arrival> received =
                plausible(headers.first("Received").flatMap(Arrivals::time), Arrival.Basis.RECEIVED, readAt);
        return plausible(raw.internalDate(), Arrival.Basis.INTERNAL_DATE, readAt)
                .filter(internal ->
                        received.map(arrival -> isSameDay(internal, arrival)).orElse(true))
                .or(() -> received)
                .or(() -> plausible(raw.fromLine(), Arrival.Basis.FROM_LINE, readAt))
                .or(() -> plausible(sent, Arrival.Basis.DATE, readAt))
                .or(() -> plausible(raw.filed(), Arrival.Basis.FILED, readAt))
                .orElseGet(() -> new Arrival(readAt, Arrival.Basis.READ));
    }

    /** A mail within a digest: its own Date, which the digest bounds; else the digest's arrival. */
    public static Arrival within(Arrival digest, Optional<Instant> date) {
        return date.filter(at -> at.isBefore(digest.at()))
                .filter(at -> at.isAfter(digest.at().minus(LONGEST_DIGEST)))
                .map(at -> new Arrival(at, Arrival.Basis.DATE))
                .orElse(digest);
    }

    private static boolean isSameDay(Arrival one, Arrival other) {
        return Duration.between(one.at(), other.at()).abs().compareTo(SKEW) <= 0;
    }

    private static Optional<Arrival> plausible(Optional<Instant> time, Arrival.Basis basis, Instant readAt) {
        return time.filter(at -> !at.isBefore(Dates.EARLIEST) && at.isBefore(readAt.plus(SKEW)))
                .map(at -> new Arrival(at, basis));
    }

    private static Optional<Instant> time(String received) {
        String plain = AuthResults.withoutComments(received);
        return Dates.parse(plain.substring(plain.lastIndexOf(';') + 1));
    }
}
