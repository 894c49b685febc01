package org.triageledger.core.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a mail reached the team: INTERNALDATE; else the topmost Received field, so far as our own receiver wrote it; else the
 * mbox {@code From } line; else the Date field; else the time of reading.
 *
 * <p>In an archive the topmost Received field is taken: whoever imports it vouches for it. In a mailbox it must name one of the
 * pinned servers, because everything below the fields of our own receiver can be forged (RFC 5321 §4.4).
 */
final class Arrivals {
    private static final Pattern BY = Pattern.compile("\\bby\\s+([A-Za-z0-9.-]+)");

    private Arrivals() {}

    static Arrival of(RawMail raw, Headers headers, Optional<Instant> date, SourceProfile profile, Instant readAt) {
        if (raw.internalDate().isPresent()) {
            return new Arrival(raw.internalDate().get(), Arrival.Basis.INTERNAL_DATE);
        }
        Optional<Instant> received = headers.first("Received")
                .filter(field -> profile.mode() == SourceProfile.Mode.ARCHIVE || isOurs(field, profile.authservIds()))
                .flatMap(Arrivals::time);
        if (received.isPresent()) {
            return new Arrival(received.get(), Arrival.Basis.RECEIVED);
        }
        if (raw.fromLine().isPresent()) {
            return new Arrival(raw.fromLine().get(), Arrival.Basis.FROM_LINE);
        }
        // A date in the future is no time of arrival.
        return date.filter(at -> !at.isAfter(readAt))
                .map(at -> new Arrival(at, Arrival.Basis.DATE))
                .orElseGet(() -> new Arrival(readAt, Arrival.Basis.READ));
    }

    /** The time stands after the last semicolon (RFC 5322 §3.6.7). */
    private static Optional<Instant> time(String received) {
        return Dates.parse(received.substring(received.lastIndexOf(';') + 1));
    }

    private static boolean isOurs(String received, Set<String> servers) {
        Matcher by = BY.matcher(received);
        return by.find() && servers.contains(by.group(1).toLowerCase(Locale.ROOT));
    }

    /** Times of the mails within a digest: their own dates, but not later than the digest. */
    static Arrival within(Arrival digest, Optional<Instant> date) {
        return date.filter(at -> at.isBefore(digest.at()))
                .filter(at -> at.isAfter(digest.at().minus(java.time.Duration.ofDays(60))))
                .map(at -> new Arrival(at, Arrival.Basis.DATE))
                .orElse(digest);
    }
}
