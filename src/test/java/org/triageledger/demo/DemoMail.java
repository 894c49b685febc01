package org.triageledger.demo;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Sends a mail to the demo's server, as {@code bin/demo mail}: by default a member's answer to the newest report. */
final class DemoMail {
    private static final Set<String> OPTIONS =
            Set.of("--port", "--from", "--envelope-from", "--reply-to", "--subject", "--text");

    private DemoMail() {}

    @SuppressWarnings("SystemOut")
    public static void main(String... args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                refuse("'" + args[i] + "' is no option with a value: see bin/demo --help", 2);
            }
            options.put(args[i], args[i + 1]);
        }
        if (!options.getOrDefault("--port", "").matches("\\d{1,5}")) {
            refuse("give --port, the number that bin/demo printed", 2);
        }
        String from = options.getOrDefault("--from", "heidi@example.org");
        try {
            send(options, from);
            System.out.println("sent in the name of " + from);
        } catch (MessagingException e) {
            refuse("the mail could not be sent: is bin/demo still running, and is the port the one it printed?", 1);
        }
    }

    private static void send(Map<String, String> options, String from) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", options.getOrDefault("--port", ""));
        properties.setProperty("mail.smtp.from", options.getOrDefault("--envelope-from", from));
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        properties.setProperty("mail.smtp.timeout", "5000");
        properties.setProperty("mail.smtp.localhost", "localhost");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(from));
        message.setRecipients(Message.RecipientType.TO, "team@example.org");
        message.setSubject(options.getOrDefault("--subject", "Re: Certificate check accepts an expired intermediate"));
        String parent = options.getOrDefault("--reply-to", "expired-intermediate@vera.example.com");
        if (!parent.isEmpty()) {
            message.setHeader("In-Reply-To", "<" + parent + ">");
            message.setHeader("References", "<" + parent + ">");
        }
        message.setSentDate(Date.from(Clock.systemUTC().instant()));
        message.setText(options.getOrDefault("--text", "Thank you. I can reproduce it and look after this report."));
        Transport.send(message);
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void refuse(String line, int code) {
        System.err.println("demo mail: " + line);
        System.exit(code);
    }
}
