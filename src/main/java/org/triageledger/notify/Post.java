package org.triageledger.notify;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends one letter at a time. Marked as automatic (RFC 3834), so that no honest program answers. */
public final class Post {
    private final PostOffice office;

    public Post(PostOffice office) {
        this.office = office;
    }

    /** What became of a letter. */
    public sealed interface Outcome {
        /** The server took it; it is now the server's. */
        record Sent() implements Outcome {}

        /** Not now; try again later. The sentence holds no address and no server text. */
        record Later(String why) implements Outcome {}

        /** Never: the server refuses this recipient, or the address is none. */
        record Refused(String why) implements Outcome {}
    }

    /** @param at stands in the Date field */
    public Outcome send(Letter letter, Instant at) {
        Session session;
        MimeMessage message;
        try {
            session = Session.getInstance(properties());
            message = message(session, letter, at);
        } catch (AddressException e) {
            return new Outcome.Refused("the address is none that mail can be sent to");
        } catch (MessagingException | UnsupportedEncodingException e) {
            return new Outcome.Refused("the letter cannot be written");
        } catch (IOException | GeneralSecurityException e) {
            return new Outcome.Later("the file with the SMTP server's authority cannot be read");
        }
        try (Transport transport = new SMTPTransport(
                session, new jakarta.mail.URLName("smtp", office.host(), office.port(), null, null, null))) {
            if (office.login().isPresent()) {
                PostOffice.Login login = office.login().get();
                transport.connect(
                        office.host(),
                        office.port(),
                        login.user(),
                        login.secret().get());
            } else {
                transport.connect(office.host(), office.port(), null, null);
            }
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Sent();
        } catch (AuthenticationFailedException e) {
            return new Outcome.Later(
                    "the SMTP server refuses user or password: check ledger.smtp.user and its password");
        } catch (SendFailedException e) {
            return failed(e);
        } catch (MessagingException | RuntimeException e) {
            return new Outcome.Later("the SMTP server cannot be reached or broke off: check ledger.smtp.host and port");
        }
    }

    /** A reply of 5xx to a recipient is for good (RFC 5321 §4.2.1); everything else may pass. */
    private static Outcome failed(SendFailedException failure) {
        for (Exception at = failure;
                at != null;
                at = at instanceof MessagingException one ? one.getNextException() : null) {
            if (at instanceof SMTPAddressFailedException refused && refused.getReturnCode() / 100 == 5) {
                return new Outcome.Refused("the SMTP server refuses the recipient (" + refused.getReturnCode() + ")");
            }
        }
        for (Exception at = failure;
                at != null;
                at = at instanceof MessagingException one ? one.getNextException() : null) {
            if (at instanceof SMTPSendFailedException refused) {
                return new Outcome.Later("the SMTP server does not take the mail (" + refused.getReturnCode() + ")");
            }
        }
        return new Outcome.Later("the SMTP server does not take the mail");
    }

    private MimeMessage message(Session session, Letter letter, Instant at)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + letter.messageId() + ">");
            }
        };
        message.setFrom(new InternetAddress(office.fromAddress(), office.fromName(), StandardCharsets.UTF_8.name()));
        InternetAddress to = new InternetAddress(letter.toAddress(), letter.toName(), StandardCharsets.UTF_8.name());
        to.validate();
        message.setRecipients(Message.RecipientType.TO, new Address[] {to});
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(at));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("X-Triage-Ledger", office.loop());
        if (letter.unsubscribe().isPresent()) {
            message.setHeader("List-Unsubscribe", letter.unsubscribe().get());
        }
        if (letter.html().isPresent()) {
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(letter.text(), StandardCharsets.UTF_8.name());
            MimeBodyPart html = new MimeBodyPart();
            html.setText(letter.html().get(), StandardCharsets.UTF_8.name(), "html");
            message.setContent(new MimeMultipart("alternative", plain, html));
        } else {
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
        }
        message.saveChanges();
        return message;
    }

    private Properties properties() throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        String millis = String.valueOf(office.timeout().toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.localhost", office.domain());
        properties.put("mail.smtp.auth", String.valueOf(office.login().isPresent()));
        // bounces come back to the address that sent it
        properties.put("mail.smtp.from", office.fromAddress());
        switch (office.security()) {
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case PLAIN -> properties.put("mail.smtp.starttls.enable", "false");
        }
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (office.authority().isPresent()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory", trusting(office.authority().get()));
        }
        return properties;
    }

    private static SSLSocketFactory trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
