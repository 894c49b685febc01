package org.triageledger.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aLetterAsItArrives() throws Exception {
        assertThat(post(server.getSmtp().getPort()).send(letter("ada@example.org", Optional.empty()), NOON))
                .isEqualTo(new Post.Outcome.Sent());
        assertThat(received()).isEqualTo("""
                Date: Wed, 4 Mar 2026 12:00:00 +0000 (UTC)
                From: Triage Ledger <ledger@example.org>
                To: =?UTF-8?Q?Ad=C3=A4_Example?= <ada@example.org>
                Message-ID: <one@example.org>
                Subject: Caf=C3=A9
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 7bit
                Auto-Submitted: auto-generated
                X-Auto-Response-Suppress: All
                X-Triage-Ledger: 1

                Hello.
                """.replace("Caf=C3=A9", "=?UTF-8?Q?Caf=C3=A9?="));
    }

    @Test
    void withHtmlItHasTwoFormsOfOneText() throws Exception {
        post(server.getSmtp().getPort()).send(letter("ada@example.org", Optional.of("<p>Hello.</p>")), NOON);
        assertThat(received().replaceAll("----=_Part_[0-9_.]+", "BOUNDARY"))
                .contains("Content-Type: multipart/alternative; \n\tboundary=\"BOUNDARY\"")
                .endsWith("""
                        --BOUNDARY
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: 7bit

                        Hello.

                        --BOUNDARY
                        Content-Type: text/html; charset=UTF-8
                        Content-Transfer-Encoding: 7bit

                        <p>Hello.</p>
                        --BOUNDARY--
                        """);
    }

    @Test
    void aServerThatIsDownMeansLater() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(post(free).send(letter("ada@example.org", Optional.empty()), NOON))
                .isEqualTo(new Post.Outcome.Later(
                        "the SMTP server cannot be reached or broke off: check ledger.smtp.host and port"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 no such user         | refused: the SMTP server refuses the recipient (550)
            450 mailbox busy         | later: the SMTP server does not take the mail
            """)
    void whatAServerSaysOfARecipient(String reply, String expected) throws Exception {
        try (RudeServer rude = new RudeServer(reply)) {
            Post.Outcome outcome = post(rude.port()).send(letter("ada@example.org", Optional.empty()), NOON);
            assertThat(
                            switch (outcome) {
                                case Post.Outcome.Sent ignored -> "sent";
                                case Post.Outcome.Later later -> "later: " + later.why();
                                case Post.Outcome.Refused refused -> "refused: " + refused.why();
                            })
                    .isEqualTo(expected);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutAsking() {
        assertThat(post(1).send(letter("nobody", Optional.empty()), NOON)).isInstanceOf(Post.Outcome.Refused.class);
    }

    @Test
    void nothingOfALetterShowsInItsText() {
        assertThat(letter("ada@example.org", Optional.empty()).toString()).isEqualTo("letter");
    }

    private static Post post(int port) {
        return new Post(new PostOffice(
                "127.0.0.1",
                port,
                PostOffice.Security.PLAIN,
                Optional.empty(),
                Optional.empty(),
                "Triage Ledger",
                "ledger@example.org",
                "1",
                Duration.ofSeconds(20)));
    }

    private static Letter letter(String to, Optional<String> html) {
        return new Letter("one@example.org", "Adä Example", to, "Café", "Hello.\n", html);
    }

    /** Without what the server added. */
    private String received() throws Exception {
        MimeMessage message = server.getReceivedMessages()[0];
        message.removeHeader("Return-Path");
        message.removeHeader("Received");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").strip() + "\n";
    }
}
