package org.triageledger.demo;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * What a receiving server does before it puts mail into the team's mailbox: it notes on top what it found out about the sender
 * (RFC 8601), and drops such notes in its own name that came with the mail (§5). A real one asks the DNS; this one has none
 * and takes the envelope's sender for proved, as if SPF had passed.
 */
final class Receiver implements MessageDeliveryHandler {
    static final String NAME = "mx.example.org";

    private final GreenMailUser team;

    Receiver(GreenMailUser team) {
        this.team = team;
    }

    /** Whoever a mail is for, the team gets it. */
    @Override
    public GreenMailUser handle(MovingMessage moving, MailAddress recipient) throws MessagingException {
        moving.setMimeMessage(noted(moving.getMessage(), moving.getReturnPath().getEmail()));
        return team;
    }

    static MimeMessage noted(MimeMessage message, String envelope) throws MessagingException {
        String from = domain(message.getHeader("From", null));
        String sender = domain(envelope);
        String results = "Authentication-Results: " + NAME + "; spf=" + (sender.isEmpty() ? "none" : "pass")
                + " smtp.mailfrom=" + sender + ";\r\n dmarc=" + (aligned(sender, from) ? "pass" : "fail")
                + " header.from=" + from + "\r\n";
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(results.getBytes(StandardCharsets.US_ASCII));
            message.writeTo(out);
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be copied", e);
        }
    }

    /** Relaxed alignment (RFC 7489 §3.1.2) for domains of two labels. */
    private static boolean aligned(String sender, String from) {
        return !from.isEmpty()
                && (sender.equals(from) || sender.endsWith("." + from) || from.endsWith("." + sender))
                && sender.contains(".");
    }

    /** Letters, digits, dots and hyphens only, so that nothing a sender writes can end the field; empty for anything else. */
    private static String domain(@org.jspecify.annotations.Nullable String mailbox) {
        if (mailbox == null) {
            return "";
        }
        try {
            InternetAddress[] addresses = InternetAddress.parseHeader(mailbox, false);
            String address = addresses.length == 1 ? String.valueOf(addresses[0].getAddress()) : "";
            String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
            return domain.matches("[a-z0-9.-]+") ? domain : "";
        } catch (AddressException e) {
            return "";
        }
    }
}
