package org.triageledger.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.mailbox.Watching.eventually;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.mailbox.imap.MailboxAccount;

/** UIDs that no message has: passed over by the server, or of messages that came and went between two looks. */
class PassedOverTest {
    private final MemoryLedger ledger = new MemoryLedger();
    private final AtomicLong uidNext = new AtomicLong(6);

    @Test
    void aUidNextThatMovesOnByBeingLookedAtIsNoGap() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(this::runsAhead).with(3, "a").with(5, "b")) {
            looksAt(server, 4);
            assertThat(ledger.subjects()).containsExactly("a", "b");
            assertThat(vanished()).isZero();
        }
    }

    @Test
    void mailOfSuchAServerIsReadWhereverItsUidLies() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(this::runsAhead).with(3, "a").with(5, "b")) {
            looksAt(server, 2);
            server.with(6, "below what the server said");
            looksAt(server, 1);
            server.with(uidNext.get() + 50, "above it");
            looksAt(server, 2);
            assertThat(ledger.subjects()).containsExactly("a", "b", "below what the server said", "above it");
            assertThat(vanished()).isZero();
            assertThat(ledger.restarts()).isZero();
        }
    }

    @Test
    void aUidNextThatMovedOnceIsAGapOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                        command.startsWith("EXAMINE") ? Optional.of(self.examined(uidNext.get())) : Optional.empty())
                .with(3, "a")
                .with(5, "b")) {
            looksAt(server, 1);
            uidNext.set(7);
            looksAt(server, 3);
            assertThat(vanished()).isEqualTo(1);
        }
    }

    /** What came and went stays missing also where later mail is read in the same look. */
    @Test
    void whatWentBeforeLaterMailIsAGap() throws Exception {
        try (ScriptedServer server = new ScriptedServer().with(3, "a").with(5, "b")) {
            looksAt(server, 1);
            server.with(7, "c");
            looksAt(server, 1);
            assertThat(ledger.subjects()).containsExactly("a", "b", "c");
            assertThat(vanished()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing was taken away                 |                             | 0
            one of the three was taken away        | * VANISHED (EARLIER) 7      | 1
            all three were                         | * VANISHED (EARLIER) 6:8    | 3
            others are told of, and some twice     | * VANISHED (EARLIER) 1:7,7  | 2
            those of now are not those of then     | * VANISHED 6:8              | 0
            """)
    void aServerThatKeepsCountIsAsked(String name, String answer, int vanished) throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> switch (command.split(" ")[0]) {
                    case "CAPABILITY" -> Optional.of("* CAPABILITY IMAP4rev1 ENABLE QRESYNC\r\nTAG OK done\r\n");
                    case "EXAMINE" -> Optional.of(self.examined(uidNext.get()));
                    case "UID" ->
                        command.endsWith("(CHANGEDSINCE 1 VANISHED)")
                                ? Optional.of((answer == null ? "" : answer + "\r\n") + "TAG OK done\r\n")
                                : Optional.empty();
                    default -> Optional.empty();
                })
                .with(3, "a")
                .with(5, "b")) {
            looksAt(server, 1);
            uidNext.set(9);
            looksAt(server, 2);
            assertThat(vanished()).as(name).isEqualTo(vanished);
            assertThat(server.commands()).contains("ENABLE QRESYNC", "UID FETCH 6:8 (UID) (CHANGEDSINCE 1 VANISHED)");
        }
    }

    /** Its UIDNEXT says nothing, but what it announced and does not have came and went. */
    @Test
    void whatAServerAnnouncedAndDoesNotHaveIsMissing() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer((self, command) -> switch (command) {
                    case "CAPABILITY" -> Optional.of("* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n");
                    case "IDLE" ->
                        Optional.of(
                                waits.incrementAndGet() == 2
                                        ? "+ idling\r\n* 3 EXISTS\r\n* 3 EXPUNGE\r\nTAG OK done\r\n"
                                        : "+ idling\r\n* 0 RECENT\r\n");
                    case "DONE" -> Optional.of("");
                    default -> runsAhead(self, command);
                })
                .with(3, "a")
                .with(5, "b")) {
            looksAt(server, 1);
            waits.set(1);
            looksAt(server, 2);
            assertThat(vanished()).isEqualTo(1);
        }
    }

    /** What was taken away may have come unseen: how much, the next look tells. */
    @ParameterizedTest
    @CsvSource({"* 1 EXPUNGE", "* VANISHED 3"})
    void messagesTakenAwayWhileItIsWaitedForAreLookedInto(String told) throws Exception {
        AtomicInteger waits = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer((self, command) -> switch (command) {
                    case "CAPABILITY" -> Optional.of("* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n");
                    case "IDLE" ->
                        Optional.of(
                                waits.incrementAndGet() == 1
                                        ? "+ idling\r\n" + told + "\r\nTAG OK done\r\n"
                                        : "+ idling\r\n");
                    case "DONE" -> Optional.of("");
                    default -> Optional.empty();
                })
                .with(3, "a")
                .with(5, "b")) {
            looksAt(server, 2);
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    @Test
    void aServerThatWantsToKnowItsClientIsTold() throws Exception {
        List<String> refusal = List.of("TAG NO EXAMINE Unsafe Login. Please contact the desk for help\r\n");
        AtomicInteger told = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer((self, command) -> switch (command.split(" ")[0]) {
                    case "CAPABILITY" -> Optional.of("* CAPABILITY IMAP4rev1 ID\r\nTAG OK done\r\n");
                    case "ID" -> {
                        told.incrementAndGet();
                        yield Optional.of("* ID NIL\r\nTAG OK done\r\n");
                    }
                    case "EXAMINE" -> told.get() == 0 ? Optional.of(refusal.getFirst()) : Optional.empty();
                    default -> Optional.empty();
                })
                .with(3, "a")) {
            looksAt(server, 1);
            assertThat(ledger.subjects()).containsExactly("a");
            assertThat(server.commands()).contains("ID (\"name\" \"triage-ledger\")");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            NO EXAMINE Unsafe Login. Please contact the desk for help | program read it; it says: EXAMINE Unsafe Login. Please contact the desk for help
            NO [NONEXISTENT] No such mailbox                          | the folder [NONEXISTENT]; check its name, and that the server lets this account and program read it; it says: No such mailbox
            NO ask ada@example.org about <1@example.org>              | the folder; check its name, and that the server lets this account and program read it
            NO see https://example.org/?t=12345                       | the folder; check its name, and that the server lets this account and program read it
            """)
    void aFolderThatIsRefusedShowsPlainWordsOfTheServerAlone(String answer, String line) throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                        command.startsWith("EXAMINE") ? Optional.of("TAG " + answer + "\r\n") : Optional.empty());
                Watching watching = new Watching(account(server), ledger)) {
            eventually().until(() -> !ledger.troubles().isEmpty());
            assertThat(ledger.troubles().getFirst().line()).endsWith(line);
        }
    }

    private Optional<String> runsAhead(ScriptedServer server, String command) {
        return command.startsWith("EXAMINE") ? Optional.of(server.examined(uidNext.addAndGet(100))) : Optional.empty();
    }

    private long vanished() {
        return ledger.batches().stream().mapToLong(Batch::vanished).sum()
                + ledger.looks().stream().mapToLong(PollResult::vanished).sum();
    }

    /** Watches until so many more looks are complete. */
    private void looksAt(ScriptedServer server, int more) {
        int looks = ledger.looks().size();
        try (Watching watching = new Watching(account(server), ledger)) {
            eventually().until(() -> ledger.looks().size() >= looks + more);
        }
    }

    private static MailboxAccount account(ScriptedServer server) {
        return GreenBox.account(server.port(), "INBOX", MailboxAccount.Limits.DEFAULT);
    }
}
