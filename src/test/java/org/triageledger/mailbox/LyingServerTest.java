package org.triageledger.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.mailbox.ScriptedServer.asksFor;
import static org.triageledger.mailbox.ScriptedServer.isBodyFetch;
import static org.triageledger.mailbox.Watching.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxProblem;

/** Servers that answer late, twice, wrongly or never. */
class LyingServerTest {
    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void answersInAnyOrderLoseNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> isBodyFetch(command)
                        ? Optional.of(String.join("", self.answers(command).reversed()) + "TAG OK done\r\n")
                        : Optional.empty())
                .with(3, "a")
                .with(5, "b")
                .with(9, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "b", "c");
            assertThat(ledger.lastLook().cursor()).isEqualTo(new Cursor(ScriptedServer.VALIDITY, 9, 10));
        }
    }

    @Test
    void doublesStrangersAndForeignNewsAreDropped() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> isBodyFetch(command)
                        ? Optional.of("* 2 FETCH (UID 5 FLAGS (\\Seen $Junk) MODSEQ (12))\r\n* 3 EXISTS\r\n"
                                + String.join("", self.answers(command))
                                + ScriptedServer.answer(1, 3, GreenBox.plain("again"), true)
                                + ScriptedServer.answer(7, 444, GreenBox.plain("stranger"), true)
                                + "* 1 FETCH (FLAGS ())\r\n* 9 FETCH nonsense\r\n* 9 FETCH (UID\r\nTAG OK done\r\n")
                        : Optional.empty())
                .with(3, "a")
                .with(5, "b")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "b");
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    @Test
    void aFolderThatShowsItsLastMessageForAnyRangeIsNotReadAgain() throws Exception {
        try (ScriptedServer server = new ScriptedServer().with(3, "a").with(5, "b")) {
            lookedAt(server);
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "b");
        }
    }

    @Test
    void uidsThatWentBackMeanEverythingIsReadAgain() throws Exception {
        try (ScriptedServer server = new ScriptedServer().with(8, "a").with(9, "b")) {
            lookedAt(server);
            server.messages.clear();
            server.with(1, "c").with(2, "d");
            lookedAt(server);
            assertThat(ledger.restarts()).isEqualTo(1);
            assertThat(ledger.subjects()).containsExactly("a", "b", "c", "d");
            server.with(3, "e");
            lookedAt(server);
            assertThat(ledger.restarts()).isEqualTo(1);
            assertThat(ledger.subjects()).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void aWrongUidNextAloneMeansNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                        command.startsWith("EXAMINE") ? Optional.of(self.examined(2)) : Optional.empty())
                .with(8, "a")
                .with(9, "b")) {
            lookedAt(server);
            server.with(10, "c");
            lookedAt(server);
            assertThat(ledger.restarts()).isZero();
            assertThat(ledger.subjects()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void withoutUidNextReadingWorksAllTheSame() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> command.startsWith("EXAMINE")
                        ? Optional.of("* 2 EXISTS\r\n* OK [UIDVALIDITY 77]\r\nTAG OK\r\n")
                        : Optional.empty())
                .with(8, "a")
                .with(9, "b")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "b");
            assertThat(ledger.lastLook().cursor()).isEqualTo(new Cursor(77, 9, 10));
        }
    }

    /** A first reading takes two commands here; a mail comes during the first of them. */
    @Test
    void whatComesDuringTheFirstReadingIsReadBeforeTheRest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(this::deliversDuringTheFirstFetch)) {
            fill(server);
            lookedAt(server);
            assertThat(ledger.subjects()).hasSize(1501).doesNotHaveDuplicates();
            assertThat(ledger.subjects().get(1000)).isEqualTo("meanwhile");
            assertThat(ledger.lastLook().cursor()).isEqualTo(new Cursor(77, 1501, 1502));
            assertThat(ledger.lastLook().vanished()).isZero();
            lookedAt(server);
            assertThat(ledger.subjects()).hasSize(1501);
        }
    }

    @Test
    void aFirstReadingThatIsInterruptedForgetsNothingOfWhatCameMeanwhile() throws Exception {
        AtomicInteger left = new AtomicInteger(1);
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                asksFor(command, 1500) && self.messages.containsKey(1501L) && left.getAndDecrement() > 0
                        ? leave(self)
                        : deliversDuringTheFirstFetch(self, command))) {
            fill(server);
            lookedAt(server);
            assertThat(ledger.subjects()).hasSize(1502).doesNotHaveDuplicates();
            assertThat(ledger.subjects().subList(1000, 1002)).containsExactly("meanwhile", "while away");
            assertThat(ledger.lastLook().cursor()).isEqualTo(new Cursor(77, 1502, 1503));
        }
    }

    @Test
    void aUidNextFarTooHighHidesNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                        command.startsWith("EXAMINE") ? Optional.of(self.examined(4_000_000_000L)) : Optional.empty())
                .with(3, "a")) {
            lookedAt(server);
            server.with(4, "b");
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "b");
        }
    }

    private Optional<String> leave(ScriptedServer server) {
        server.with(1502, "while away");
        return Optional.of("* BYE restarting\r\n");
    }

    private Optional<String> deliversDuringTheFirstFetch(ScriptedServer server, String command) {
        if (!isBodyFetch(command) || server.messages.containsKey(1501L)) {
            return Optional.empty();
        }
        List<String> answers = server.answers(command);
        server.with(1501, "meanwhile");
        return Optional.of(String.join("", answers) + "* 1501 EXISTS\r\nTAG OK done\r\n");
    }

    private static void fill(ScriptedServer server) {
        for (int i = 1; i <= 1500; i++) {
            server.with(i, "mail-" + i);
        }
    }

    @Test
    void withoutUidValidityThereIsOneClearLine() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                command.startsWith("EXAMINE") ? Optional.of("* 2 EXISTS\r\nTAG OK\r\n") : Optional.empty())) {
            assertThat(troubleAt(server)).endsWith("the server gives no UIDVALIDITY, so its UIDs mean nothing");
        }
    }

    /** In turn: refused, broken off, left out, without text, garbled. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAG NO [SERVERBUG] a stack trace of theirs\r\n",
                "* BYE internal error\r\n",
                "TAG OK done\r\n",
                "* 2 FETCH (UID 5 BODY[]<0> NIL)\r\nTAG OK done\r\n",
                "* 2 FETCH (UID 5 BODY[]<0> \"unfinished\r\nTAG OK done\r\n"
            })
    void aMessageTheServerDoesNotGiveHoldsUpNobodyForLong(String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        (self, command) -> asksFor(command, 5) ? Optional.of(answer) : Optional.empty())
                .with(3, "a")
                .with(5, "poison")
                .with(9, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "c");
            assertThat(ledger.unfetched()).singleElement().satisfies(unfetched -> {
                assertThat(unfetched.place().where()).isEqualTo("INBOX;UIDVALIDITY=77/;UID=5");
                assertThat(unfetched.why()).isEqualTo("the server lists it but does not hand it over");
            });
            assertThat(ledger.troubles())
                    .hasSize(6)
                    .noneMatch(trouble -> trouble.line().contains("theirs"));
        }
    }

    @Test
    void aMessageThatIsGivenAfterAWhileIsNotPassedOver() throws Exception {
        AtomicInteger refusals = new AtomicInteger(4);
        try (ScriptedServer server = new ScriptedServer(
                        (self, command) -> asksFor(command, 5) && refusals.getAndDecrement() > 0
                                ? Optional.of("TAG NO [UNAVAILABLE] later\r\n")
                                : Optional.empty())
                .with(3, "a")
                .with(5, "b")
                .with(9, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "b", "c");
            assertThat(ledger.unfetched()).isEmpty();
        }
    }

    @Test
    void aMessageRemovedByAnotherClientIsGoneAndNoTrouble() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> {
                    if (isBodyFetch(command) && self.messages.remove(5L) != null) {
                        return Optional.of(String.join("", self.answers(command)) + "TAG NO [EXPUNGEISSUED] some\r\n");
                    }
                    return Optional.empty();
                })
                .with(3, "a")
                .with(5, "b")
                .with(9, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "c");
            assertThat(ledger.troubles()).isEmpty();
            assertThat(ledger.looks().getFirst().vanished()).isEqualTo(1);
        }
    }

    @Test
    void aStrangeDateCostsNoMessage() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> isBodyFetch(command)
                        ? Optional.of(
                                "* 1 FETCH (UID 3 INTERNALDATE \"31-Feb-0000\" BODY[] \"Subject: a\")\r\nTAG OK\r\n")
                        : Optional.empty())
                .with(3, "a")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a");
            assertThat(ledger.mails().getFirst().internalDate()).isEmpty();
        }
    }

    @Test
    void theZoneOfAnArrivalCounts() throws Exception {
        try (ScriptedServer server = new ScriptedServer().with(3, "a")) {
            lookedAt(server);
            assertThat(ledger.mails().getFirst().internalDate()).contains(Instant.parse("2026-11-01T08:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
            a literal of ten gigabytes, * 1 FETCH (UID 3 BODY[] {10000000000},                  breaks a limit: a literal longer
            a literal beyond any number, * 1 FETCH (UID 3 BODY[] {99999999999999999999999999},   breaks a limit: a literal longer
            a literal above the cap, * 1 FETCH (UID 3 BODY[]<0> {8388609},                       breaks a limit: a literal longer
            """)
    void moreThanWasAskedForIsNotTakenIn(String name, String start, String line) throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        (self, command) -> isBodyFetch(command) ? Optional.of(start + "\r\n") : Optional.empty())
                .with(3, "a")) {
            assertThat(troubleAt(server)).as(name).contains(line);
        }
    }

    @Test
    void aLineWithoutEndIsNotTakenIn() throws Exception {
        try (ScriptedServer server = new ScriptedServer().greeting("* OK " + "welcome ".repeat(200_000))) {
            assertThat(troubleAt(server)).contains("breaks a limit: a line without end");
        }
    }

    @Test
    void whatIsNoImapServerIsOneClearLine() throws Exception {
        try (ScriptedServer server = new ScriptedServer().greeting("220 smtp.example.org ESMTP\r\n")) {
            assertThat(troubleAt(server)).contains(": the server ");
        }
    }

    @Test
    void aServerThatTurnsClientsAwaySaysSoWithoutItsWords() throws Exception {
        try (ScriptedServer server = new ScriptedServer().greeting("* BYE too many users from ada@example.org\r\n")) {
            assertThat(troubleAt(server)).endsWith("the server ended the connection");
        }
    }

    @Test
    void aBusyServerIsNotTakenForAWrongPassword() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> command.startsWith("LOGIN")
                ? Optional.of("TAG NO [UNAVAILABLE] directory is down\r\n")
                : Optional.empty())) {
            assertThat(troubleAt(server)).endsWith("the server refused a command [UNAVAILABLE]");
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.BUSY);
        }
    }

    @Test
    void withoutIdleTheFolderIsPolled() throws Exception {
        try (ScriptedServer server = new ScriptedServer().with(3, "a");
                Watching watching = new Watching(account(server), ledger)) {
            eventually().until(() -> ledger.looks().size() >= 3);
            server.with(4, "b");
            eventually().until(() -> ledger.subjects().equals(List.of("a", "b")));
            assertThat(watching.slept()).isNotEmpty().allMatch(Duration.ofMinutes(1)::equals);
            assertThat(ledger.lastLook().pushed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAG BAD what?\r\n", "+ idling\r\nTAG OK that was it\r\n"})
    void whereIdleDoesNotWorkTheFolderIsPolled(String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> switch (command) {
                    case "CAPABILITY" -> Optional.of("* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n");
                    case "IDLE" -> Optional.of(answer);
                    default -> Optional.empty();
                });
                Watching watching = new Watching(account(server), ledger)) {
            eventually().until(() -> ledger.looks().size() >= 5);
            assertThat(server.commands().stream().filter("IDLE"::equals)).hasSize(1);
            assertThat(watching.slept()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void nothingButReadingIsEverAskedFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer().with(3, "a").with(5, "b")) {
            lookedAt(server);
            assertThat(server.commands())
                    .allMatch(
                            command -> command.matches("(CAPABILITY|LOGIN|EXAMINE|NOOP|LOGOUT|UID FETCH|UID SEARCH).*"))
                    .noneMatch(command -> command.contains("BODY["));
        }
    }

    /** In turn: not known, no sense, another's, without the header, parts without end, and none at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAG BAD what?\r\n",
                "TAG NO [SERVERBUG] a stack trace of theirs\r\n",
                "* 1 FETCH (UID 3 BODYSTRUCTURE NIL BODY[HEADER] \"Subject: b\")\r\nTAG OK done\r\n",
                "* 1 FETCH (UID 4 BODYSTRUCTURE (\"a\" \"b\" NIL NIL NIL \"7bit\" 9) BODY[HEADER] \"Subject: b\")\r\nTAG OK done\r\n",
                "* 1 FETCH (UID 3 BODYSTRUCTURE (\"a\" \"b\" NIL NIL NIL \"7bit\" 9))\r\nTAG OK done\r\n",
                "* 1 FETCH (UID 3 BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 9) BODY[HEADER] \"Subject: b\")\r\nTAG OK done\r\n",
                "* 1 FETCH (UID 3 BODYSTRUCTURE (((((((((((((((((((((\r\nTAG OK done\r\n",
                "TAG OK done\r\n"
            })
    void aLargeMailWhoseStructureIsOfNoUseIsReadFromItsBeginning(String answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                        command.contains("BODYSTRUCTURE") ? Optional.of(answer) : partsAreUnknown(self, command))
                .with(3, "a")
                .with(5, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "c");
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    /** A server that breaks when it is asked for a structure is not asked for ever. */
    @Test
    void aLargeMailWhoseStructureBreaksTheServerIsReadFromItsBeginning() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> command.contains("BODYSTRUCTURE")
                        ? Optional.of("* BYE crashed\r\n")
                        : partsAreUnknown(self, command))
                .with(3, "a")
                .with(5, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "c");
            assertThat(ledger.unfetched()).isEmpty();
        }
    }

    @Test
    void sizesThatAreNotToldAreTakenForSmall() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> command.startsWith("UID SEARCH")
                        ? Optional.of("* SEARCH 9 99999999999999999999 huge\r\n* SEARCH\r\nTAG NO\r\n")
                        : Optional.empty())
                .with(3, "a")
                .with(5, "c")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a", "c");
            assertThat(server.commands()).noneMatch(command -> command.contains("BODYSTRUCTURE"));
        }
    }

    private static Optional<String> partsAreUnknown(ScriptedServer server, String command) {
        if (command.startsWith("UID SEARCH")) {
            return Optional.of("* SEARCH 3\r\nTAG OK done\r\n");
        }
        return command.contains("BODY.PEEK[TEXT]") ? Optional.of("TAG NO unknown section\r\n") : Optional.empty();
    }

    /** Parentheses are counted before they cost anything. */
    @Test
    void anAnswerOfParenthesesIsNoMail() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> isBodyFetch(command)
                        ? Optional.of("* 1 FETCH (UID 3 X-ODD " + "(".repeat(500_000) + "\r\n"
                                + String.join("", self.answers(command)) + "TAG OK done\r\n")
                        : Optional.empty())
                .with(3, "a")) {
            lookedAt(server);
            assertThat(ledger.subjects()).containsExactly("a");
        }
    }

    /** Watches until one more look is complete. */
    private void lookedAt(ScriptedServer server) {
        int looks = ledger.looks().size();
        try (Watching watching = new Watching(account(server), ledger)) {
            eventually().until(() -> ledger.looks().size() > looks);
        }
    }

    /** Watches until there is trouble, and gives its line. */
    private String troubleAt(ScriptedServer server) {
        try (Watching watching = new Watching(account(server), ledger)) {
            eventually().until(() -> !ledger.troubles().isEmpty());
        }
        return ledger.troubles().getFirst().line();
    }

    private static MailboxAccount account(ScriptedServer server) {
        return GreenBox.account(server.port(), "INBOX", MailboxAccount.Limits.DEFAULT);
    }
}
