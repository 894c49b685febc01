package org.triageledger.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.mailbox.imap.MailboxAccount;
import org.triageledger.mailbox.imap.MailboxProblem;

class AccessTokenTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-04T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private HttpServer server;
    private int status = 200;
    private volatile String answer = "{\"access_token\": \"first\", \"expires_in\": 3600}";

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("refresh"), "r+1\nsecond line\n");
        Files.writeString(folder.resolve("secret"), "s&1\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenIsAskedForOnceAndAgainShortlyBeforeItEnds() {
        AccessToken token = token();
        assertThat(token.get()).isEqualTo("first");
        now.updateAndGet(at -> at.plusSeconds(3_539));
        assertThat(token.get()).isEqualTo("first");
        assertThat(asked)
                .containsExactly("grant_type=refresh_token&client_id=ledger&client_secret=s%261&refresh_token=r%2B1"
                        + "&scope=imap");
        answer = "{\"access_token\": \"second\", \"expires_in\": 3600}";
        now.updateAndGet(at -> at.plusSeconds(1));
        assertThat(token.get()).isEqualTo("second");
        assertThat(asked).hasSize(2);
    }

    /** The server takes the second token only: the first was taken back before its end. */
    @Test
    void aTokenTheServerRefusesIsNotUsedAgain() throws Exception {
        AccessToken token = token();
        List<String> signIns = new CopyOnWriteArrayList<>();
        try (ScriptedServer imap = new ScriptedServer((self, command) -> {
            if (command.equals("CAPABILITY")) {
                return Optional.of("* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\r\nTAG OK done\r\n");
            }
            if (!command.startsWith("AUTHENTICATE XOAUTH2 ")) {
                return Optional.empty();
            }
            String said = new String(Base64.getDecoder().decode(command.split(" ")[2]), StandardCharsets.UTF_8);
            signIns.add(said);
            if (said.contains("second")) {
                return Optional.empty();
            }
            answer = "{\"access_token\": \"second\", \"expires_in\": 3600}";
            return Optional.of("TAG NO [AUTHENTICATIONFAILED] taken back\r\n");
        })) {
            MailboxAccount plain = GreenBox.account(imap.port(), "INBOX", MailboxAccount.Limits.DEFAULT);
            MailboxAccount account = new MailboxAccount(
                    plain.name(),
                    plain.server(),
                    new MailboxAccount.Login("ada", MailboxAccount.Login.Kind.OAUTH2, token, token::forget),
                    plain.folder(),
                    plain.rhythm(),
                    plain.limits());
            MemoryLedger ledger = new MemoryLedger();
            try (Watching watching = new Watching(account, ledger)) {
                Watching.eventually().until(() -> !ledger.looks().isEmpty());
            }
            assertThat(ledger.troubleKinds()).containsExactly(MailboxProblem.Kind.SIGN_IN);
            assertThat(ledger.troubles().getFirst().line()).doesNotContain("taken back", "first");
        }
        assertThat(signIns).containsExactly("user=ada\1auth=Bearer first\1\1", "user=ada\1auth=Bearer second\1\1");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatGoesWrongIsOneLineWithoutTheSecret() throws IOException {
        status = 401;
        assertThatIllegalStateException()
                .isThrownBy(token()::get)
                .withMessage("the token endpoint answers with status 401");
        status = 200;
        answer = "{}";
        assertThatIllegalStateException()
                .isThrownBy(token()::get)
                .withMessage("the token endpoint gives no access token");
        Files.delete(folder.resolve("refresh"));
        assertThatIllegalStateException()
                .isThrownBy(token()::get)
                .withMessage("the file with the refresh token cannot be read");
        server.stop(0);
        Files.writeString(folder.resolve("refresh"), "r");
        assertThatIllegalStateException().isThrownBy(token()::get).withMessage("the token endpoint cannot be reached");
    }

    @Test
    void aSecretIsNotSentReadableThroughTheNetwork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessToken(
                        "http://login.example.org/token",
                        "ledger",
                        Optional.empty(),
                        Optional.of(folder.resolve("refresh")),
                        Optional.empty(),
                        clock))
                .withMessage("oauth2.token-endpoint must begin with https://");
    }

    @Test
    void aRefreshTokenThatTheServerReplacesIsReplacedInItsFile() throws IOException {
        Path file = folder.resolve("refresh");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        answer = "{\"access_token\": \"first\", \"expires_in\": 3600, \"refresh_token\": \"r2\"}";
        AccessToken token = token();
        token.get();
        assertThat(file).hasContent("r2\nsecond line\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
        token.forget();
        token.get();
        assertThat(asked.getLast()).contains("&refresh_token=r2&");
        assertThat(token().get()).isEqualTo("first");
        assertThat(asked.getLast()).contains("&refresh_token=r2&");
    }

    /** As of a secret that is mounted for reading: nothing beside it can be written, and what is written there is lost. */
    @Test
    void aReplacedRefreshTokenIsUsedUntilItsFileIsChanged() throws IOException {
        Path file = Files.createDirectory(folder.resolve("mounted")).resolve("refresh");
        Files.writeString(file, "r1\n");
        answer = "{\"access_token\": \"first\", \"expires_in\": 3600, \"refresh_token\": \"r2\"}";
        AccessToken token = token(Optional.of(folder.resolve("secret")), Optional.of(file));
        token.get();
        Files.writeString(file, "r1\n");
        token.forget();
        token.get();
        assertThat(asked.getLast()).contains("&refresh_token=r2&");
        Files.writeString(file, "r9\n");
        token.forget();
        token.get();
        assertThat(asked.getLast()).contains("&refresh_token=r9&");
    }

    @Test
    void withoutARefreshTokenTheClientAsksInItsOwnName() {
        AccessToken token = token(Optional.of(folder.resolve("secret")), Optional.empty());
        assertThat(token.get()).isEqualTo("first");
        assertThat(asked)
                .containsExactly("grant_type=client_credentials&client_id=ledger&client_secret=s%261&scope=imap");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token(Optional.empty(), Optional.empty()))
                .withMessage("set oauth2.refresh-token-file, or oauth2.client-secret-file");
    }

    private AccessToken token() {
        return token(Optional.of(folder.resolve("secret")), Optional.of(folder.resolve("refresh")));
    }

    private AccessToken token(Optional<Path> secret, Optional<Path> refresh) {
        return new AccessToken(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/token",
                "ledger",
                secret,
                refresh,
                Optional.of("imap"),
                clock);
    }
}
