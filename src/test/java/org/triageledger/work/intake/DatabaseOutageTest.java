package org.triageledger.work.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.mailbox.Batch;
import org.triageledger.mailbox.Cursor;
import org.triageledger.mailbox.Intake;
import org.triageledger.mailbox.MailboxWatcher;
import org.triageledger.mailbox.PollResult;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxProblem;
import org.triageledger.mailbox.imap.Security;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.OwnPostgres;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.config.Keys;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.roster.RosterBook;

/** The database goes away in the middle of a backfill, and comes back: the ledger ends as if it had not. */
@QuarkusTest
@TestProfile(OwnPostgres.class)
class DatabaseOutageTest {
    private static final int REPORTS = 600;
    private static final String SERVER = "mx.example.org";

    /** Stops the database before a batch is stored, and starts it once the watcher has noticed. */
    private static final class Outages implements Intake {
        private final Intake intake;
        private final AtomicInteger batches = new AtomicInteger();
        private final AtomicInteger troubles = new AtomicInteger();
        private boolean down;

        Outages(Intake intake) {
            this.intake = intake;
        }

        @Override
        public Optional<Cursor> cursor(String source) {
            return intake.cursor(source);
        }

        @Override
        public void restarted(String source, Cursor fresh, Instant at) {
            intake.restarted(source, fresh, at);
        }

        @Override
        public void take(String source, Batch batch) {
            int number = batches.incrementAndGet();
            if (number == 2 || number == 5) {
                OwnPostgres.Server.down();
                down = true;
            }
            intake.take(source, batch);
        }

        @Override
        public void looked(String source, PollResult look) {
            intake.looked(source, look);
        }

        @Override
        public void trouble(String source, MailboxProblem trouble) {
            assertThat(trouble.kind()).isEqualTo(MailboxProblem.Kind.INTAKE);
            troubles.incrementAndGet();
            try {
                intake.trouble(source, trouble);
            } finally {
                if (down) {
                    down = false;
                    OwnPostgres.Server.up();
                }
            }
        }
    }

    @Inject
    MessageCopyStore sightings;

    @Inject
    SourceStore sources;

    @Inject
    Quarantine quarantine;

    @Inject
    Returns returns;

    @Inject
    Keys keys;

    @Inject
    RosterBook roster;

    @Inject
    EvidenceAnswers evidence;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingCountsTwice() throws Exception {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
            members: [{id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}]
            """));
        long id = QuarkusTransaction.requiringNew().call(() -> sources.ensure("inbox", SourceOrigin.MAILBOX));
        SourceProfile profile =
                new SourceProfile("inbox", SourceProfile.Mode.MAILBOX, Set.of(), Set.of(SERVER), Set.of(), Set.of());
        Outages intake = new Outages(new LiveMail(
                id,
                new Ingest(profile, new MailReader(Limits.DEFAULT), keys.vault(), true),
                Optional.of(LocalDate.parse("2025-01-01")),
                sightings,
                sources,
                quarantine,
                returns,
                Clock.systemUTC()));
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        try {
            fill(server);
            MailboxWatcher watcher = new MailboxWatcher(account(server.getImap().getPort()), intake, Clock.systemUTC());
            Thread thread = Thread.ofVirtual().start(watcher);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> QuarkusTransaction.requiringNew()
                            .call(() -> sources.lastGoodLook("inbox").isPresent()));
            watcher.close();
            thread.join();
        } finally {
            server.stop();
        }
        assertThat(intake.troubles.get()).isGreaterThanOrEqualTo(2);
        assertThat(QuarkusTransaction.requiringNew().call(sightings::count)).isEqualTo(2 * REPORTS);
        assertThat(evidence.messages().messages()).hasSize(2 * REPORTS);
        assertThat(evidence.credits(Optional.of("ada"), Optional.empty(), Optional.empty())
                        .credits())
                .filteredOn(credit -> credit.kind().equals("triage"))
                .hasSize(REPORTS)
                .allMatch(credit -> credit.messageIds().size() == 1);
    }

    private static void fill(GreenMail server) throws Exception {
        GreenMailUser user = server.setUser("security@example.org", "security", "s3cret");
        MailFolder inbox = server.getManagers().getImapHostManager().getInbox(user);
        for (int i = 0; i < REPORTS; i++) {
            put(inbox, """
                Message-ID: <report%1$d@example.net>
                From: finder%1$d@example.net
                Subject: hole %1$d

                There is a hole.
                """.formatted(i));
            put(inbox, """
                Authentication-Results: mx.example.org; dkim=pass header.d=example.org; dmarc=pass header.from=example.org
                Message-ID: <answer%1$d@example.org>
                In-Reply-To: <report%1$d@example.net>
                From: Ada Example <ada@example.org>
                Subject: Re: hole %1$d

                We look at it.
                """.formatted(i));
        }
    }

    private static void put(MailFolder inbox, String text) throws Exception {
        inbox.appendMessage(
                new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII))),
                new Flags(),
                Date.from(Instant.parse("2026-10-30T08:15:30Z")));
    }

    private static MailboxAccount account(int port) {
        return new MailboxAccount(
                "inbox",
                new MailboxAccount.Server("127.0.0.1", port, Security.PLAIN),
                new MailboxAccount.Login("security", MailboxAccount.Login.Kind.PASSWORD, () -> "s3cret"),
                "INBOX",
                MailboxAccount.Rhythm.DEFAULT,
                MailboxAccount.Limits.DEFAULT);
    }
}
