package org.triageledger.mime;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;

/** Mails for the tests, and what was read of them as a text that a person can compare. */
final class Outline {
    private Outline() {}

    static RawMail raw(byte[] bytes) {
        return new RawMail(new Place("test", "a.eml"), bytes, bytes.length, Optional.empty(), Optional.empty());
    }

    static Reading read(String mail) {
        return read(mail, Limits.DEFAULT);
    }

    /** The characters of the mail are its bytes. */
    static Reading read(String mail, Limits limits) {
        return new MailReader(limits).read(raw(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Mail mail(String mail) {
        return switch (read(mail)) {
            case Reading.Read read -> read.mail();
            case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.why());
        };
    }

    /** Types and contents, inner parts in brackets. */
    static String of(String mail) {
        return of(mail, Limits.DEFAULT);
    }

    static String of(String mail, Limits limits) {
        return switch (read(mail, limits)) {
            case Reading.Read read -> of(read.mail().body());
            case Reading.Unreadable unreadable -> "unreadable: " + unreadable.why();
        };
    }

    static String fields(Headers headers) {
        return headers.fields().stream()
                .map(field -> field.name() + "=" + field.value())
                .collect(Collectors.joining("|"));
    }

    private static String of(Part part) {
        String attachment = part.attachment() ? "attached " : "";
        return attachment + part.type() + " " + of(part.content());
    }

    private static String of(Part.Content content) {
        return switch (content) {
            case Part.Text text -> "'" + text.text() + "'";
            case Part.Multi multi ->
                multi.parts().stream().map(Outline::of).collect(Collectors.joining(", ", "[", "]"));
            case Part.Nested nested ->
                "{" + fields(nested.mail().headers()) + " " + of(nested.mail().body()) + "}";
            case Part.Skipped skipped -> "(" + skipped.why() + ")";
        };
    }
}
