package org.triageledger.mailbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * One FETCH answer (RFC 9051 §7.5.2), read more leniently than the protocol library does: a date that makes no sense must not cost
 * the message.
 *
 * @param size as the server states it, or 0
 * @param bytes the text or its beginning; empty where the server sent NIL or no text at all
 */
record FetchAnswer(long uid, long size, Optional<Instant> internalDate, Optional<byte[]> bytes) {
    private static final DateTimeFormatter INTERNAL_DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-yyyy HH:mm:ss Z")
            .toFormatter(Locale.ENGLISH);

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
        Optional<byte[]> bytes = Optional.empty();
        if (!response.isNextNonSpace('(')) {
            return Optional.empty();
        }
        while (!response.isNextNonSpace(')')) {
            String item = response.readAtom();
            if (item == null || item.isEmpty()) {
                return Optional.empty();
            }
            switch (item.toUpperCase(Locale.ROOT)) {
                case "UID" -> uid = response.readLong();
                case "RFC822.SIZE" -> size = Math.max(0, response.readLong());
                case "INTERNALDATE" -> date = date(response.readString());
                case "BODY[" -> {
                    response.skip(1);
                    if (response.peekByte() == '<') {
                        response.readString('>');
                        response.skip(1);
                    }
                    bytes = Optional.ofNullable(response.readByteArray()).map(ByteArray::getNewBytes);
                }
                default -> skipValue(response);
            }
        }
        return uid > 0 ? Optional.of(new FetchAnswer(uid, size, date, bytes)) : Optional.empty();
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

    /** Servers add items nobody asked for, such as FLAGS (…) or MODSEQ (…). */
    private static void skipValue(IMAPResponse response) {
        response.skipSpaces();
        switch (response.peekByte()) {
            case '(' -> {
                response.skip(1);
                while (!response.isNextNonSpace(')')) {
                    if (response.peekByte() == 0) {
                        throw new IndexOutOfBoundsException();
                    }
                    skipValue(response);
                }
            }
            case '"', '{' -> response.readByteArray();
            case '\\' -> {
                response.skip(1);
                response.readAtom();
            }
            default -> {
                String atom = response.readAtom();
                if (atom == null || atom.isEmpty()) {
                    response.skip(1);
                }
            }
        }
    }
}
