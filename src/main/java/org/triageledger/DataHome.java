package org.triageledger;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.DatabaseUsers;
import org.triageledger.vault.SecretFile;
import org.triageledger.work.decision.HeadFile;

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

    /** How many parsed statements a session of H2 keeps: a page needs some 40, and by default it would be 8. */
    private static final String PARSED_STATEMENTS = ";QUERY_CACHE_SIZE=128";

    /** How long a session of H2 waits for another that decides, in milliseconds: a review that opens takes seconds; by default it would be 2000. */
    private static final String WAIT_FOR_OTHERS = ";LOCK_TIMEOUT=20000";

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

    /** Makes the directory where it is missing, readable by its owner only; one that others can read or write is taken from them. */
    void prepare() throws Refusal {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new Refusal("the data directory " + folder + " cannot be made: check the path and its permissions");
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Refusal("the data directory " + folder + " is not a directory that can be written to");
        }
        OwnerOnly.keep(folder);
    }

    /** Where this process may put large things, until it ends. */
    Path temporary() throws Refusal {
        try {
            TemporaryFolder temporary = TemporaryFolder.in(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(temporary::close));
            return temporary.path();
        } catch (IOException e) {
            throw new Refusal(
                    "the data directory " + folder + " has no room for temporary files: check the free space");
        }
    }

    /** The JDBC address to use, after waiting for other commands to end. */
    String address(boolean service, PrintStream progress) throws Refusal {
        String file = "jdbc:h2:file:" + folder.resolve("ledger") + PARSED_STATEMENTS + WAIT_FOR_OTHERS;
        if (folder.toString().contains(";")) {
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

    /**
     * Notes that there is a ledger whose database is elsewhere, and for a service that it uses the directory: keys and what commands ask it
     * lie there. A directory that is used for the first time is noted as new until the head of the audit log was taken.
     */
    void use(boolean service) throws Refusal {
        if (!holdsLedger()) {
            // before the note of who owns it, so that one that is killed here is new again
            try {
                Files.write(folder.resolve(HeadFile.NEW), new byte[0]);
            } catch (IOException e) {
                throw new Refusal("the data directory " + folder + " cannot be written to: check its permissions");
            }
        }
        if (!own() && service) {
            throw new Refusal("a service already runs on " + folder + ": stop it first, or choose another --data");
        }
        if (!service) {
            free();
        }
    }

    /** Whether this process alone has the database file, once the address was asked for. */
    boolean isOwned() {
        return lock != null;
    }

    /** A secret for the cookies of signed-in people, made once and kept beside the data. */
    String sessionKey() throws Refusal {
        return secret("session.key", SecretFile.random());
    }

    /**
     * The passwords of the database file's users, made once and kept beside the data. Ask for the address before: who does not own
     * the file takes those that its owner made.
     */
    DatabaseUsers.Passwords databasePasswords() throws Refusal {
        Path file = folder.resolve("database.password");
        if (lock == null && Files.notExists(file)) {
            throw new Refusal("the service that runs on " + folder + " is of an older version: start it again first");
        }
        String[] lines = secret("database.password", SecretFile.random() + "\n" + SecretFile.random() + "\n")
                .split("\\R");
        try {
            return new DatabaseUsers.Passwords(lines[0], lines[lines.length - 1]);
        } catch (IllegalArgumentException e) {
            throw new Refusal("the file " + file + " is damaged: restore it from your backup");
        }
    }

    /** What lies in a file that only its owner can read, made with this content where it is missing. */
    private String secret(String name, String content) throws Refusal {
        Path file = folder.resolve(name);
        try {
            if (Files.notExists(file)) {
                SecretFile.create(file, content);
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

    private void free() {
        if (lock != null) {
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                // it ends with the process
            }
            lock = null;
        }
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
