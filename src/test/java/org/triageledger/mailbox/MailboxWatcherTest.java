package org.triageledger.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.mailbox.Watching.eventually;

import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.Flags;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.mail.RawMail;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxProblem;
import org.triageledger.mailbox.imap.Security;

/** Watching a folder of a real server in this process. */
class MailboxWatcherTest {
    @Test
    void firstContactReadsEverythingInOrder() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one", "two", "three");
            long validity = box.folder("INBOX").getUidValidity();
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.subjects()).containsExactly("one", "two", "three");
            RawMail first = ledger.mails().getFirst();
            assertThat(first.place().source()).isEqualTo("security");
            assertThat(first.place().where()).isEqualTo("INBOX;UIDVALIDITY=" + validity + "/;UID=1");
            assertThat(first.internalDate()).contains(GreenBox.ARRIVED);
            assertThat(first.size()).isEqualTo(first.bytes().length);
            assertThat(ledger.lastLook())
                    .isEqualTo(new PollResult(Watching.NOW, new Cursor(validity, 3, 4), 3, 0, true));
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    @Test
    void anEmptyFolderIsReadCompletely() {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox();
                Watching watching = new Watching(box.account(), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
            assertThat(ledger.batches()).isEmpty();
            assertThat(ledger.lastLook().messages()).isZero();
            assertThat(ledger.lastLook().cursor().complete()).isTrue();
        }
    }

    @Test
    void newMailIsPushed() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one");
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
                box.put("INBOX", "two");
                eventually().until(() -> ledger.subjects().equals(List.of("one", "two")));
                box.put("INBOX", "three", "four");
                eventually().until(() -> ledger.subjects().equals(List.of("one", "two", "three", "four")));
                assertThat(watching.slept()).isEmpty();
            }
        }
    }

    @Test
    void afterARestartReadingGoesOnAtTheCursor() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one", "two");
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            int looks = ledger.looks().size();
            box.put("INBOX", "three");
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> ledger.looks().size() > looks);
            }
            assertThat(ledger.subjects()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void readingChangesNothingOnTheServer() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one", "two");
            box.folder("INBOX").setFlags(new Flags(Flags.Flag.SEEN), true, 2, null, true);
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            List<StoredMessage> messages = box.folder("INBOX").getMessages();
            assertThat(messages)
                    .extracting(message -> message.isSet(Flags.Flag.SEEN))
                    .containsExactly(false, true);
            assertThat(messages)
                    .noneMatch(message -> message.isSet(Flags.Flag.DELETED))
                    .hasSize(2);
        }
    }

    @Test
    void whatSomebodyElseHasReadIsReadHereToo() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one", "two", "three");
            box.folder("INBOX").setFlags(new Flags(Flags.Flag.SEEN), true, 2, null, true);
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.subjects()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aFolderMadeAnewIsReadFromItsBeginning() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("Reports", "one", "two");
            long old = box.folder("Reports").getUidValidity();
            try (Watching watching = new Watching(box.account("Reports"), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            // the server takes the second of creation for UIDVALIDITY
            eventually().until(() -> {
                box.deleteFolder("Reports");
                return box.folder("Reports").getUidValidity() != old;
            });
            box.put("Reports", "three", "four", "five");
            int looks = ledger.looks().size();
            try (Watching watching = new Watching(box.account("Reports"), ledger)) {
                eventually().until(() -> ledger.looks().size() > looks);
            }
            assertThat(ledger.subjects()).containsExactly("one", "two", "three", "four", "five");
            assertThat(ledger.restarts()).isEqualTo(1);
            assertThat(ledger.lastLook().cursor().lastUid()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 9, 10, 11})
    void batchesAreBoundedInCountAndLoseNothing(int messages) throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        MailboxAccount.Limits limits = new MailboxAccount.Limits(5, 1 << 20, 1 << 20);
        try (GreenBox box = new GreenBox()) {
            for (int i = 1; i <= messages; i++) {
                box.put("INBOX", "mail-" + i);
            }
            try (Watching watching = new Watching(box.account("INBOX", limits), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.subjects())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, messages)
                            .mapToObj(i -> "mail-" + i)
                            .toList());
            assertThat(ledger.batches()).hasSize((messages + 4) / 5);
            assertThat(ledger.batches())
                    .allMatch(batch -> batch.mails().size() <= 5)
                    .last()
                    .extracting(Batch::left)
                    .isEqualTo(0L);
            assertThat(ledger.batches().getFirst().left()).isEqualTo(Math.max(0, messages - 5));
        }
    }

    @Test
    void batchesAreBoundedInBytes() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        int size = GreenBox.plain("mail-1").length();
        MailboxAccount.Limits limits = new MailboxAccount.Limits(100, 2L * size, 1 << 20);
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "mail-1", "mail-2", "mail-3", "mail-4", "mail-5");
            try (Watching watching = new Watching(box.account("INBOX", limits), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.batches())
                    .extracting(batch -> batch.mails().size())
                    .containsExactly(2, 2, 1);
        }
    }

    @Test
    void messagesRemovedWhileReadingShiftNothing() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        MailboxAccount.Limits limits = new MailboxAccount.Limits(2, 1 << 20, 1 << 20);
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "mail-1", "mail-2", "mail-3", "mail-4", "mail-5", "mail-6");
            ledger.beforeTake(() -> {
                try {
                    ledger.beforeTake(() -> {});
                    box.remove("INBOX", 1);
                    box.remove("INBOX", 2);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            try (Watching watching = new Watching(box.account("INBOX", limits), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.subjects()).containsExactly("mail-1", "mail-2", "mail-3", "mail-4", "mail-5", "mail-6");
        }
    }

    @Test
    void whatCameAndWentBetweenTwoLooksIsCounted() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "mail-1", "mail-2");
            box.remove("INBOX", 1);
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.lastLook().vanished()).isZero();
            int looks = ledger.looks().size();

            box.put("INBOX", "mail-3", "mail-4", "mail-5", "mail-6");
            for (long uid : LongStream.of(3, 5, 6).toArray()) {
                box.remove("INBOX", uid);
            }
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> ledger.looks().size() > looks);
            }
            assertThat(ledger.subjects()).containsExactly("mail-2", "mail-4");
            assertThat(ledger.batches().getLast().vanished()).isEqualTo(1);
            assertThat(ledger.lastLook().vanished()).isEqualTo(2);
            assertThat(ledger.lastLook().cursor())
                    .extracting(Cursor::lastUid, Cursor::uidNext)
                    .containsExactly(4L, 7L);
        }
    }

    @Test
    void anEmptiedFolderEmptiesNothingHere() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one", "two");
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
                box.remove("INBOX", 1);
                box.remove("INBOX", 2);
                box.put("INBOX", "three");
                eventually().until(() -> ledger.subjects().contains("three"));
            }
            assertThat(ledger.subjects()).containsExactly("one", "two", "three");
            assertThat(ledger.restarts()).isZero();
            assertThat(ledger.looks()).allMatch(look -> look.vanished() == 0);
        }
    }

    @Test
    void anIntakeThatFailsGetsTheBatchAgain() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        ledger.refuseNext(3);
        MailboxAccount.Limits limits = new MailboxAccount.Limits(2, 1 << 20, 1 << 20);
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "mail-1", "mail-2", "mail-3", "mail-4", "mail-5");
            try (Watching watching = new Watching(box.account("INBOX", limits), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
                assertThat(watching.slept()).hasSize(3).isSorted();
            }
            assertThat(ledger.subjects()).containsExactly("mail-1", "mail-2", "mail-3", "mail-4", "mail-5");
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.INTAKE);
            assertThat(ledger.troubles()).allMatch(trouble -> !trouble.line().contains("disk"));
        }
    }

    @Test
    void aWrongPasswordIsOneClearLineAndIsTriedSeldom() {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            MailboxAccount right = box.account();
            MailboxAccount wrong = new MailboxAccount(
                    right.name(),
                    right.server(),
                    new MailboxAccount.Login("security", MailboxAccount.Login.Kind.PASSWORD, () -> "guess"),
                    right.folder(),
                    right.rhythm(),
                    right.limits());
            try (Watching watching = new Watching(wrong, ledger)) {
                eventually().until(() -> ledger.troubles().size() >= 2);
            }
            MailboxProblem trouble = ledger.troubles().getFirst();
            assertThat(trouble.line())
                    .isEqualTo("mailbox 'security' at 127.0.0.1:" + box.port()
                            + ": the server refused the sign-in; check user and password");
            assertThat(trouble.kind().passing()).isFalse();
            assertThat(trouble.retryIn()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
            assertThat(ledger.troubles().get(1).retryIn()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void aServerThatIsDownAtFirstIsFoundWhenItComesUp() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        int port = freePort();
        MailboxAccount account = GreenBox.account(port, "INBOX", MailboxAccount.Limits.DEFAULT);
        try (Watching watching = new Watching(account, ledger)) {
            eventually().until(() -> ledger.troubles().size() >= 2);
            try (GreenBox box = new GreenBox(port)) {
                box.put("INBOX", "one");
                eventually().until(() -> ledger.subjects().contains("one"));
            }
        }
        assertThat(ledger.troubleKinds().getFirst()).isEqualTo(MailboxProblem.Kind.UNREACHABLE);
        assertThat(ledger.troubles().getFirst().line())
                .isEqualTo("mailbox 'security' at 127.0.0.1:" + port
                        + ": nothing answers there; check host and port, or wait for the server");
        assertThat(ledger.troubles().getFirst().kind().passing()).isTrue();
    }

    @Test
    void anUnknownFolderIsNamedAsSuch() {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox();
                Watching watching = new Watching(box.account("Märkte"), ledger)) {
            eventually().until(() -> !ledger.troubles().isEmpty());
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.FOLDER);
            assertThat(ledger.troubles().getFirst().line()).contains("does not open the folder; check its name");
        }
    }

    @Test
    void anUnknownHostIsNamedAsSuch() {
        MemoryLedger ledger = new MemoryLedger();
        MailboxAccount account = new MailboxAccount(
                "security",
                new MailboxAccount.Server("imap.invalid", 993, Security.TLS),
                new MailboxAccount.Login("security", MailboxAccount.Login.Kind.PASSWORD, () -> "s3cret"),
                "INBOX",
                MailboxAccount.Rhythm.DEFAULT,
                MailboxAccount.Limits.DEFAULT);
        try (Watching watching = new Watching(account, ledger)) {
            eventually().until(() -> !ledger.troubles().isEmpty());
        }
        assertThat(ledger.troubles().getFirst().line())
                .isEqualTo("mailbox 'security' at imap.invalid:993: no host has this name; check it");
    }

    @Test
    void aMessageNobodyCanReadIsHandedOverAsItIs() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        String poison = "Subject: \0\u00ff broken\r\nContent-Type: multipart/mixed\r\nMessage-ID: <<>>>\r\n\r\n--\r\n";
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one");
            box.putRaw("INBOX", poison);
            box.put("INBOX", "three");
            try (Watching watching = new Watching(box.account(), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
        }
        assertThat(ledger.mails()).hasSize(3);
        assertThat(new String(ledger.mails().get(1).bytes(), StandardCharsets.ISO_8859_1))
                .contains("multipart/mixed", "<<>>>");
    }

    @Test
    void ofAHugeMessageTheBeginningIsReadAndTheSizeKept() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        String huge = GreenBox.plain("huge") + "0123456789abcdef".repeat(10_000);
        MailboxAccount.Limits limits = new MailboxAccount.Limits(200, 1 << 20, 4096);
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one");
            box.putRaw("INBOX", huge);
            box.put("INBOX", "three");
            try (Watching watching = new Watching(box.account("INBOX", limits), ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
        }
        assertThat(ledger.subjects()).containsExactly("one", "huge", "three");
        RawMail mail = ledger.mails().get(1);
        assertThat(mail.bytes()).hasSize(4096);
        assertThat(mail.size()).isEqualTo(huge.length());
        assertThat(new String(mail.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(huge.substring(0, 4096));
    }

    @Test
    void closingEndsTheThreadOutOfIdle() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            Watching watching = new Watching(box.account(), ledger);
            eventually().until(() -> !ledger.looks().isEmpty());
            watching.close();
            assertThat(watching.ends()).isTrue();
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    @Test
    void closingWaitsForTheBatchThatIsBeingStored() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ledger.beforeTake(() -> {
            storing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        try (GreenBox box = new GreenBox()) {
            box.put("INBOX", "one");
            Watching watching = new Watching(box.account(), ledger);
            storing.await();
            Thread closer = Thread.ofVirtual().start(watching::close);
            goOn.countDown();
            closer.join();
            assertThat(ledger.takesUnderWay()).isZero();
            assertThat(watching.ends()).isTrue();
            assertThat(ledger.subjects()).containsExactly("one");
        }
    }

    @Test
    void anInterruptEndsTheThread() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        try (GreenBox box = new GreenBox()) {
            Watching watching = new Watching(box.account(), ledger);
            eventually().until(() -> !ledger.looks().isEmpty());
            watching.thread().interrupt();
            watching.thread().join();
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
