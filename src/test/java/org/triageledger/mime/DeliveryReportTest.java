package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.automation.DeliveryReport;

/** Reports of mail that came back, from bytes to what they say. */
class DeliveryReportTest {
    private static final String REPORT = """
            From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
            To: ledger@example.org
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <dsn@mx.example.net>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net
            Arrival-Date: Mon, 2 Mar 2026 10:00:00 +0000

            Final-Recipient: rfc822; bob@example.org
            Action: ACTION
            Status: STATUS
            Diagnostic-Code: smtp; 550 no such
             user here
            --b
            CARRIED
            --b--
            """;

    private static final String WHOLE = """
            Content-Type: message/rfc822

            From: ledger@example.org
            Message-ID: <ledger-1@example.org>
            Subject: Before the review

            Hello.""";

    private static final String HEADERS = """
            Content-Type: text/rfc822-headers

            From: ledger@example.org
            Message-ID:
             <ledger-1@example.org>
            Subject: Before the review
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failed           | 5.1.1                  | 5.1.1
            Failed           | 5.2.2 (mailbox full)   | 5.2.2
            failed (bounced) |                        | 5
            failed           | 4.4.7                  | none
            delayed          | 4.2.0                  | none
            delivered        | 2.0.0                  | none
            relayed          | 5.1.1                  | none
            """)
    void failureForGoodIsOne(String action, String status, String expected) {
        String mail = REPORT.replace("ACTION", action).replace("STATUS", status == null ? "" : status);
        for (String carried : new String[] {WHOLE, HEADERS}) {
            assertThat(read(mail.replace("CARRIED", carried))
                            .map(report ->
                                    report.about() + " " + report.statuses().getFirst())
                            .orElse("none"))
                    .isEqualTo(expected.equals("none") ? "none" : "ledger-1@example.org " + expected);
        }
    }

    @Test
    void whatDoesNotSayWhichMailIsMeantSaysNothing() {
        String mail = REPORT.replace("ACTION", "failed").replace("STATUS", "5.1.1");
        assertThat(read(mail.replace("CARRIED", "Content-Type: text/plain\n\nIt is lost.")))
                .isEmpty();
    }

    @Test
    void whatSomebodyAttachedIsNoReport() {
        String report =
                REPORT.replace("ACTION", "failed").replace("STATUS", "5.1.1").replace("CARRIED", WHOLE);
        assertThat(read("""
                From: Eve <eve@example.net>
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: text/plain

                Look what I got.
                --outer
                Content-Type: message/rfc822

                """ + report + "\n--outer--\n")).isEmpty();
        assertThat(read(report)).map(DeliveryReport::about).contains(new MessageId("ledger-1@example.org"));
    }

    private static Optional<DeliveryReport> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Reading reading = new MailReader(Limits.DEFAULT)
                .read(new RawMail(new Place("test", "1"), bytes, bytes.length, Optional.empty(), Optional.empty()));
        return reading instanceof Reading.Read read ? DeliveryReport.of(read.mail()) : Optional.empty();
    }
}
