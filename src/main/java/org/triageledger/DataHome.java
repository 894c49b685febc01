package org.triageledger;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data directory, and who may open the database file in it.
 *
 * <p>One process at a time owns the file. A service shares it over a loopback port (H2's mixed mode), so that commands work
 * beside it; a command opens no port and keeps the file to itself for the moment it runs. A lock file, freed by the system
 * even after {@code kill -9}, says who owns it.
 */
final class DataHome {
    /** H2 names the host as the system names 127.0.0.1, whatever that is; it listens nowhere else. */
    private static final Pattern SERVER = Pattern.compile("^server=[^:\\\\\\s]+\\\\?:(\\d+)$", Pattern.MULTILINE);

    private static final int PROBE_MILLIS = 500;
    private static final int PATIENCE = 600;

    private final Path folder;

    /** Held for as long as the process lives. */
    private @Nullable FileLock lock;

    DataHome(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Whether a ledger was made here: its database, or, with a database elsewhere, the note of who owns the directory. */
    boolean holdsLedger() {
        return Files.exists(folder.resolve("ledger.mv.db")) || Files.exists(folder.resolve("ledger.owner"));
    }

    /** Refuses, and leaves everything as it is, where there is no ledger. */
    void needLedger() throws Refusal {
        if (!holdsLedger()) {
            throw new Refusal("no ledger in " + folder + ": run ledger init or give --data");
        }
    }

    /** The settings of this ledger where no file is named: they lie beside its data, wherever the program is started. */
    Path settings() {
        return folder.resolveSibling("config").resolve("application.properties");
    }

    /** Makes the directory where it is missing, readable by its owner only. */
    void prepare() throws Refusal {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new Refusal("the data directory " + folder + " cannot be made: check the path and its permissions");
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Refusal("the data directory " + folder + " is not a directory that can be written to");
        }
    }

    /** The JDBC address to use, after waiting for other commands to end. */
    String address(boolean service, PrintStream progress) throws Refusal {
        String file = "jdbc:h2:file:" + folder.resolve("ledger") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        if (file.substring("jdbc:h2:file:".length()).indexOf(';')
                < folder.toString().length()) {
            throw new Refusal("the data directory's path holds a semicolon: choose another");
        }
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            if (own()) {
                return service ? file + ";AUTO_SERVER=TRUE" : file;
            }
            if (serverIsUp()) {
                if (service) {
                    throw new Refusal(
                            "a service already runs on " + folder + ": stop it first, or choose another --data");
                }
                return file + ";AUTO_SERVER=TRUE";
            }
            if (attempt == 10) {
                progress.println("ledger: waiting for another command on " + folder + " to end");
            }
            pause();
        }
        throw new Refusal("another command has kept " + folder + " for a minute: wait for it to end, then try again");
    }

    /** A secret for the cookies of signed-in people, made once and kept beside the data. */
    String sessionKey() throws Refusal {
        Path file = folder.resolve("session.key");
        try {
            if (Files.notExists(file)) {
                byte[] secret = new byte[32];
                new SecureRandom().nextBytes(secret);
                Files.createFile(file);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
                Files.writeString(file, Base64.getEncoder().encodeToString(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Refusal("the file " + file + " cannot be read or made: check its permissions");
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private boolean own() throws Refusal {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve("ledger.owner"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock != null;
        } catch (IOException e) {
            throw new Refusal("the data directory " + folder + " cannot be locked: check its permissions");
        }
    }

    private boolean serverIsUp() {
        return serverPort()
                .map(port -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_MILLIS);
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                })
                .orElse(false);
    }

    private Optional<Integer> serverPort() {
        try {
            Matcher line = SERVER.matcher(Files.readString(folder.resolve("ledger.lock.db")));
            return line.find() ? Optional.of(Integer.valueOf(line.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void pause() throws Refusal {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped while waiting");
        }
    }

    /** The program cannot start; the message is one line for people. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }
}
