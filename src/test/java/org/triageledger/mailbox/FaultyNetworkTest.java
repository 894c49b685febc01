package org.triageledger.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.mailbox.Watching.eventually;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triageledger.mailbox.FaultProxy.Fault;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxProblem;

/** Connections that break, stall, or die without a word. */
class FaultyNetworkTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final List<String> ALL =
            IntStream.rangeClosed(1, 7).mapToObj(i -> "mail-" + i).toList();

    private final MemoryLedger ledger = new MemoryLedger();

    /** Cut points all through the dialogue: greeting, capabilities, sign-in, EXAMINE, list, each message, the end of FETCH. */
    static Stream<Long> cuts() {
        return IntStream.range(0, 45).mapToObj(i -> i * 67L);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aConnectionCutAnywhereLosesAndDoublesNothing(long bytes) throws Exception {
        try (ScriptedServer server = server();
                FaultProxy proxy = new FaultProxy(server.port()).breaking(Fault.CUT, bytes, 2);
                Watching watching = new Watching(account(proxy, Duration.ofMinutes(1)), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
            assertThat(ledger.subjects()).containsExactlyElementsOf(ALL);
            assertThat(ledger.unfetched()).isEmpty();
            assertThat(watching.runs()).isTrue();
            assertThat(ledger.troubleKinds()).isSubsetOf(MailboxProblem.Kind.LOST);
        }
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void aConnectionThatStallsIsGivenUp(long bytes) throws Exception {
        try (ScriptedServer server = server();
                FaultProxy proxy = new FaultProxy(server.port()).breaking(Fault.STALL, bytes, 1);
                Watching watching = new Watching(account(proxy, SHORT), ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
            assertThat(ledger.subjects()).containsExactlyElementsOf(ALL);
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.SILENT);
            assertThat(ledger.troubles().getFirst().line()).endsWith("the server stopped answering");
        }
    }

    static Stream<Long> stalls() {
        return Stream.of(1L, 90L, 250L, 900L, 1800L);
    }

    /** The whole dialogue takes longer than the time-out, no silence in it does. */
    @Test
    void aSlowLinkIsNoTrouble() throws Exception {
        try (ScriptedServer server = server();
                FaultProxy proxy = new FaultProxy(server.port()).breaking(Fault.DRIP, 0, 1)) {
            for (int i = 0; i < 200; i++) {
                server.with(100 + i, "slow-" + i);
            }
            MailboxAccount account = withRhythm(
                    GreenBox.account(proxy.port(), "INBOX", new MailboxAccount.Limits(20, 1 << 20, 1 << 20)),
                    new MailboxAccount.Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(20)));
            try (Watching watching = new Watching(account, ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.subjects()).hasSize(207).doesNotHaveDuplicates();
            assertThat(ledger.troubles()).isEmpty();
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    /** One mailbox is flooded, and its ledger is slow; the other goes on. */
    @Test
    void aFloodInOneMailboxHoldsUpNoOther() throws Exception {
        MemoryLedger other = new MemoryLedger();
        CountDownLatch otherHasRead = new CountDownLatch(1);
        ledger.beforeTake(() -> {
            try {
                otherHasRead.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (ScriptedServer flooded = server();
                ScriptedServer quiet = new ScriptedServer().with(1, "quiet")) {
            for (int i = 0; i < 5000; i++) {
                flooded.with(100 + i, "flood-" + i);
            }
            MailboxAccount one = GreenBox.account(flooded.port(), "INBOX", MailboxAccount.Limits.DEFAULT);
            MailboxAccount two = GreenBox.account(quiet.port(), "INBOX", MailboxAccount.Limits.DEFAULT);
            try (Watching flood = new Watching(one, ledger);
                    Watching calm = new Watching(two, other)) {
                eventually().until(() -> ledger.takesUnderWay() == 1);
                quiet.with(2, "still read");
                eventually().until(() -> other.subjects().equals(List.of("quiet", "still read")));
                assertThat(ledger.looks()).isEmpty();
                otherHasRead.countDown();
                eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.subjects()).hasSize(5007).doesNotHaveDuplicates();
            assertThat(ledger.batches())
                    .allSatisfy(batch -> assertThat(batch.mails()).hasSizeLessThanOrEqualTo(200));
        }
    }

    @Test
    void aConnectionThatDiesDuringIdleIsNoticedAndReplaced() throws Exception {
        try (GreenBox box = new GreenBox();
                FaultProxy proxy = new FaultProxy(box.port())) {
            box.put("INBOX", "one");
            MailboxAccount account = withRhythm(
                    GreenBox.account(proxy.port(), "INBOX", MailboxAccount.Limits.DEFAULT),
                    new MailboxAccount.Rhythm(Duration.ofMillis(400), Duration.ofMinutes(1), SHORT));
            try (Watching watching = new Watching(account, ledger)) {
                eventually().until(() -> !ledger.looks().isEmpty());
                assertThat(ledger.lastLook().pushed()).isTrue();
                proxy.stallOpenOnes();
                box.put("INBOX", "two");
                eventually().until(() -> ledger.subjects().equals(List.of("one", "two")));
                assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.SILENT);
                assertThat(proxy.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void idleIsRenewedAndEachRenewalLooks() throws Exception {
        try (GreenBox box = new GreenBox()) {
            MailboxAccount account = withRhythm(
                    box.account(),
                    new MailboxAccount.Rhythm(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(20)));
            try (Watching watching = new Watching(account, ledger)) {
                eventually().until(() -> ledger.looks().size() >= 4);
                assertThat(watching.slept()).isEmpty();
                assertThat(ledger.troubles()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatNeverEndsItsAnswerIsGivenUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) ->
                        command.startsWith("EXAMINE") ? Optional.of("* OK still at it\r\n") : Optional.empty());
                Watching watching = new Watching(
                        withRhythm(
                                GreenBox.account(server.port(), "INBOX", MailboxAccount.Limits.DEFAULT),
                                new MailboxAccount.Rhythm(SHORT, SHORT, Duration.ofMillis(50))),
                        ledger)) {
            eventually().until(() -> !ledger.troubles().isEmpty());
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.SILENT);
        }
    }

    /** As one that must look through a very large folder each time before it answers. */
    @Test
    void aServerThatAlwaysNeedsLongerIsGivenLonger() throws Exception {
        try (ScriptedServer server = new ScriptedServer((self, command) -> {
                            if (command.startsWith("EXAMINE")) {
                                LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
                            }
                            return Optional.empty();
                        })
                        .with(1, "a");
                Watching watching = new Watching(
                        withRhythm(
                                GreenBox.account(server.port(), "INBOX", MailboxAccount.Limits.DEFAULT),
                                new MailboxAccount.Rhythm(SHORT, SHORT, Duration.ofMillis(100))),
                        ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
            assertThat(ledger.subjects()).containsExactly("a");
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.SILENT);
            assertThat(watching.runs()).isTrue();
        }
    }

    @Test
    void closingEndsTheThreadInTheMiddleOfAnAnswer() throws Exception {
        try (ScriptedServer server = server();
                FaultProxy proxy = new FaultProxy(server.port()).breaking(Fault.STALL, 900, 1)) {
            Watching watching = new Watching(account(proxy, Duration.ofMinutes(1)), ledger);
            eventually().until(() -> server.commands().stream().anyMatch(ScriptedServer::isBodyFetch));
            watching.close();
            assertThat(watching.ends()).isTrue();
            assertThat(ledger.troubles()).isEmpty();
        }
    }

    private static ScriptedServer server() throws Exception {
        ScriptedServer server = new ScriptedServer();
        for (int i = 0; i < ALL.size(); i++) {
            server.with(i + 1, ALL.get(i));
        }
        return server;
    }

    private static MailboxAccount account(FaultProxy proxy, Duration timeout) {
        return withRhythm(
                GreenBox.account(proxy.port(), "INBOX", new MailboxAccount.Limits(2, 1 << 20, 1 << 20)),
                new MailboxAccount.Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(1), timeout));
    }

    private static MailboxAccount withRhythm(MailboxAccount account, MailboxAccount.Rhythm rhythm) {
        return new MailboxAccount(
                account.name(), account.server(), account.login(), account.folder(), rhythm, account.limits());
    }
}
