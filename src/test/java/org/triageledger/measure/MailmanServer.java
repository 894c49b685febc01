package org.triageledger.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Mailman 3 of its own (Debian's package {@code mailman3}) with its data in one folder, on free ports of the loopback interface.
 * It takes mail by LMTP (RFC 2033) and sends what its lists distribute to an SMTP server; nothing of the system's own Mailman is
 * used or changed.
 */
final class MailmanServer implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/lib/mailman3/bin/master");

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_TRIES = 600;

    private final Process process;
    private final int lmtpPort;
    private final int restPort;
    private final String password;
    private final HttpClient http = HttpClient.newHttpClient();

    private MailmanServer(Process process, int lmtpPort, int restPort, String password) {
        this.process = process;
        this.lmtpPort = lmtpPort;
        this.restPort = restPort;
        this.password = password;
    }

    /** @param folder an empty folder; @param smtpPort on the loopback interface, of the server that takes what lists distribute */
    static MailmanServer start(Path folder, int smtpPort) throws IOException, InterruptedException {
        int lmtpPort = freePort();
        int restPort = freePort();
        String password = UUID.randomUUID().toString();
        Files.createDirectories(folder.resolve("var/data"));
        // Mailman would fetch the public suffix list, and ask DNS for the policy of the author's domain.
        Path suffixes = Files.writeString(folder.resolve("suffixes.dat"), "example\norg\n");
        Path settings = Files.writeString(folder.resolve("mailman.cfg"), """
                [mailman]
                layout: own
                site_owner: postmaster@lists.example.org

                [paths.own]
                var_dir: %s
                bin_dir: %s
                template_dir: $var_dir/templates
                etc_dir: $var_dir/etc

                [mta]
                incoming: mailman.mta.null.NullMTA
                outgoing: mailman.mta.deliver.deliver
                lmtp_host: 127.0.0.1
                lmtp_port: %d
                smtp_host: 127.0.0.1
                smtp_port: %d

                [webservice]
                hostname: 127.0.0.1
                port: %d
                admin_user: bench
                admin_pass: %s

                [database]
                url: sqlite:///%s

                [dmarc]
                org_domain_data_url: file://%s
                resolver_timeout: 1s
                resolver_lifetime: 1s
                """.formatted(
                        folder.resolve("var"),
                        PROGRAM.getParent(),
                        lmtpPort,
                        smtpPort,
                        restPort,
                        password,
                        folder.resolve("var/data/mailman.db"),
                        suffixes));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-C", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("master.log").toFile())
                .start();
        MailmanServer server = new MailmanServer(process, lmtpPort, restPort, password);
        server.awaitReady(folder);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path folder) throws IOException, InterruptedException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (!process.isAlive()) {
                throw new IOException("Mailman ended at its start: " + Files.readString(folder.resolve("master.log")));
            }
            if (accepts(lmtpPort) && accepts(restPort)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        close();
        throw new IOException("Mailman did not answer within a minute; its logs are in " + folder);
    }

    private static boolean accepts(int port) {
        try (Socket ignored = new Socket(LOOPBACK, port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a list whose posts by strangers are distributed, with one subscriber. */
    void makeList(String name, String subscriber, boolean digests, Map<String, String> settings) throws IOException {
        String address = name + "@lists.example.org";
        String id = name + ".lists.example.org";
        call("POST", "lists", Map.of("fqdn_listname", address));
        call("PATCH", "lists/" + id + "/config", settings);
        call(
                "POST",
                "members",
                Map.of(
                        "list_id", id,
                        "subscriber", subscriber,
                        "pre_verified", "true",
                        "pre_confirmed", "true",
                        "pre_approved", "true",
                        "send_welcome_message", "false",
                        "delivery_mode", digests ? "mime_digests" : "regular"));
    }

    void makeDomain() throws IOException {
        call("POST", "domains", Map.of("mail_host", "lists.example.org"));
    }

    private void call(String method, String path, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        String login = Base64.getEncoder().encodeToString(("bench:" + password).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + "/3.1/" + path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking Mailman", e);
        }
    }

    /** Hands a mail to a list as a mail server does. */
    void deliver(String list, String envelopeSender, String mail) throws IOException {
        try (Socket socket = new Socket(LOOPBACK, lmtpPort)) {
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(answers, "220");
            say(out, answers, "LHLO mx.example.net", "250");
            say(out, answers, "MAIL FROM:<" + envelopeSender + ">", "250");
            say(out, answers, "RCPT TO:<" + list + "@lists.example.org>", "250");
            say(out, answers, "DATA", "354");
            String text =
                    mail.replace("\r\n", "\n").replaceAll("(?m)^\\.", "..").replace("\n", "\r\n");
            say(out, answers, text.endsWith("\r\n") ? text + "." : text + "\r\n.", "250");
            say(out, answers, "QUIT", "221");
        }
    }

    private static void say(OutputStream out, BufferedReader answers, String line, String code) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
        expect(answers, code);
    }

    private static void expect(BufferedReader answers, String code) throws IOException {
        String line = answers.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = answers.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("Mailman answered: " + line);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
