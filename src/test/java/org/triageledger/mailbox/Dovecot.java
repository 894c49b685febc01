package org.triageledger.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.Security;

/**
 * A Dovecot of our own: its own folder, its own ports on loopback, started by the test and ended by it. Needs Debian's {@code
 * dovecot-imapd} and {@code openssl}.
 */
public final class Dovecot implements AutoCloseable {
    static final String USER = "security";
    static final String PASSWORD = "s3cret";

    private final Path home;
    private int port;
    private int tlsPort;
    private @Nullable Process process;
    private int delivered;

    public Dovecot() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/sbin/dovecot"))) {
            throw new AssertionError("this test needs Dovecot: apt-get install dovecot-imapd");
        }
        Path memory = Path.of("/dev/shm");
        home = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "dovecot")
                : Files.createTempDirectory("dovecot");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        port = freePort();
        tlsPort = freePort();
        certificate("server", "localhost");
        certificate("stranger", "elsewhere.example.org");
        configure("server");
        Files.createDirectories(maildir("INBOX").resolve("new"));
        Files.createDirectories(maildir("INBOX").resolve("cur"));
        Files.createDirectories(maildir("INBOX").resolve("tmp"));
        own(maildir("INBOX"));
        for (String part : List.of("tmp", "new", "cur")) {
            own(maildir("INBOX").resolve(part));
        }
        startOnFreePorts();
    }

    /** A port that was free may be another program's by now: then on others. */
    private void startOnFreePorts() throws IOException, InterruptedException {
        try {
            start();
        } catch (ConditionTimeoutException e) {
            Process running = process;
            if (running != null) {
                running.destroyForcibly().waitFor();
            }
            port = freePort();
            tlsPort = freePort();
            configure("server");
            start();
        }
    }

    public int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    Path certificateOf(String name) {
        return home.resolve(name + ".pem");
    }

    private Path maildir(String folder) {
        Path root = home.resolve("mail");
        return folder.equals("INBOX") ? root : root.resolve("." + folder);
    }

    /** Takes another certificate; counts from the next start. */
    void configure(String certificate) throws IOException {
        String user = System.getProperty("user.name");
        // started by root, Dovecot wants its mail owned by somebody else
        String owner = user.equals("root") ? "mail" : user;
        Files.writeString(home.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                protocols = imap
                listen = 127.0.0.1
                ssl = yes
                ssl_cert = <%1$s/%2$s.pem
                ssl_key = <%1$s/%2$s.key
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                default_internal_user = %3$s
                default_internal_group = %4$s
                default_login_user = %3$s
                first_valid_uid = 1
                mail_location = maildir:%1$s/mail
                maildir_very_dirty_syncs = yes
                mail_fsync = never
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %5$d
                  }
                  inet_listener imaps {
                    port = %6$d
                    ssl = yes
                  }
                }
                service anvil {
                  chroot =
                }
                passdb {
                  driver = static
                  args = password=%7$s
                }
                userdb {
                  driver = static
                  args = uid=%3$s gid=%4$s home=%1$s
                }
                """.formatted(
                        home, certificate, user.equals("root") ? owner : user, group(owner), port, tlsPort, PASSWORD));
    }

    private static String group(String user) throws IOException {
        try {
            return output("id", "-gn", user).strip();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void certificate(String name, String host) throws IOException, InterruptedException {
        output(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=DNS:" + host,
                "-keyout",
                home.resolve(name + ".key").toString(),
                "-out",
                home.resolve(name + ".pem").toString());
    }

    /** Starts it and waits until it answers. One that was killed may hold its ports for a moment: then once more. */
    void start() throws IOException, InterruptedException {
        Watching.eventually().until(() -> {
            Process running = process;
            if (running == null || !running.isAlive()) {
                process = run();
                return false;
            }
            return answers(port) && running.isAlive();
        });
    }

    private Process run() throws IOException {
        return new ProcessBuilder(
                        "/usr/sbin/dovecot",
                        "-F",
                        "-c",
                        home.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile())
                .start();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(2000);
            return socket.getInputStream().read() == '*';
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it at once, in the middle of whatever it does. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> children = running.descendants().toList();
            // first the one that would start others
            running.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            running.waitFor();
            process = null;
        }
    }

    /** Delivers a plain message for each subject. */
    void put(String folder, String... subjects) throws IOException, InterruptedException {
        putRaw(folder, Stream.of(subjects).map(GreenBox::plain).toList());
    }

    /** Delivers as an MTA would: written aside, then moved in. */
    public void putRaw(String folder, List<String> mails) throws IOException, InterruptedException {
        Path box = maildir(folder);
        for (String part : List.of("tmp", "new", "cur")) {
            Files.createDirectories(box.resolve(part));
            own(box.resolve(part));
        }
        own(box);
        for (String mail : mails) {
            String name = String.format(Locale.ROOT, "%d.%d.test", System.nanoTime(), ++delivered);
            Files.writeString(
                    box.resolve("tmp").resolve(name), mail.replace("\r\n", "\n"), StandardCharsets.ISO_8859_1);
            own(box.resolve("tmp").resolve(name));
            Files.move(box.resolve("tmp").resolve(name), box.resolve("new").resolve(name));
        }
    }

    /** Fills the inbox at one go, while no server runs that could rename what lies there. */
    void fill(int count) throws IOException, InterruptedException {
        kill();
        put("INBOX");
        Path cur = maildir("INBOX").resolve("cur");
        for (int i = 1; i <= count; i++) {
            Path file = cur.resolve(String.format(Locale.ROOT, "%d.%d.test:2,", 1_500_000_000 + i, i));
            Files.writeString(file, GreenBox.plain("mail-" + i).replace("\r\n", "\n"));
            own(file);
        }
        start();
    }

    /** The names of its message files, which carry the flags. */
    List<String> names(String folder) throws IOException {
        try (Stream<Path> cur = Files.list(maildir(folder).resolve("cur"));
                Stream<Path> fresh = Files.list(maildir(folder).resolve("new"))) {
            return Stream.concat(cur, fresh)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    void deleteFolder(String folder) throws IOException {
        delete(maildir(folder));
    }

    /** Runs IMAP commands as another client of the same mailbox. */
    void client(String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            StringBuilder all = new StringBuilder("a LOGIN " + USER + " " + PASSWORD + "\r\n");
            for (String command : commands) {
                all.append("a ").append(command).append("\r\n");
            }
            socket.getOutputStream().write(all.append("z LOGOUT\r\n").toString().getBytes());
            byte[] answer = socket.getInputStream().readAllBytes();
            if (new String(answer).contains("\na NO")) {
                throw new AssertionError(new String(answer));
            }
        }
    }

    public MailboxAccount account(String folder, MailboxAccount.Server server, MailboxAccount.Limits limits) {
        return new MailboxAccount(
                "security",
                server,
                new MailboxAccount.Login(USER, MailboxAccount.Login.Kind.PASSWORD, () -> PASSWORD),
                folder,
                new MailboxAccount.Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(20)),
                limits);
    }

    public MailboxAccount account(String folder) {
        return account(
                folder, new MailboxAccount.Server("localhost", port, Security.PLAIN), MailboxAccount.Limits.DEFAULT);
    }

    /** Gives a file to whom Dovecot serves as. Not to be done by name for a folder: Dovecot renames what lies in it. */
    private static void own(Path file) throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            view.setOwner(names.lookupPrincipalByName("mail"));
            view.setGroup(names.lookupPrincipalByGroupName("mail"));
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(run.getInputStream().readAllBytes());
        if (!run.waitFor(30, TimeUnit.SECONDS) || run.exitValue() != 0) {
            throw new AssertionError(command[0] + " failed");
        }
        return text;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        delete(home);
    }
}
