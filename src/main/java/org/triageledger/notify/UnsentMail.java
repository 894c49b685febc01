package org.triageledger.notify;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;

/** A mail that somebody sends by their own mail program: a file for it, without a Message-ID, which that program gives. */
public final class UnsentMail {
    private UnsentMail() {}

    /** @param address of the one who is to send it */
    public record Sender(String name, String address) {}

    /**
     * The mail as {@code .eml} (RFC 5322), marked as unsent for the programs that know the mark.
     *
     * @param from whoever opens it, where it is empty
     * @param to one address
     * @param subject one line, of any characters
     * @param text lines that end with line feeds
     * @param at stands in the Date field until it is sent
     */
    public static byte[] eml(Optional<Sender> from, String to, String subject, String text, Instant at) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties())) {
                @Override
                protected void updateMessageID() {
                    // the program that sends it gives one
                }
            };
            if (from.isPresent()) {
                message.setFrom(
                        new InternetAddress(from.get().address(), from.get().name(), StandardCharsets.UTF_8.name()));
            }
            message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(at));
            message.setHeader("X-Unsent", "1");
            message.setText(text.replace("\n", "\r\n"), StandardCharsets.UTF_8.name());
            message.saveChanges();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail of text has a form");
        }
    }
}
