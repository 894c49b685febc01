package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.author.Envelope;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.field.Arrivals;
import org.triageledger.core.mail.field.BaseSubject;
import org.triageledger.core.mail.field.Dates;
import org.triageledger.core.mail.field.EncodedWords;

/** Values of header fields as they are seen in mail, and what is read of them. */
class FieldTablesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Mon, 02 Mar 2026 10:00:00 +0000               | 2026-03-02T10:00:00Z
            2 Mar 2026 10:00 +0100                        | 2026-03-02T09:00:00Z
            Mon,  2 Mar 2026 10:00:00 -0330 (NST)         | 2026-03-02T13:30:00Z
            Mon, 02 Mar 2026 10:00:00 GMT                 | 2026-03-02T10:00:00Z
            Mon, 02 Mar 2026 10:00:00 EST                 | 2026-03-02T15:00:00Z
            Mon, 02 Mar 2026 10:00:00 Z                   | 2026-03-02T10:00:00Z
            Mon, 02 Mar 2026 10:00:00                     | 2026-03-02T10:00:00Z
            Mon, 02 Mar 2026 10:00:00 -0000               | 2026-03-02T10:00:00Z
            Mon, 02 Mar 2026 10:00:00 GMT+0200            | 2026-03-02T08:00:00Z
            Mon, 02 Mar 2026 10:00:00 +02:00              | 2026-03-02T08:00:00Z
            Mon, 02 Mar 2026 10:00:00 +1400               | 2026-03-01T20:00:00Z
            Mon, 02 Mar 2026 10:00:00 +9900               | 2026-03-02T10:00:00Z
            Mon, 02 Mar 2026 10:00:00 XYZ                 | 2026-03-02T10:00:00Z
            Fri, 02 Mar 2026 10:00:00 +0000               | 2026-03-02T10:00:00Z
            (a comment) Mon, 02 (x) Mar 2026 10:00 +0000  | 2026-03-02T10:00:00Z
            Mon, 02-Mar-2026 10:00:00 +0000               | 2026-03-02T10:00:00Z
            Mon, 2 March 2026 10:00:00 +0000              | 2026-03-02T10:00:00Z
            Mo, 2 Mär 2026 10:00:00 +0100                 | 2026-03-02T09:00:00Z
            Mon, 02 Mar 2026 10.00.00 +0000               | 2026-03-02T10:00:00Z
            Mon, 02 Mar 26 10:00:00 +0000                 | 2026-03-02T10:00:00Z
            Thu, 02 Mar 95 10:00:00 +0000                 | 1995-03-02T10:00:00Z
            Thu, 02 Mar 126 10:00:00 +0000                | 2026-03-02T10:00:00Z
            Mon Mar  2 10:00:00 2026                      | 2026-03-02T10:00:00Z
            Mon Mar  2 10:00:00 EST 2026                  | 2026-03-02T15:00:00Z
            2026-03-02T10:00:00Z                          | 2026-03-02T10:00:00Z
            2026-03-02 10:00:00+0100                      | 2026-03-02T09:00:00Z
            Mon, 02 Mar 2026 11:59:60 +0000               | 2026-03-02T11:59:59Z
            Mon, 02 Mar 2026 10:00:00 PM +0000            | 2026-03-02T22:00:00Z
            Sun, 29 Feb 2028 23:59:59 +0000               | 2028-02-29T23:59:59Z
            Sat, 29 Feb 2026 10:00:00 +0000               | -
            Mon, 32 Mar 2026 10:00:00 +0000               | -
            Mon, 02 Foo 2026 10:00:00 +0000               | -
            Mon, 02 Mar 2026 25:00:00 +0000               | -
            Mon, 02 Mar 0100 10:00:00 +0000               | -
            Thu, 01 Jan 1970 00:00:00 +0000               | -
            Mon, 02 Mar 9999 10:00:00 +0000               | -
            yesterday                                     | -
            ''                                            | -
            """)
    void dates(String field, String instant) {
        assertThat(Dates.parse(field)).isEqualTo(Optional.ofNullable(instant).map(Instant::parse));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            plain                                             | plain
            =?utf-8?q?Andr=C3=A9?=                            | André
            =?UTF-8?B?QW5kcsOp?=                              | André
            =?iso-8859-1?q?Andr=E9_Exemple?=                  | André Exemple
            =?utf-8?q?a?= =?utf-8?q?b?=                       | ab
            =?utf-8?q?a?=  c  =?utf-8?q?b?=                   | a  c  b
            =?utf-8?b?4oI=?= =?utf-8?b?rA==?=                 | €
            =?utf-8?q?=E2=82?= =?utf-8?q?=AC?=                | €
            =?utf-8*en?q?Andr=C3=A9?=                         | André
            Re: =?utf-8?q?caf=C3=A9?= (2)                     | Re: café (2)
            =?gb2312?b?1tDOxA==?=                             | 中文
            =?iso-2022-jp?b?GyRCRnxLXBsoQg==?=                | 日本
            =?windows-1252?q?=80?=                            | €
            =?x-nowhere?q?abc?=                               | =?x-nowhere?q?abc?=
            =?utf-8?x?abc?=                                   | =?utf-8?x?abc?=
            =?utf-8?q?abc                                     | =?utf-8?q?abc
            =?utf-8?q?a b?=                                   | a b
            =?utf-8?q?=ZZ?=                                   | =ZZ
            =?utf-8?b?QW5kcsO?=                               | Andr\ufffd
            =?utf-8?q??=                                      | ''
            """)
    void encodedWords(String field, String text) {
        assertThat(EncodedWords.decode(field)).isEqualTo(text.replace("\\ufffd", "\ufffd"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ada@example.com                                    | ada@example.com
            <ada@example.com>                                  | ada@example.com
            Ada <ada@example.com>                              | Ada ada@example.com
            "Example, Ada" <ada@example.com>                   | Example, Ada ada@example.com
            Example, Ada <ada@example.com>                     | Ada ada@example.com
            Ada (work) <ada@example.com>                       | Ada ada@example.com
            ada@example.com (Ada)                              | Ada ada@example.com
            "a\\"b" <ada@example.com>                          | a"b ada@example.com
            'Ada' <ada@example.com>                            | Ada ada@example.com
            a@example.com, b@example.com                       | a@example.com; b@example.com
            a@example.com; b@example.com                       | a@example.com; b@example.com
            Team: a@example.com, b@example.com;                | a@example.com; b@example.com
            undisclosed-recipients:;                           | ``
            <mailto:ada@example.com>                           | ada@example.com
            ada @ example . com                                | ada@example.com
            ada at example.com                                 | ada@example.com
            "ada lovelace"@example.com                         | ``
            <@a.example,@b.example:ada@example.com>            | ada@example.com
            ada@example.com.                                   | ada@example.com
            ada@EXAMPLE.com                                    | ada@example.com
            ada@[192.0.2.1]                                    | ada@[192.0.2.1]
            ada@bücher.example                                 | ada@xn--bcher-kva.example
            =?utf-8?q?Andr=C3=A9=2C_X?= <a@example.com>        | André, X a@example.com
            Ada <ada@example.com                               | Ada ada@example.com
            "Ada <ada@example.com>                             | Ada ada@example.com
            ada                                                | ``
            @example.com                                       | ``
            ada@                                               | ``
            ada@.                                              | ``
            ada@..                                             | ``
            ada@example.com <bob@example.net>                  | ada@example.com bob@example.net
            """)
    void addresses(String field, String mailboxes) {
        String found = AddressList.parse(field).stream()
                .map(mailbox -> (mailbox.name() + " " + mailbox.address()).strip())
                .collect(Collectors.joining("; "));

        assertThat(found).isEqualTo(mailboxes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ada@example.com                                              | ada@example.com
            <ada@example.com>                                            | ada@example.com
            prvs=8440ce0520=ada@example.com                              | ada@example.com
            btv1==ada1b2==ada@example.com                                | ada@example.com
            msprvs1=18a2b=ada@example.com                                | ada@example.com
            prvs=ada/8440ce0520@example.com                              | ada@example.com
            SRS0=Jf8s=B3=example.com=ada@relay.example.net               | ada@example.com
            SRS0+Jf8s=B3=example.com=ada@relay.example.net               | ada@example.com
            SRS1=x7=first.example.net==Jf8s=B3=example.com=ada@example.org | ada@example.com
            SRS0=Jf8s=B3=example.com=prvs=8440ce0520=ada@relay.example.net | ada@example.com
            ada+team=example.org@example.com                             | ada@example.com
            ada+tag@example.com                                          | ada+tag@example.com
            <>                                                           | -
            nothing                                                      | -
            """)
    void envelopes(String field, String sender) {
        assertThat(Envelope.parse(field).map(found -> found.sender().toString()))
                .isEqualTo(Optional.ofNullable(sender));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "''", textBlock = """
            <a@example.com>                              | a@example.com
            <a@example.com> <b@example.com>              | a@example.com b@example.com
            <a@example.com><b@example.com>               | a@example.com b@example.com
            a@example.com                                | a@example.com
            < a@ example.com >                           | a@example.com
            <<a@example.com>>                            | a@example.com
            >><a@example.com>                            | a@example.com
            <a@example.com> <a@example.com>              | a@example.com
            <no-at-sign>                                 | no-at-sign
            "Your message of Monday" <a@example.com>     | a@example.com
            <a@example.com                               | a@example.com
            """)
    void ids(String field, String ids) {
        assertThat(MessageId.all(field).stream().map(MessageId::value).collect(Collectors.joining(" ")))
                .isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Re: parser                      | parser | reply
            RE: Re: AW: parser              | parser | reply
            Fwd: parser                     | parser | forward
            [Security] Re: [Security] parser | parser | reply
            Re: [CVE-2026-12345] parser     | [cve-2026-12345] parser | reply
            Re[2]: parser                   | parser | reply
            parser (fwd)                    | parser | forward
            回复：parser                     | parser | reply
            Antwort: WG: parser             | parser | reply forward
            Regarding: parser               | regarding: parser | ''
            [only a tag]                    | [only a tag] | ''
            """)
    void subjects(String subject, String base, String marks) {
        BaseSubject found = BaseSubject.of(subject);

        assertThat(found.text()).isEqualTo(base);
        assertThat(((found.reply() ? "reply " : "") + (found.forward() ? "forward" : "")).strip())
                .isEqualTo(marks);
    }

    /** An address of INTERNALDATE, then Received, then the From line, then Date, then the time of reading. */
    @Test
    void arrivalIsWhatTheReceiverSaid() {
        String mail = """
                Received: from a by b; Mon, 02 Mar 2026 10:00:00 +0000
                Date: Mon, 02 Mar 2026 09:00:00 +0000
                From: ada@example.com
                """;
        RawMail raw = Cases.raw(mail);
        Instant kept = Instant.parse("2026-03-02T12:00:00Z");
        Instant line = Instant.parse("2026-03-02T11:00:00Z");

        assertThat(arrival(with(raw, Optional.of(kept), Optional.of(line)))).isEqualTo("INTERNAL_DATE " + kept);
        assertThat(arrival(with(raw, Optional.empty(), Optional.of(line)))).isEqualTo("RECEIVED 2026-03-02T10:00:00Z");
        RawMail bare = Cases.raw("Date: Mon, 02 Mar 2026 09:00:00 +0000\nFrom: ada@example.com\n");
        assertThat(arrival(with(bare, Optional.empty(), Optional.of(line)))).isEqualTo("FROM_LINE " + line);
        assertThat(arrival(bare)).isEqualTo("DATE 2026-03-02T09:00:00Z");
        assertThat(arrival(Cases.raw("From: ada@example.com\n"))).isEqualTo("READ " + Cases.READ_AT);
        Instant future = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(arrival(with(raw, Optional.of(future), Optional.empty())))
                .isEqualTo("RECEIVED 2026-03-02T10:00:00Z");
    }

    /** What synchronizes mailboxes files all mail of years at once. */
    @Test
    void aFileOfAMaildirIsNoYoungerThanItsMailAndSaysNothingMore() {
        String received = "Received: from a by b; Mon, 02 Mar 2026 10:00:00 +0000\n";
        String sent = "Date: Mon, 02 Mar 2026 09:00:00 +0000\n";
        String from = "From: ada@example.com\n";

        assertThat(arrival(filed(received + sent + from, "2026-06-01T12:00:00Z")))
                .isEqualTo("RECEIVED 2026-03-02T10:00:00Z");
        assertThat(arrival(filed(sent + from, "2026-06-01T12:00:00Z"))).isEqualTo("DATE 2026-03-02T09:00:00Z");
        assertThat(arrival(filed(sent + from, "2026-03-02T09:00:00Z"))).isEqualTo("DATE 2026-03-02T09:00:00Z");
        assertThat(arrival(filed(sent + from, "2026-02-01T12:00:00Z"))).isEqualTo("FILED 2026-02-01T12:00:00Z");
        assertThat(arrival(filed(from, "2026-02-01T12:00:00Z"))).isEqualTo("FILED 2026-02-01T12:00:00Z");
    }

    private static RawMail filed(String mail, String when) {
        RawMail raw = Cases.raw(mail);
        return new RawMail(
                raw.place(),
                raw.bytes(),
                raw.size(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse(when)));
    }

    private static RawMail with(RawMail raw, Optional<Instant> internalDate, Optional<Instant> fromLine) {
        return new RawMail(raw.place(), raw.bytes(), raw.size(), internalDate, fromLine);
    }

    private static String arrival(RawMail raw) {
        Headers headers = Cases.read(raw).headers();
        Arrival found = Arrivals.of(raw, headers, headers.first("Date").flatMap(Dates::parse), Cases.READ_AT);
        return found.basis() + " " + found.at();
    }
}
