package org.triageledger.demo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * The mail server of {@code bin/demo}: IMAP with the sample mailbox, and SMTP that delivers into it. Both listen on the
 * loopback interface only, on ports that are free.
 */
final class DemoMailServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String USER = "team";

    private final GreenMail mail;
    private final String password;

    private DemoMailServer(GreenMail mail, String password) {
        this.mail = mail;
        this.password = password;
    }

    /**
     * Serves until the process is ended, or the one that started it is.
     *
     * @param args the folder to write the roster, the release cycle and the service's settings into (the file {@code ready},
     *     with the port for SMTP, comes last); the service's port for HTTP
     */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        Instant now = Clock.systemUTC().instant();
        DemoMailServer server = start(now, password());
        Files.writeString(folder.resolve("roster.yaml"), DemoMailbox.text("roster.yaml", now));
        Files.writeString(folder.resolve("release-cycle.json"), DemoMailbox.text("release-cycle.json", now));
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), server.settings(args[1], now));
        Path ready = Files.writeString(folder.resolve("ready.part"), Integer.toString(server.smtpPort()));
        Files.move(ready, folder.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        new CountDownLatch(1).await();
    }

    static DemoMailServer start(Instant now, String password) throws MessagingException, FolderException {
        GreenMail mail = new GreenMail(
                new ServerSetup[] {loopback(ServerSetup.PROTOCOL_SMTP), loopback(ServerSetup.PROTOCOL_IMAP)});
        mail.start();
        GreenMailUser team = mail.setUser("team@example.org", USER, password);
        MailFolder inbox = mail.getManagers().getImapHostManager().getInbox(team);
        for (DemoMailbox.Stored stored : DemoMailbox.at(now)) {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(stored.bytes()));
            inbox.appendMessage(message, new Flags(), Date.from(stored.arrived()));
        }
        mail.getUserManager().setMessageDeliveryHandler(new Receiver(team));
        return new DemoMailServer(mail, password);
    }

    int smtpPort() {
        return mail.getSmtp().getPort();
    }

    int imapPort() {
        return mail.getImap().getPort();
    }

    /** The settings that make the service watch this mailbox. */
    String settings(String httpPort, Instant now) {
        return DemoMailbox.text("application.properties", now)
                .replace("@http-port@", httpPort)
                .replace("@imap-port@", Integer.toString(imapPort()))
                .replace("@password@", password);
    }

    @Override
    public void close() {
        mail.stop();
    }

    private static String password() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private static ServerSetup loopback(String protocol) {
        return new ServerSetup(0, LOOPBACK, protocol);
    }
}
