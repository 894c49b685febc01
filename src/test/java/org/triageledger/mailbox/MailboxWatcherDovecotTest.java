package org.triageledger.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.mailbox.Watching.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxProblem;
import org.triageledger.mailbox.imap.Security;

/** Watching folders of Dovecot, the server most likely met in earnest. */
class MailboxWatcherDovecotTest {
    private static final int MANY = 2000;

    private final MemoryLedger ledger = new MemoryLedger();
    private Dovecot dovecot;

    @BeforeEach
    void start() throws Exception {
        dovecot = new Dovecot();
    }

    @AfterEach
    void end() throws Exception {
        dovecot.close();
    }

    @Test
    void aLargeFolderIsReadOnceAndNewMailIsPushed() throws Exception {
        dovecot.put("INBOX", many());
        try (Watching watching = new Watching(dovecot.account("INBOX"), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
            assertThat(ledger.subjects()).containsExactlyInAnyOrder(many());
            assertThat(ledger.batches()).hasSize(MANY / 200);
            assertThat(ledger.lastLook().pushed()).isTrue();
            dovecot.put("INBOX", "pushed");
            eventually().until(() -> ledger.subjects().contains("pushed"));
            assertThat(ledger.mails()).hasSize(MANY + 1);
            assertThat(watching.slept()).isEmpty();
        }
        assertThat(ledger.troubles()).isEmpty();
    }

    @Test
    void aBackfillOfSixThousandGoesOnWhereItWasInterrupted() throws Exception {
        int all = 6_000;
        dovecot.fill(all);
        try (Watching watching = new Watching(dovecot.account("INBOX").withTimeout(Duration.ofMinutes(3)), ledger)) {
            eventually()
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> ledger.batches().size() >= 10);
        }
        assertThat(ledger.looks()).isEmpty();
        try (Watching watching = new Watching(dovecot.account("INBOX").withTimeout(Duration.ofMinutes(3)), ledger)) {
            eventually()
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> !ledger.looks().isEmpty());
            dovecot.put("INBOX", "pushed");
            eventually()
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> ledger.batches().getLast().left() == 0
                            && ledger.lastSubject().equals("pushed"));
        }
        assertThat(Set.copyOf(ledger.subjects())).hasSize(all + 1).contains("mail-1", "mail-" + all, "pushed");
        assertThat(ledger.mails()).hasSize(all + 1);
        assertThat(ledger.batches())
                .allSatisfy(batch -> assertThat(batch.mails()).hasSizeLessThanOrEqualTo(200));
        assertThat(ledger.batches().getFirst().left()).isGreaterThan(all / 2);
        // on a busy machine Dovecot can take longer over so many than the watcher waits: then it comes again
        assertThat(ledger.troubleKinds()).isSubsetOf(MailboxProblem.Kind.SILENT, MailboxProblem.Kind.LOST);
    }

    @Test
    void newMailDoesNotWaitForTheRestOfABackfill() throws Exception {
        dovecot.put("INBOX", many());
        AtomicBoolean delivered = new AtomicBoolean();
        ledger.beforeTake(() -> {
            if (!delivered.getAndSet(true)) {
                put("meanwhile");
            }
        });
        try (Watching watching = new Watching(dovecot.account("INBOX"), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
        }
        assertThat(ledger.subjects().subList(0, MANY)).contains("meanwhile");
        assertThat(ledger.subjects()).hasSize(MANY + 1).doesNotHaveDuplicates();
        assertThat(ledger.lastLook().cursor().lastUid()).isEqualTo(MANY + 1);
    }

    private void put(String subject) {
        try {
            dovecot.put("INBOX", subject);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readingSetsNoFlag() throws Exception {
        dovecot.put("INBOX", "one", "two");
        dovecot.client("SELECT INBOX", "UID STORE 2 +FLAGS (\\Flagged)");
        try (Watching watching = new Watching(dovecot.account("INBOX"), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
        }
        assertThat(ledger.mails()).hasSize(2);
        assertThat(dovecot.names("INBOX"))
                .anyMatch(name -> name.endsWith(",F"))
                .noneMatch(name -> name.matches(".*,[A-Z]*S[A-Z]*"));
    }

    @Test
    void aFolderMadeAnewIsReadFromItsBeginning() throws Exception {
        dovecot.put("Reports", "one", "two");
        try (Watching watching = new Watching(dovecot.account("Reports"), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
        }
        dovecot.deleteFolder("Reports");
        dovecot.put("Reports", "three", "four", "five");
        int looks = ledger.looks().size();
        try (Watching watching = new Watching(dovecot.account("Reports"), ledger)) {
            eventually().until(() -> ledger.looks().size() > looks);
        }
        assertThat(ledger.restarts()).isEqualTo(1);
        assertThat(ledger.subjects()).containsExactlyInAnyOrder("one", "two", "three", "four", "five");
    }

    /** As another client files spam away. Whether it is read or missed depends on the moment; it is never passed over in silence. */
    @Test
    void mailThatIsTakenAwayAtOnceIsReadOrMissed() throws Exception {
        dovecot.put("INBOX", "one", "two");
        MailboxAccount usual = dovecot.account("INBOX");
        MailboxAccount account = new MailboxAccount(
                usual.name(),
                usual.server(),
                usual.login(),
                usual.folder(),
                new MailboxAccount.Rhythm(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(20)),
                usual.limits());
        try (Watching watching = new Watching(account, ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
            String mail = "Subject: spam\r\n\r\nx\r\n";
            dovecot.client(
                    "APPEND INBOX {" + mail.length() + "+}\r\n" + mail,
                    "SELECT INBOX",
                    "UID STORE 3 +FLAGS.SILENT (\\Deleted)",
                    "EXPUNGE");
            eventually().until(() -> ledger.subjects().contains("spam") || vanished() > 0);
            int looks = ledger.looks().size();
            dovecot.put("INBOX", "three");
            eventually().until(() -> ledger.looks().size() > looks + 1);
        }
        assertThat(ledger.subjects()).startsWith("one", "two").endsWith("three");
        assertThat(vanished() + ledger.mails().size()).isEqualTo(4);
    }

    private long vanished() {
        return ledger.batches().stream().mapToLong(Batch::vanished).sum()
                + ledger.looks().stream().mapToLong(PollResult::vanished).sum();
    }

    @Test
    void messagesRemovedByAnotherClientWhileReadingCostNoOthers() throws Exception {
        dovecot.put("INBOX", many());
        AtomicBoolean removed = new AtomicBoolean();
        ledger.beforeTake(() -> {
            if (removed.compareAndSet(false, true)) {
                try {
                    dovecot.client("SELECT INBOX", "UID STORE 1:50,1501:1600 +FLAGS.SILENT (\\Deleted)", "EXPUNGE");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });
        try (Watching watching = new Watching(dovecot.account("INBOX"), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
        }
        assertThat(ledger.mails()).doesNotHaveDuplicates().hasSizeBetween(MANY - 100, MANY);
        long seen = ledger.mails().size();
        long vanished = ledger.batches().stream().mapToLong(Batch::vanished).sum()
                + ledger.looks().getFirst().vanished();
        assertThat(seen + vanished).isEqualTo(MANY);
        assertThat(ledger.unfetched()).isEmpty();
    }

    @Test
    void aServerKilledInTheMiddleOfABatchLosesAndDoublesNothing() throws Exception {
        dovecot.put("INBOX", many());
        AtomicBoolean killed = new AtomicBoolean();
        ledger.beforeTake(() -> {
            if (ledger.batches().size() == 3 && killed.compareAndSet(false, true)) {
                try {
                    dovecot.kill();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        MailboxAccount account = dovecot.account(
                "INBOX",
                new MailboxAccount.Server("localhost", dovecot.port(), Security.PLAIN),
                new MailboxAccount.Limits(20, 1 << 20, 1 << 20));
        try (Watching watching = new Watching(account, ledger)) {
            eventually()
                    .until(() -> ledger.troubleKinds().contains(MailboxProblem.Kind.UNREACHABLE)
                            || ledger.batches().size() >= MANY / 20);
            dovecot.start();
            eventually().until(() -> !ledger.looks().isEmpty());
        }
        assertThat(ledger.subjects()).containsExactlyInAnyOrder(many());
        assertThat(ledger.unfetched()).isEmpty();
    }

    @Test
    void tlsWithATrustedCertificateWorks() throws Exception {
        dovecot.put("INBOX", "one");
        for (MailboxAccount.Server server : List.of(
                new MailboxAccount.Server("localhost", dovecot.tlsPort(), Security.TLS, trusting("server")),
                new MailboxAccount.Server("localhost", dovecot.port(), Security.STARTTLS, trusting("server")))) {
            MemoryLedger fresh = new MemoryLedger();
            try (Watching watching = new Watching(over(server), fresh)) {
                eventually().until(() -> !fresh.looks().isEmpty());
            }
            assertThat(fresh.subjects()).containsExactly("one");
            assertThat(fresh.troubles()).isEmpty();
        }
    }

    @Test
    void anUntrustedCertificateIsRefused() {
        assertThat(troubleAt(new MailboxAccount.Server("localhost", dovecot.tlsPort(), Security.TLS)))
                .endsWith(": the server's certificate is not trusted; name its authority");
        assertThat(ledger.batches()).isEmpty();
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        dovecot.kill();
        dovecot.configure("stranger");
        dovecot.start();
        assertThat(troubleAt(
                        new MailboxAccount.Server("localhost", dovecot.tlsPort(), Security.TLS, trusting("stranger"))))
                .endsWith(": the server's certificate is for another host");
    }

    @Test
    void tlsOnAPortWithoutItIsOneClearLine() {
        assertThat(troubleAt(new MailboxAccount.Server("localhost", dovecot.port(), Security.TLS)))
                .endsWith(": no TLS connection could be made; check port and kind of security");
    }

    @Test
    void aMissingFileOfAuthoritiesIsOneClearLine() {
        assertThat(troubleAt(new MailboxAccount.Server(
                        "localhost", dovecot.tlsPort(), Security.TLS, Optional.of(Path.of("/nonexistent.pem")))))
                .endsWith(": the file with its authority's certificates cannot be read");
    }

    private String troubleAt(MailboxAccount.Server server) {
        try (Watching watching = new Watching(over(server), ledger)) {
            eventually().until(() -> !ledger.troubles().isEmpty());
        }
        return ledger.troubles().getFirst().line();
    }

    private MailboxAccount over(MailboxAccount.Server server) {
        return dovecot.account("INBOX", server, MailboxAccount.Limits.DEFAULT);
    }

    private Optional<Path> trusting(String name) {
        return Optional.of(dovecot.certificateOf(name));
    }

    private static String[] many() {
        return IntStream.rangeClosed(1, MANY).mapToObj(i -> "mail-" + i).toArray(String[]::new);
    }
}
