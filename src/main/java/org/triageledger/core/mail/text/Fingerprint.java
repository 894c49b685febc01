package org.triageledger.core.mail.text;

import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Texts;
import org.triageledger.core.mail.field.BaseSubject;

/**
 * What tells one mail from another, however many copies of each there are: SHA-256 in hex over the time it was written and its
 * {@linkplain Body#essence essence}. A list that rewrites From and subject and adds a footer, a server that encodes the text again
 * or writes the date in another zone leave it as it is; another text under the same Message-ID does not.
 */
public record Fingerprint(String value) {
    private static final int ID_LENGTH = 32;

    public static Fingerprint of(Headers headers, Optional<Instant> date, Body body) {
        String written = date.map(Instant::toString)
                .orElseGet(() -> Texts.oneLine(headers.first("Date").orElse(""), 200));
        return new Fingerprint(Sha256.hex("content\n" + written + "\n" + body.essence()));
    }

    /**
     * An id for a mail without a usable one: stable, so that the mail read again is the same, and unlike any that was sent
     * (RFC 2606 reserves the domain).
     */
    public MessageId id(Headers headers, Author author, BaseSubject subject) {
        String from = author.person()
                .map(person -> person.address().toString())
                .or(author::account)
                .orElseGet(() -> Texts.oneLine(headers.first("From").orElse(""), 500));
        String hash = Sha256.hex("id\n" + from + "\n" + subject.text() + "\n" + value);
        return new MessageId(hash.substring(0, ID_LENGTH) + "@missing.invalid");
    }
}
