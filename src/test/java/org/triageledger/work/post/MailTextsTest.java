package org.triageledger.work.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.intake.Delivery;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.review.ReviewViews;
import org.triageledger.work.roster.RosterBook;

/** The mails that admins get about the service itself, as whole texts, in the order in which a bad week brings them. */
@QuarkusTest
@TestProfile(MailTextsTest.OneMailbox.class)
public class MailTextsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");

    public static final Path RELEASE_CYCLE =
            Path.of("target", "release-cycle-feed.json").toAbsolutePath();

    /** A mailbox that nobody looks at but the test, and a mail server that comes and goes. */
    public static final class OneMailbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ledger.team", "Example Team",
                    "ledger.reminders.contact", "admins@example.org",
                    "ledger.reminders.pages", "https://ledger.example.org/",
                    "ledger.release-cycle.from", RELEASE_CYCLE.toString(),
                    "ledger.mailboxes.team.host", "127.0.0.1",
                    "ledger.mailboxes.team.user", "team");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(MailServer.class));
        }
    }

    /** Takes the mail that the test sends. */
    public static final class MailServer implements QuarkusTestResourceLifecycleManager {
        static GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        @Override
        public Map<String, String> start() {
            mail.start();
            return Map.of(
                    "ledger.smtp.host", "127.0.0.1",
                    "ledger.smtp.security", "plain",
                    "ledger.smtp.from", "ledger@example.org",
                    "ledger.smtp.port", String.valueOf(mail.getSmtp().getPort()));
        }

        @Override
        public void stop() {
            mail.stop();
        }

        static void down() {
            mail.stop();
        }

        /** At the address it had. */
        static void up(int port) {
            mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
        }
    }

    @Inject
    TestClock clock;

    @Inject
    RosterBook roster;

    @Inject
    SourceStore sources;

    @Inject
    Alarms alarms;

    @Inject
    Outbox outbox;

    @Inject
    Returns returns;

    @Inject
    ReminderDesk reminders;

    @Inject
    Delivery delivery;

    @Inject
    FindingsBook findings;

    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void team() throws Exception {
        clock.set(MONDAY);
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
            members:
              - {id: ada, name: Ada Example, joined: 2026-06-01, addresses: [ada@example.org], roles: [{role: admin}]}
              - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org, bob@home.example.com]}
            """));
        mails();
    }

    @Test
    void aWeekOfTrouble() throws Exception {
        long source = inTransaction(() -> sources.ensure("team", SourceOrigin.MAILBOX));
        inTransaction(() -> {
            sources.looked(source, MONDAY, 0);
            return 0;
        });
        aMailboxThatIsNotReadIsToldOnce(source);
        itIsToldWhenItIsReadAgain(source);
        aMailServerThatTookNothingForADayIsToldAfterwards();
    }

    private void aMailboxThatIsNotReadIsToldOnce(long source) throws Exception {
        alarms.check();
        assertThat(mails()).isEmpty();

        clock.set(MONDAY.plus(Duration.ofHours(7)));
        inTransaction(() -> {
            sources.trouble(source, "the server refuses user or password");
            return 0;
        });
        alarms.check();
        alarms.check();
        assertThat(mails()).containsExactly("""
            To: Ada Example <ada@example.org>
            Subject: Triage Ledger cannot read the mailbox 'team'

            Hello Ada Example,

            The mailbox 'team' was not read since 2026-11-02T08:00:00Z.

            What is wrong: the server refuses user or password.

            Until it is read again, nobody is called inactive for lack of mail from this time: verdicts that need it say "unknown". Mail that stays in the mailbox is not lost; it is read when the mailbox can be read again.

            You get this because the roster names you as an admin. You will be told when it is over.
            """);
    }

    private void itIsToldWhenItIsReadAgain(long source) throws Exception {
        clock.set(MONDAY.plus(Duration.ofHours(9)));
        inTransaction(() -> {
            sources.looked(source, clock.instant(), 0);
            return 0;
        });
        alarms.check();
        assertThat(mails()).containsExactly("""
            To: Ada Example <ada@example.org>
            Subject: Triage Ledger reads the mailbox 'team' again

            Hello Ada Example,

            The mailbox 'team', which was not read since 2026-11-02T08:00:00Z, is read again.

            What lay in it was read, and the time between is covered, unless messages came and went unseen; `ledger coverage` tells.
            """);
    }

    private void aMailServerThatTookNothingForADayIsToldAfterwards() throws Exception {
        int port = MailServer.mail.getSmtp().getPort();
        MailServer.down();
        clock.set(MONDAY.plus(Duration.ofHours(16)));
        alarms.check();
        outbox.send();
        Instant since = clock.instant();
        clock.set(since.plus(Duration.ofHours(23)));
        outbox.send();
        assertThat(returns.downSince()).isEmpty();
        clock.set(since.plus(Duration.ofHours(31)));
        outbox.send();
        assertThat(returns.downSince()).contains(since);
        assertThat(returns.secondsDown()).isEqualTo(31 * 3600.0);
        MailServer.up(port);
        clock.set(since.plus(Duration.ofHours(40)));
        outbox.send();
        assertThat(returns.downSince()).isEmpty();
        seen.clear();
        assertThat(mails()).anySatisfy(mail -> assertThat(mail).isEqualTo("""
            To: Ada Example <ada@example.org>
            Subject: Mail of Triage Ledger goes out again

            Hello Ada Example,

            From 2026-11-03T00:00:00Z to 2026-11-04T16:00:00Z the mail server took no mail of the ledger.

            What was still due is sent now, each mail once. A reminder whose time passed meanwhile is not sent any more: the next one takes its place.

            You get this because the roster names you as an admin.
            """)).hasSize(2);
    }

    @Test
    void aReminderThatComesBack() throws Exception {
        clock.set(Instant.parse("2026-12-01T08:00:00Z"));
        inTransaction(() -> reminders.note(outbox));
        // Bob's verdict is unknown without mail: so a letter of another kind to him stands for a reminder
        inTransaction(() -> outbox.add("blind/x/bob", "seeing", "bob", "team 2026-11-02T08:00:00Z"));
        inTransaction(() -> {
            sources.looked(sources.ensure("team", SourceOrigin.MAILBOX), clock.instant(), 0);
            return 0;
        });
        outbox.send();
        MimeMessage lost = Arrays.stream(MailServer.mail.getReceivedMessages())
                .filter(mail -> to(mail).contains("bob@example.org"))
                .findFirst()
                .orElseThrow();
        assertThat(lost.getMessageID()).matches("<ledger-[0-9a-f]{24}@example\\.org>");
        mails();
        bounce("ledger-000000000000000000000000@example.org");
        assertThat(mails()).as("a report on a mail that is not ours").isEmpty();
        bounce(lost.getMessageID().replaceAll("[<>]", ""));
        bounce(lost.getMessageID().replaceAll("[<>]", ""));
        assertThat(mails()).containsExactly("""
            To: Ada Example <ada@example.org>
            Subject: Mail to Bob Example comes back

            Hello Ada Example,

            A mail of the ledger to Bob Example came back on 2026-12-01T08:00:00Z (5.1.1). That address is written to no more.

            Mail to them goes to their next address in the roster from now on.

            If the address works again, say so on the page of the reminders.

            You get this because the roster names you as an admin.
            """);
        assertThat(reminders.mails().unreachable())
                .extracting(ReviewViews.ReturnLine::address)
                .containsExactly("bob@example.org");
        assertThat(findings.waiting()).anyMatch(line -> line.startsWith("Mail to Bob Example came back"));
        inTransaction(() -> outbox.add("blind/y/bob", "seeing", "bob", "team 2026-11-02T08:00:00Z"));
        assertThat(mails()).singleElement().asString().contains("To: Bob Example <bob@home.example.com>");
        returns.reachable("bob@example.org", new Signed("ada", "it was full"));
        inTransaction(() -> outbox.add("blind/z/bob", "seeing", "bob", "team 2026-11-02T08:00:00Z"));
        assertThat(mails()).singleElement().asString().contains("To: Bob Example <bob@example.org>");
    }

    private void bounce(String messageId) throws Exception {
        String report = """
            From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
            To: ledger@example.org
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <dsn@mx.example.net>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.1.1

            --b
            Content-Type: message/rfc822

            From: ledger@example.org
            Message-ID: <ID>

            Hello.
            --b--
            """.replace("ID>", messageId + ">");
        delivery.take(
                new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)),
                "bounces",
                new SourceRules("mailbox", List.of(), List.of()));
    }

    /** What came since last asked, each as To, Subject and text. */
    private List<String> mails() throws Exception {
        outbox.send();
        List<String> fresh = new ArrayList<>();
        for (MimeMessage mail : MailServer.mail.getReceivedMessages()) {
            String id = mail.getMessageID();
            if (!seen.contains(id)) {
                seen.add(id);
                fresh.add("To: " + to(mail) + "\nSubject: " + mail.getSubject() + "\n\n"
                        + String.valueOf(mail.getContent())
                                .replace("\r\n", "\n")
                                .strip() + "\n");
            }
        }
        return fresh;
    }

    private static String to(MimeMessage mail) {
        try {
            return String.valueOf(mail.getAllRecipients()[0]);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T inTransaction(java.util.concurrent.Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }
}
