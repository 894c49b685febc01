package org.triageledger.mailbox;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.Security;

/** A mail server in this process, with one user and some folders. */
public final class GreenBox implements AutoCloseable {
    static final Instant ARRIVED = Instant.parse("2026-10-30T08:15:30Z");

    private final GreenMail server;
    private final GreenMailUser user;
    private final int port;

    public GreenBox() {
        this(0);
    }

    GreenBox(int wanted) {
        server = new GreenMail(new ServerSetup(wanted, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        port = server.getImap().getPort();
        user = server.setUser("security@example.org", "security", "s3cret");
    }

    public int port() {
        return port;
    }

    public static MailboxAccount account(int port, String folder, MailboxAccount.Limits limits) {
        return new MailboxAccount(
                "security",
                new MailboxAccount.Server("127.0.0.1", port, Security.PLAIN),
                new MailboxAccount.Login("security", MailboxAccount.Login.Kind.PASSWORD, () -> "s3cret"),
                folder,
                new MailboxAccount.Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(20)),
                limits);
    }

    MailboxAccount account(String folder, MailboxAccount.Limits limits) {
        return account(port, folder, limits);
    }

    MailboxAccount account(String folder) {
        return account(port, folder, MailboxAccount.Limits.DEFAULT);
    }

    public MailboxAccount account() {
        return account("INBOX");
    }

    MailFolder folder(String name) throws Exception {
        MailFolder folder = server.getManagers().getImapHostManager().getFolder(user, name);
        return folder != null
                ? folder
                : server.getManagers().getImapHostManager().createMailbox(user, name);
    }

    void deleteFolder(String name) throws Exception {
        server.getManagers().getImapHostManager().deleteMailbox(user, name);
    }

    /** Puts in a plain message for each subject. */
    public void put(String folder, String... subjects) throws Exception {
        for (String subject : subjects) {
            putRaw(folder, plain(subject));
        }
    }

    public void putRaw(String folder, String text) throws Exception {
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        folder(folder).appendMessage(message, new Flags(), Date.from(ARRIVED));
    }

    void remove(String folder, long uid) throws Exception {
        MailFolder box = folder(folder);
        box.setFlags(new Flags(Flags.Flag.DELETED), true, uid, null, true);
        box.expunge();
    }

    static String plain(String subject) {
        return """
                Message-ID: <%1$s@example.org>
                From: Ada Example <ada@example.org>
                To: security@example.org
                Subject: %1$s
                Date: Fri, 30 Oct 2026 08:15:00 +0000

                A report about %1$s.
                """.formatted(subject).replace("\n", "\r\n");
    }

    @Override
    public void close() {
        server.stop();
    }
}
