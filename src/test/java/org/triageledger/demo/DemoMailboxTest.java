package org.triageledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoMailboxTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{day 1}} | 2026-02-28",
                "{{day -30}} | 2026-03-31",
                "{{year 60}} | 2025",
                "{{time 1 07:05}} | Sat, 28 Feb 2026 07:05:00 +0000",
                "a {{day 0}} b {{day 1}} {c} | a 2026-03-01 b 2026-02-28 {c}",
            })
    void blanksAreFilledWithDaysCountedFromToday(String text, String filled) {
        assertThat(new Blanks(NOW).fill(text)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{}}", "{{day}}", "{{day x}}", "{{time 3}}", "{{day 3 10:00}}", "{{time 3 25:00}}"})
    void aMisspelledBlankIsNoticed(String text) {
        assertThatThrownBy(() -> new Blanks(NOW).fill(text)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void everyMailLoadsWithItsBlanksFilledInTheOrderOfArrival() {
        List<DemoMailbox.Stored> mails = DemoMailbox.at(NOW);
        assertThat(mails).hasSizeGreaterThanOrEqualTo(40);
        assertThat(mails).extracting(DemoMailbox.Stored::arrived).isSorted();
        assertThat(mails).allSatisfy(mail -> {
            String text = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("{{").doesNotContain("}}").contains("\r\n");
            assertThat(mail.arrived()).isBefore(NOW);
        });
        Stream.of("roster.yaml", "release-cycle.json", "application.properties")
                .forEach(name -> assertThat(DemoMailbox.text(name, NOW)).doesNotContain("{{"));
    }

    @Test
    void theServerHandsOutTheBytesOfEveryMailWithItsTimeOfArrival() throws Exception {
        List<DemoMailbox.Stored> mails = DemoMailbox.at(NOW);
        try (DemoMailServer server = DemoMailServer.start(NOW, "secret");
                Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.imapPort(), "team", "secret");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Instant> arrived = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                arrived.add(message.getReceivedDate().toInstant());
            }
            assertThat(arrived)
                    .containsExactlyElementsOf(
                            mails.stream().map(DemoMailbox.Stored::arrived).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "heidi@example.org,           Heidi <heidi@example.org>, spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org",
        "heidi@bounces.example.org,   heidi@example.org,         spf=pass smtp.mailfrom=bounces.example.org; dmarc=pass header.from=example.org",
        "mallory@evil.example.net,    Heidi <heidi@example.org>, spf=pass smtp.mailfrom=evil.example.net; dmarc=fail header.from=example.org",
        "mallory@notexample.org,      heidi@example.org,         spf=pass smtp.mailfrom=notexample.org; dmarc=fail header.from=example.org",
    })
    void theReceiverNotesOnTopWhetherEnvelopeAndAuthorAgree(String envelope, String from, String results)
            throws Exception {
        String mail = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\r\nFrom: " + from
                + "\r\n\r\nHello\r\n";
        MimeMessage noted = Receiver.noted(
                new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))),
                envelope);
        assertThat(noted.getAllHeaderLines().nextElement().replace("\r\n", ""))
                .isEqualTo("Authentication-Results: mx.example.org; " + results);
    }
}
