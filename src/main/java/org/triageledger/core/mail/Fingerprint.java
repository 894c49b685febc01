package org.triageledger.core.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What tells one mail from another, however many copies of each there are: SHA-256 in hex over the time it was written and its
 * {@linkplain Body#essence essence}. A list that rewrites From and subject and adds a footer, a server that encodes the text anew
 * or writes the date in another zone leave it as it is; another text under the same Message-ID does not.
 */
record Fingerprint(String value) {
    private static final int ID_LENGTH = 32;

    static Fingerprint of(Headers headers, Optional<Instant> date, Body body) {
        String written = date.map(Instant::toString)
                .orElseGet(() -> Texts.oneLine(headers.first("Date").orElse(""), 200));
        return new Fingerprint(hash("content\n" + written + "\n" + body.essence()));
    }

    /**
     * An id for a mail without a usable one: stable, so that the mail read again is the same, and unlike any that was sent
     * (RFC 2606 reserves the domain).
     */
    MessageId id(Headers headers, Author author, BaseSubject subject) {
        String from = author.person()
                .map(person -> person.address().toString())
                .or(author::account)
                .orElseGet(() -> Texts.oneLine(headers.first("From").orElse(""), 500));
        String hash = hash("id\n" + from + "\n" + subject.text() + "\n" + value);
        return new MessageId(hash.substring(0, ID_LENGTH) + "@missing.invalid");
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
