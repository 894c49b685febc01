package org.triageledger.cli;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.triageledger.cli.CommandProtocol.Asked;
import org.triageledger.cli.CommandProtocol.Place;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.vault.SecretFile;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.SystemUser;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Runs commands that read or decide for other processes on this machine, which saves them the start of the program.
 *
 * <p>It listens on a port of 127.0.0.1 of its own, apart from pages and API, so that no proxy leads to it. Who knows the token, which
 * lies in a file that only the owner of the data directory can read, could as well run the command on that directory; it is made
 * at each start. What is not taken the asking process does itself: a command that reads a file or changes more than the audit log,
 * other settings, another build, wrong usage. What is noted in the audit log names the user who asked.
 */
@ApplicationScoped
public class CommandService {
    private static final Logger LOG = Logger.getLogger(CommandService.class);

    private static final int AT_ONCE = 4;
    private static final int REQUEST_MILLIS = 1_000;
    private static final int BUFFER = 1 << 16;

    private final LedgerConfig config;
    private final CommandLine.IFactory factory;

    private @Nullable ServerSocket server;
    private String token = "";
    private String settingsAtStart = "";

    CommandService(LedgerConfig config, CommandLine.IFactory factory) {
        this.config = config;
        this.factory = factory;
    }

    /** Listens until the program ends. Where it cannot, commands do without it. */
    synchronized void start() {
        Path file = config.data().resolve(CommandProtocol.FILE);
        try {
            token = SecretFile.random();
            settingsAtStart = stamp(settingsFile());
            ServerSocket listening = new ServerSocket(0, 0, InetAddress.getByAddress(CommandProtocol.LOOPBACK));
            server = listening;
            Files.deleteIfExists(file);
            SecretFile.create(file, new Place(listening.getLocalPort(), token).text());
            ThreadPoolExecutor workers = new ThreadPoolExecutor(
                    0,
                    AT_ONCE,
                    1,
                    TimeUnit.MINUTES,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("command-", 0).factory());
            Thread.ofPlatform().daemon().name("commands").start(() -> listen(listening, workers));
        } catch (IOException e) {
            LOG.warn("commands are not answered by this service, and take longer: no port of 127.0.0.1, or no file in"
                    + " the data directory, could be made");
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        try {
            if (server != null) {
                server.close();
                server = null;
                Files.deleteIfExists(config.data().resolve(CommandProtocol.FILE));
            }
        } catch (IOException e) {
            // nobody answers at that port any more, which commands find out
        }
    }

    private void listen(ServerSocket listening, ThreadPoolExecutor workers) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                try {
                    workers.execute(() -> serve(socket));
                } catch (RejectedExecutionException e) {
                    socket.close(); // busy: the command runs by itself
                }
            } catch (IOException e) {
                // closed at the end, or one connection that broke
            }
        }
        workers.shutdown();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(REQUEST_MILLIS);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            byte[] expected = token.getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(expected, in.readNBytes(expected.length))) {
                return;
            }
            Asked asked = Asked.read(in);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
            ManagedContext request = Arc.container().requestContext();
            request.activate();
            try {
                ScopedValue.where(Printer.OUTPUT, new Pieces(CommandProtocol.OUT, out))
                        .where(SystemUser.ASKING, user(asked))
                        .call(() -> {
                            run(asked, out);
                            return out;
                        });
            } finally {
                request.terminate();
            }
        } catch (IOException e) {
            // it went away, or is none of ours
        }
    }

    private void run(Asked asked, DataOutputStream out) throws IOException {
        CommandLine line = Usage.of(new CommandLine(LedgerCommand.class, factory), asked.environment());
        String[] args = asked.args().toArray(String[]::new);
        int taken = takes(line, asked, args);
        out.write(taken);
        out.flush();
        if (taken == CommandProtocol.NOT_TAKEN) {
            return;
        }
        line.setErr(new PrintWriter(
                new OutputStreamWriter(new Pieces(CommandProtocol.ERR, out), StandardCharsets.UTF_8), true));
        int exit = line.execute(args);
        out.write(CommandProtocol.END);
        out.writeInt(exit);
        out.flush();
    }

    private static String user(Asked asked) {
        return SystemUser.of(
                asked.environment().get(CommandProtocol.SUDO_USER),
                asked.environment().get(CommandProtocol.USER));
    }

    private int takes(CommandLine line, Asked asked, String... args) {
        if (!asked.build().equals(CommandProtocol.build())
                || !asked.settings().equals(CommandProtocol.SETTINGS)
                || !settingsAtStart.equals(stamp(settingsFile()))
                || Arrays.stream(args)
                        .anyMatch(arg -> arg.startsWith("@")
                                || HiddenCharacters.inText(arg).isPresent())) {
            return CommandProtocol.NOT_TAKEN;
        }
        try {
            ParseResult parsed = line.parseArgs(args);
            List<CommandLine> commands = parsed.asCommandLineList();
            boolean helps = commands.stream()
                    .anyMatch(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested());
            return !helps && commands.getFirst().getCommand() instanceof LedgerCommand top && isThisLedger(top, asked)
                    ? taken(commands.getLast())
                    : CommandProtocol.NOT_TAKEN;
        } catch (CommandLine.ParameterException | InvalidPathException e) {
            return CommandProtocol.NOT_TAKEN;
        }
    }

    private static int taken(CommandLine command) {
        Class<?> type = command.getCommand().getClass();
        ReadsOnly only = type.getAnnotation(ReadsOnly.class);
        if (only != null && Arrays.stream(only.unless()).noneMatch(command.getParseResult()::hasMatchedOption)) {
            return CommandProtocol.TAKEN;
        }
        return type.isAnnotationPresent(Decides.class) ? CommandProtocol.TAKEN_ALONE : CommandProtocol.NOT_TAKEN;
    }

    private boolean isThisLedger(LedgerCommand top, Asked asked) {
        Path folder = Path.of(asked.folder());
        Path data = folder.resolve(top.dataDirectory(asked.environment())).normalize();
        Path settings = top.settingsFile(asked.environment())
                .map(named -> folder.resolve(named).normalize())
                .orElseGet(() -> besides(data));
        return same(data, config.data()) && same(settings, settingsFile());
    }

    /** The file of settings that this program began with, there or not. */
    private Path settingsFile() {
        return Optional.ofNullable(System.getProperty("settings.file"))
                .map(Path::of)
                .orElseGet(() -> besides(config.data()));
    }

    private static Path besides(Path data) {
        return data.toAbsolutePath().resolveSibling("config").resolve("application.properties");
    }

    private static boolean same(Path one, Path other) {
        return real(one).equals(real(other));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** Settings that were changed since hold for commands, but for this program only once it starts again. */
    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Each write as a piece of its own. What is flushed waits for more: the end comes soon. */
    private static final class Pieces extends OutputStream {
        private final int kind;
        private final DataOutputStream out;

        Pieces(int kind, DataOutputStream out) {
            super();
            this.kind = kind;
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(kind);
            out.writeInt(length);
            out.write(bytes, from, length);
        }
    }
}
