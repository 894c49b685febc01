package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.cli.CommandProtocol.Asked;
import org.triageledger.cli.CommandProtocol.Place;
import org.triageledger.work.config.LedgerConfig;
import picocli.CommandLine;

/** A service answers commands of other processes with the bytes that they would have written themselves, or not at all. */
@QuarkusTest
class CommandServiceTest {
    private static final String ROSTER = """
            members:
              - id: ada
                name: Ada Example
                github: ada-x
                joined: 2023-02-01
                addresses: [ada@example.org]
                roles:
                  - {role: admin, from: 2024-01-01}
              - id: bob
                name: Bob Example
                joined: 2023-02-01
                addresses: [bob@example.org]
            """;

    /** How many characters a token has. */
    private static final int TOKEN = 43;

    @Inject
    CommandService service;

    @Inject
    CommandLine.IFactory factory;

    @Inject
    LedgerConfig config;

    private FileChannel owner;

    /** What came of a command; no exit code where the service did not take it. */
    private record Outcome(OptionalInt exit, String out, String err) {}

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectories(data());
        owner = FileChannel.open(data().resolve("ledger.owner"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        owner.lock();
        service.start();
        Path roster = Files.writeString(data().resolve("roster.yaml"), ROSTER);
        assertThat(alone("roster", "load", roster.toString()).exit()).hasValue(0);
    }

    @AfterEach
    void end() throws IOException {
        service.stop(new ShutdownEvent());
        owner.close();
    }

    @Test
    void everyExampleThatReadsIsAnsweredWithTheSameBytes() {
        List<String[]> lines = HelpText.examples().stream()
                .filter(example -> !example.contains(">") && !example.contains("|"))
                .map(example -> Arrays.stream(example.split("\\s+")).skip(1).toArray(String[]::new))
                .filter(CommandServiceTest::onlyReads)
                .toList();
        assertThat(lines).hasSizeGreaterThan(25);
        TreeSet<String> seen = new TreeSet<>();
        for (String[] line : lines) {
            if (!seen.add(String.join(" ", line).replaceFirst("(^| )-.*", ""))) {
                continue; // one of each command is enough
            }
            assertThat(asked(line)).as(String.join(" ", line)).isEqualTo(alone(line));
        }
        assertThat(asked("active").out()).contains("Ada Example");
        assertThat(asked("why", "nobody").err())
                .isEqualTo(alone("why", "nobody").err())
                .isNotEmpty();
    }

    private static boolean onlyReads(String... line) {
        try {
            Object command = Usage.of(new CommandLine(new LedgerCommand()))
                    .parseArgs(line)
                    .asCommandLineList()
                    .getLast()
                    .getCommand();
            return command.getClass().isAnnotationPresent(ReadsOnly.class);
        } catch (CommandLine.ParameterException e) {
            return false;
        }
    }

    @Test
    void thePersonWhoActsIsTheOneThatTheAskingProcessNames() {
        Outcome without = asked("advisories", "draft", "list");
        assertThat(without.exit()).isEmpty();
        assertThat(asked(Map.of("LEDGER_BY", "ada"), "advisories", "draft", "list")
                        .exit())
                .hasValue(0);
    }

    @Test
    void whatReadsAFileChangesMoreThanTheAuditLogOrAsksForHelpIsNotTaken() {
        for (String line : List.of(
                "roster load " + data().resolve("roster.yaml"),
                "reminders --send",
                "audit verify --write-head",
                "advisories lint announcement.txt",
                "active --help",
                "active --as-of yesterday",
                "actvie",
                "serve",
                "@arguments",
                "address link bob bob@elsewhere.example @arguments",
                "import mail.mbox",
                "key rotate",
                "member erase bob --by ada --reason x",
                "advisories draft new --by ada --file draft.txt")) {
            assertThat(asked(line.split(" ")).exit()).as(line).isEmpty();
        }
        assertThat(asked("reminders").exit()).hasValue(0);
        assertThat(asked("audit", "verify").exit()).isPresent();
    }

    @Test
    void anotherLedgerOtherSettingsAndAnotherBuildAreNotAnswered() throws IOException {
        assertThat(asked("active", "--config", "/nowhere/application.properties")
                        .exit())
                .isEmpty();
        Asked right = new Asked(
                CommandProtocol.build(),
                CommandProtocol.SETTINGS,
                Path.of("").toAbsolutePath().toString(),
                Map.of("LEDGER_DATA", data().toString()),
                List.of("active"));
        String token = place().token();
        assertThat(first(token, right)).isEqualTo(CommandProtocol.TAKEN);
        assertThat(first(
                        token, new Asked("other", right.settings(), right.folder(), right.environment(), right.args())))
                .isEqualTo(CommandProtocol.NOT_TAKEN);
        assertThat(first(token, new Asked(right.build(), "other", right.folder(), right.environment(), right.args())))
                .isEqualTo(CommandProtocol.NOT_TAKEN);
        assertThat(first(token, new Asked(right.build(), right.settings(), right.folder(), Map.of(), right.args())))
                .isEqualTo(CommandProtocol.NOT_TAKEN);
        assertThat(first("x".repeat(token.length()), right)).isEqualTo(-1);
        assertThat(first("", right)).isEqualTo(-1);
    }

    @Test
    void theTokenIsMadeAtEachStartForItsOwnerAloneAndEndsWithTheService() throws IOException {
        Path file = data().resolve(CommandProtocol.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String before = place().token();
        service.stop(new ShutdownEvent());
        assertThat(file).doesNotExist();
        assertThat(asked("active").exit()).isEmpty();
        service.start();
        assertThat(place().token()).isNotEqualTo(before).hasSize(TOKEN);
    }

    @Test
    void aFileThatWasLeftBehindOrDamagedIsAsIfThereWasNone() throws IOException {
        Path file = data().resolve(CommandProtocol.FILE);
        String left = Files.readString(file);
        service.stop(new ShutdownEvent());
        for (String text : List.of(left, "", "x\ny\n", "99999\ntoken\n", "-1\ntoken\n")) {
            Files.writeString(file, text);
            assertThat(asked("active").exit()).as(text).isEmpty();
        }
        Files.delete(file);
    }

    @Test
    void aProcessThatEndedIsNotAskedAlthoughItsPortAnswers() throws IOException {
        owner.close();
        assertThat(asked("active").exit()).isEmpty();
    }

    @Test
    void settingsAreThoseOfVariablesAndOptionsThatCanChangeAnAnswer() {
        Properties none = new Properties();
        Properties policy = new Properties();
        policy.setProperty("ledger.policy", "seed-2024");
        Properties port = new Properties();
        port.setProperty("quarkus.http.port", "8081");
        assertThat(CommandProtocol.settings(Map.of("LEDGER_BY", "ada", "PATH", "/bin"), none))
                .isEmpty();
        assertThat(CommandProtocol.settings(Map.of("QUARKUS_HTTP_PORT", "8081"), port))
                .isEmpty();
        assertThat(CommandProtocol.settings(Map.of("LEDGER_POLICY", "seed-2024"), none))
                .hasSize(64)
                .isNotEqualTo(CommandProtocol.settings(Map.of("LEDGER_POLICY", "pep811-2025"), none));
        assertThat(CommandProtocol.settings(Map.of(), policy)).hasSize(64);
    }

    @Test
    void theCommandsThatReadAreThese() {
        TreeSet<String> reading = new TreeSet<>();
        TreeMap<String, String> partly = new TreeMap<>();
        each(Usage.of(new CommandLine(new LedgerCommand())), "", (path, command) -> {
            ReadsOnly only = command.getCommand().getClass().getAnnotation(ReadsOnly.class);
            if (only != null && only.unless().length == 0) {
                reading.add(path);
            } else if (only != null) {
                partly.put(path, String.join(" ", only.unless()));
            }
        });
        assertThat(String.join(", ", reading))
                .isEqualTo("account invitations, account list, active, advisories draft list, advisories draft show,"
                        + " advisories list, advisories show, announcements, cases insight, cases list, cases numbers, cases show, claims, claims show,"
                        + " coverage, credits, cve list, cve show, database answers, decisions, decisions export, evaluate, forecast, ghsa list,"
                        + " ghsa show, leaves, messages, nominations, policy diff, policy show, quarantine, queue, queue list,"
                        + " queue show, rebuild, report, review calendar, review show, review verify, roster export-csv,"
                        + " roster findings, settings, threads, token list, why");
        assertThat(partly).isEqualTo(Map.of("decisions verify", "--write-head", "reminders", "--send"));
    }

    @Test
    void theCommandsThatDecideAreThese() {
        TreeSet<String> deciding = new TreeSet<>();
        each(Usage.of(new CommandLine(new LedgerCommand())), "", (path, command) -> {
            if (command.getCommand().getClass().isAnnotationPresent(Decides.class)) {
                deciding.add(path);
                assertThat(command.getCommandSpec().findOption("--by")).as(path).isNotNull();
            }
        });
        assertThat(String.join(", ", deciding))
                .isEqualTo("address link, address unlink, admit, advisories accept, advisories draft accept,"
                        + " advisories draft delete, cases accept, cases set, claim, claims accept, claims reject,"
                        + " decisions approve, decisions decline, decisions undo, dispute, leave, leaves change, leaves remove,"
                        + " nominate, quarantine dismiss, queue answer, queue confirm, queue join, queue name, queue reject,"
                        + " report mark, resign, review cancel, review close, review decide, review move, review open,"
                        + " review plan, review tick, roster settle, rule, vote");
    }

    @Test
    void aDecisionIsShownAsAlwaysAndMadeOnceForTheUserWhoAsks() {
        String[] shown = {"address", "link", "bob", "bob@elsewhere.example", "--by", "ada", "--reason", "told me"};
        Outcome preview = asked(shown);
        assertThat(preview).isEqualTo(alone(shown));
        assertThat(preview.out()).contains("nothing was changed");
        assertThat(alone("decisions").out()).doesNotContain("told me");

        String[] made =
                Stream.concat(Arrays.stream(shown), Stream.of("--apply")).toArray(String[]::new);
        Outcome decided = asked(Map.of("SUDO_USER", "somebody"), made);
        assertThat(decided.exit()).hasValue(0);
        assertThat(decided.out()).endsWith("decided\n");
        assertThat(alone("decisions", "--format", "csv").out())
                .containsOnlyOnce("told me")
                .contains("system user somebody");

        String[] wrong = {"decisions", "undo", "99", "--by", "nobody", "--reason", "x", "--apply"};
        assertThat(asked(wrong)).isEqualTo(alone(wrong));
        assertThat(asked(
                                Map.of(),
                                "address",
                                "unlink",
                                "bob",
                                "bob@elsewhere.example",
                                "--by",
                                "ada",
                                "--reason",
                                "y",
                                "--apply")
                        .exit())
                .hasValue(0);
        assertThat(asked("decisions").out()).contains("system user " + System.getProperty("user.name"));
    }

    /** It may have been done, so it is not done a second time; what only reads is read again by the process itself. */
    @Test
    void aServiceThatEndsOnceItHasTakenADecisionLeavesItUndoneByTheProcess() throws IOException {
        for (int taken :
                new int[] {CommandProtocol.TAKEN_ALONE, CommandProtocol.TAKEN, CommandProtocol.NOT_TAKEN, -1}) {
            try (ServerSocket ending = new ServerSocket(0, 0, InetAddress.getByAddress(CommandProtocol.LOOPBACK))) {
                Path file = data().resolve(CommandProtocol.FILE);
                Files.writeString(file, new Place(ending.getLocalPort(), "x".repeat(TOKEN)).text());
                Thread end = Thread.ofVirtual().start(() -> endAfter(ending, taken));
                Outcome outcome = asked("decisions", "undo", "1", "--by", "ada", "--reason", "x", "--apply");
                if (taken == CommandProtocol.TAKEN_ALONE) {
                    assertThat(outcome.exit()).hasValue(1);
                    assertThat(outcome.err())
                            .isEqualTo(
                                    "ledger: the service ended before it said what came of this: look in `ledger decisions`"
                                            + " whether it was done, before you run the command again\n");
                } else {
                    assertThat(outcome).isEqualTo(new Outcome(OptionalInt.empty(), "", ""));
                }
                end.interrupt();
            }
        }
    }

    private static void endAfter(ServerSocket ending, int taken) {
        try (Socket socket = ending.accept()) {
            socket.getInputStream().readNBytes(TOKEN);
            Asked.read(new DataInputStream(socket.getInputStream()));
            if (taken >= 0) {
                socket.getOutputStream().write(taken);
            }
        } catch (IOException e) {
            // the test ended before
        }
    }

    private static void each(CommandLine command, String path, BiConsumer<String, CommandLine> use) {
        for (CommandLine sub : new LinkedHashSet<>(command.getSubcommands().values())) {
            String name = (path + " " + sub.getCommandName()).strip();
            use.accept(name, sub);
            each(sub, name, use);
        }
    }

    private Path data() {
        return config.data().toAbsolutePath();
    }

    private Place place() throws IOException {
        return Place.read(Files.readString(data().resolve(CommandProtocol.FILE)));
    }

    /** The first byte of what the service says, or -1 where it says nothing. */
    private int first(String token, Asked asked) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(CommandProtocol.LOOPBACK), place().port())) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(token.getBytes(StandardCharsets.US_ASCII));
            asked.write(new DataOutputStream(whole));
            socket.getOutputStream().write(whole.toByteArray());
            socket.shutdownOutput();
            try {
                return socket.getInputStream().read();
            } catch (IOException reset) {
                return -1;
            }
        }
    }

    private Outcome asked(String... args) {
        return asked(Map.of(), args);
    }

    private Outcome asked(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> whole = new ArrayList<>(Stream.concat(Stream.of("--data", data().toString()), Arrays.stream(args))
                .toList());
        OptionalInt exit = RunningService.ask(
                CommandProtocol.SETTINGS,
                whole.toArray(String[]::new),
                environment,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Outcome alone(String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        return new Outcome(OptionalInt.of(result.exit()), result.out(), result.err());
    }
}
