package org.triageledger.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.triageledger.cli.CommandProtocol.Asked;
import org.triageledger.cli.CommandProtocol.Place;

/**
 * Asks the service that runs on a data directory to run a command, before anything else of the program is loaded: that saves the
 * start of the application and the loading of the ledger. Where there is no service, or it does not take the command, the program
 * goes on as if nobody had been asked. A command that may change something is never run twice: once the service has taken it, only
 * the service runs it.
 */
public final class RunningService {
    private static final int PATIENCE_MILLIS = 1_000;

    /** How long nothing may come once the service has taken the command: as long as a large answer may take to be worked out. */
    private static final int SILENCE_MILLIS = 60_000;

    /** No command ends with it. */
    private static final int NOT_TAKEN = 120;

    private RunningService() {}

    /** Only asks, for scripts: ends with {@value #NOT_TAKEN} where the whole program has to be started. */
    public static void main(String... args) {
        OptionalInt answered = ask(args, System.getenv());
        System.exit(answered.isPresent() ? answered.getAsInt() : NOT_TAKEN);
    }

    /**
     * Has the service answer on standard output and standard error.
     *
     * @return the exit code; empty where the program has to run the command itself
     */
    public static OptionalInt ask(String[] args, Map<String, String> environment) {
        String settings = CommandProtocol.SETTINGS; // noted now, also for a service: the start adds more of them
        if (args.length == 0 || environment.getOrDefault("LEDGER_ASK", "").equals("off")) {
            return OptionalInt.empty();
        }
        PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        return ask(settings, args, environment, out, System.err);
    }

    static OptionalInt ask(
            String settings, String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Path data = data(args, environment);
            Path file = data.resolve(CommandProtocol.FILE);
            if (Files.notExists(file) || !isOwned(data)) {
                return OptionalInt.empty();
            }
            Place place = Place.read(Files.readString(file));
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getByAddress(CommandProtocol.LOOPBACK), place.port()),
                        PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                Asked asked = new Asked(
                        CommandProtocol.build(),
                        settings,
                        Path.of("").toAbsolutePath().toString(),
                        CommandProtocol.said(environment),
                        List.of(args));
                send(socket, place, asked);
                return answer(socket, out, err);
            }
        } catch (IOException | InvalidPathException e) {
            return OptionalInt.empty();
        }
    }

    /** In one piece, so that the service reads it in one. */
    private static void send(Socket socket, Place place, Asked asked) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(place.token().getBytes(StandardCharsets.US_ASCII));
        asked.write(new DataOutputStream(whole));
        socket.getOutputStream().write(whole.toByteArray());
    }

    private static OptionalInt answer(Socket socket, PrintStream out, PrintStream err) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        int taken = in.read();
        if (taken != CommandProtocol.TAKEN && taken != CommandProtocol.TAKEN_ALONE) {
            return OptionalInt.empty();
        }
        socket.setSoTimeout(SILENCE_MILLIS);
        boolean alone = taken == CommandProtocol.TAKEN_ALONE;
        boolean begun = alone;
        try {
            while (true) {
                int kind = in.read();
                int number = in.readInt();
                switch (kind) {
                    case CommandProtocol.OUT -> out.write(in.readNBytes(number));
                    case CommandProtocol.ERR -> {
                        out.flush();
                        err.print(new String(in.readNBytes(number), StandardCharsets.UTF_8));
                    }
                    case CommandProtocol.END -> {
                        out.flush();
                        err.flush();
                        return OptionalInt.of(number);
                    }
                    default -> throw new EOFException();
                }
                begun = true;
            }
        } catch (IOException e) {
            if (!begun) {
                throw e;
            }
            out.flush();
            err.println(
                    alone
                            ? "ledger: the service ended before it said what came of this: look in `ledger decisions` whether it"
                                    + " was done, before you run the command again"
                            : "ledger: the service ended in the middle of its answer: run the command again");
            return OptionalInt.of(1);
        }
    }

    /** What the command line says of it, as nearly as it can be told without reading it whole; the service looks again. */
    private static Path data(String[] args, Map<String, String> environment) {
        String found = environment.getOrDefault("LEDGER_DATA", "");
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--data=")) {
                found = args[i].substring("--data=".length());
            } else if (args[i].equals("--data") && i + 1 < args.length) {
                found = args[i + 1];
            }
        }
        return Path.of(found.isBlank() ? "data" : found).toAbsolutePath().normalize();
    }

    /**
     * Whether a process has the directory for itself. After a {@code kill -9} the file with the port is left, and another program,
     * be it of another user, may have that port by now: it is told nothing.
     */
    private static boolean isOwned(Path data) throws IOException {
        try (FileChannel channel = FileChannel.open(data.resolve("ledger.owner"), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true; // this very process has it: a test
        }
    }
}
