package org.triageledger.mailbox.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * One FETCH answer (RFC 9051 §7.5.2), read more leniently than the protocol library does: a date that makes no sense must not cost
 * the message.
 *
 * @param size as the server states it, or 0
 * @param body how it is made of parts, if the server tells and it makes sense
 * @param sections what came of it, or the beginning, by the section's name in capitals; not what the server sent as NIL
 */
public record FetchAnswer(
        long uid, long size, Optional<Instant> internalDate, Optional<Body> body, Map<String, byte[]> sections) {
    private static final String SECTION = "BODY[";

    private static final DateTimeFormatter INTERNAL_DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-yyyy HH:mm:ss Z")
            .toFormatter(Locale.ENGLISH);

    /** The whole text or its beginning; empty where the server sent NIL or no text at all. */
    Optional<byte[]> bytes() {
        return Optional.ofNullable(sections.get(""));
    }

    /** Empty where the answer names no UID or cannot be made out. */
    static Optional<FetchAnswer> of(IMAPResponse response) {
        try {
            return read(response);
        } catch (IndexOutOfBoundsException endsInTheMiddle) {
            return Optional.empty();
        }
    }

    private static Optional<FetchAnswer> read(IMAPResponse response) {
        long uid = 0;
        long size = 0;
        Optional<Instant> date = Optional.empty();
        Optional<Body> body = Optional.empty();
        Map<String, byte[]> sections = new HashMap<>(2);
        if (!response.isNextNonSpace('(')) {
            return Optional.empty();
        }
        while (!response.isNextNonSpace(')')) {
            String item = response.readAtom();
            if (item == null || item.isEmpty()) {
                return Optional.empty();
            }
            String name = item.toUpperCase(Locale.ROOT);
            switch (name) {
                case "UID" -> uid = response.readLong();
                case "RFC822.SIZE" -> size = Math.max(0, response.readLong());
                case "INTERNALDATE" -> date = date(response.readString());
                case "BODYSTRUCTURE" -> body = Body.of(Term.read(response));
                default -> {
                    if (name.startsWith(SECTION)) {
                        section(response).ifPresent(bytes -> sections.put(name.substring(SECTION.length()), bytes));
                    } else {
                        // servers add items nobody asked for, such as FLAGS (…) or MODSEQ (…)
                        Term.read(response);
                    }
                }
            }
        }
        return uid > 0 ? Optional.of(new FetchAnswer(uid, size, date, body, sections)) : Optional.empty();
    }

    /** What stands behind the name of a section: {@code ]<0> {5}…}. */
    private static Optional<byte[]> section(IMAPResponse response) {
        response.skip(1);
        if (response.peekByte() == '<') {
            response.readString('>');
            response.skip(1);
        }
        return Optional.ofNullable(response.readByteArray()).map(ByteArray::getNewBytes);
    }

    private static Optional<Instant> date(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip(), INTERNAL_DATE).toInstant());
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
