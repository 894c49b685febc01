package org.triageledger.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.automation.DeliveryReport;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/** Mails of all shapes with much attached to them, and what is known of a mail in the end. */
public final class LargeMails {
    /** Stands in every line of what is attached, and nowhere else. */
    public static final String ATTACHED = "QVRUQUNIRUQgQ09OVEVOVA";

    private static final String LINE = ATTACHED + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";

    private static final String HEADER = """
            Received: from mail.example.org by mx.example.org; Fri, 30 Oct 2026 09:15:30 +0100
            Authentication-Results: mx.example.org; dkim=pass header.d=example.org;
             spf=pass smtp.mailfrom=example.org
            Message-ID: <large@example.org>
            In-Reply-To: <report@example.net>
            Date: Fri, 30 Oct 2026 09:15:00 +0100
            From: Ada Example <ada@example.org>
            To: security@example.org
            Subject: Re: a crash in the parser, CVE-2026-0001
            MIME-Version: 1.0
            """;

    private static final String WORDS = """
            Thanks for the report.
            This is CVE-2026-1234, and we will mend it.

            On Thu, Bob wrote:
            > It crashes.
            """;

    private LargeMails() {}

    private static String attached(int bytes) {
        return LINE.repeat(bytes / LINE.length() + 1);
    }

    private static String pdf(int bytes) {
        return """
                Content-Type: application/pdf; name="trace.pdf"
                Content-Disposition: attachment; filename="trace.pdf"
                Content-Transfer-Encoding: base64

                """ + attached(bytes);
    }

    /** A mail with an attachment, to be carried in another. */
    private static String inner(int bytes) {
        return """
                Message-ID: <inner@example.net>
                Date: Thu, 29 Oct 2026 10:00:00 +0000
                From: Bob Example <bob@example.net>
                Subject: a crash in the parser
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="inner"

                This is a multi-part message in MIME format.
                --inner
                Content-Type: text/plain; charset=utf-8

                It crashes, see GHSA-2222-3333-4444.
                --inner
                """ + pdf(bytes) + "--inner--\n";
    }

    private static String words(String words) {
        return "Content-Type: text/plain; charset=utf-8\n\n" + words;
    }

    /** Name to bytes, one shape each. */
    public static Map<String, String> all() {
        Map<String, String> mails = new LinkedHashMap<>();
        int large = 300 << 10;
        mails.put("text and five megabytes", multi("mixed", words(WORDS), pdf(5 << 20)));
        mails.put("attachment before text", multi("mixed", pdf(large), words(WORDS)));
        mails.put(
                "alternative in mixed in signed",
                multi(
                        "signed; micalg=pgp-sha512; protocol=\"application/pgp-signature\"",
                        multiPart(
                                "mixed",
                                multiPart(
                                        "alternative",
                                        words(WORDS),
                                        "Content-Type: text/html\n\n<p>Thanks for the <b>report</b></p>\n"),
                                pdf(large)),
                        "Content-Type: application/pgp-signature; name=signature.asc\n\n" + attached(1000)));
        mails.put(
                "words about a mail with an attachment",
                multi("mixed", words(WORDS), "Content-Type: message/rfc822\n\n" + inner(large)));
        mails.put(
                "nothing but a mail with an attachment",
                multi("mixed", "Content-Type: message/rfc822\n\n" + inner(large)));
        mails.put(
                "a mail called an attachment",
                multi(
                        "mixed",
                        words(WORDS),
                        "Content-Type: message/rfc822; name=a.eml\nContent-Disposition: attachment; filename=a.eml\n\n"
                                + inner(large)));
        mails.put(
                "a mail in a mail in a mail",
                multi(
                        "mixed",
                        words(WORDS),
                        "Content-Type: message/rfc822\n\nFrom: cay@example.org\nSubject: Fwd: all\n"
                                + "Message-ID: <middle@example.org>\nContent-Type: multipart/mixed; boundary=middle\n\n--middle\n"
                                + words("Look at CVE-2026-7777\n") + "--middle\nContent-Type: message/rfc822\n\n"
                                + inner(large) + "--middle--\n"));
        mails.put(
                "wrapped by a list",
                "List-Id: <security.example.org>\nMessage-ID: <wrapped@example.org>\nDate: Fri, 30 Oct 2026 09:15:00 +0100\n"
                        + "From: Bob Example via Security <security@example.org>\nTo: security@example.org\n"
                        + "Subject: a crash in the parser\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"list\"\n\n"
                        + "--list\nContent-Type: message/rfc822\nContent-Disposition: inline\n\n" + inner(large)
                        + "\n--list\nContent-Type: text/plain\nContent-Disposition: inline\n\n____\nSecurity list\n--list--\n");
        mails.put(
                "a report of a failure",
                multi(
                        "report; report-type=delivery-status",
                        words("Your mail could not be delivered.\n"),
                        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
                                + "Final-Recipient: rfc822; cay@example.net\nAction: failed\nStatus: 5.1.1\n",
                        "Content-Type: message/rfc822\n\n" + inner(large)));
        mails.put(
                "a report with headers called an attachment",
                multi(
                        "report; report-type=delivery-status",
                        words("Your mail could not be delivered.\n"),
                        "Content-Type: message/delivery-status\nContent-Disposition: attachment\n\n"
                                + "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; cay@example.net\n"
                                + "Action: failed\nStatus: 5.1.1\n",
                        "Content-Type: text/rfc822-headers\nContent-Disposition: attachment\n\nMessage-ID: <inner@example.net>\n",
                        pdf(large)));
        mails.put("one long text", HEADER + words("A line of a long letter about CVE-2026-0002.\n".repeat(7000)));
        mails.put("one attachment", HEADER + pdf(large));
        mails.put(
                "a patch and a log",
                multi(
                        "mixed",
                        words(WORDS),
                        "Content-Type: text/x-patch\nContent-Disposition: attachment; filename=a.patch\n\n"
                                + attached(large),
                        "Content-Type: text/plain; name=a.log\nContent-Disposition: inline; filename=a.log\n\nCVE-2026-5555\n"));
        mails.put(
                "pictures in HTML",
                multi(
                        "related; type=\"text/html\"",
                        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                                + "<p>Sch=C3=B6n, CVE-2026-6666=\n2</p><img src=3D\"cid:1\">\n",
                        "Content-Type: image/png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\n"
                                + attached(large)));
        mails.put("a digest", multi("digest", "\n" + inner(large), "Content-Type: message/rfc822\n\n" + inner(1000)));
        mails.put(
                "a text in base64",
                multi(
                        "mixed",
                        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
                                + "R3L832UgenUgQ1ZFLTIwMjYtODg4OA==\n",
                        pdf(large)));
        mails.put(
                "what stands around parts, and no end",
                HEADER
                        + "Content-Type: multipart/mixed;\n\tcharset=us-ascii;\n\tBoundary=\"=_a b\"\n\nCVE-2026-0666 before\n"
                        + "--=_a b\n\nwithout a header, CVE-2026-0777\n--=_a b  \n" + pdf(large));
        mails.put(
                "no boundary line at all",
                HEADER + "Content-Type: multipart/mixed; boundary=none\n\n" + WORDS.repeat(3000));
        mails.put("nonsense for a type", multi("mixed", "Content-Type: text\n\n" + WORDS, pdf(large)));
        mails.replaceAll((name, mail) -> mail.replace("\r\n", "\n").replace("\n", "\r\n"));
        return mails;
    }

    private static String multi(String type, String... parts) {
        return HEADER + multiPart(type, parts);
    }

    private static String multiPart(String type, String... parts) {
        String boundary = "=_" + Integer.toHexString(type.hashCode()) + parts.length;
        return "Content-Type: multipart/" + type + "; boundary=\"" + boundary + "\"\n\n"
                + List.of(parts).stream()
                        .map(part -> "--" + boundary + "\n" + part + "\n")
                        .collect(Collectors.joining())
                + "--" + boundary + "--\n";
    }

    /** All that is known of a mail once it is read, but for what tells one copy from another. */
    public static String facts(byte[] bytes) {
        SourceProfile profile = new SourceProfile(
                "security", SourceProfile.Mode.MAILBOX, Set.of(), Set.of("mx.example.org"), Set.of(), Set.of());
        RawMail raw = new RawMail(
                new Place("security", "1"), bytes, bytes.length, Optional.of(GreenBox.ARRIVED), Optional.empty());
        return switch (new MailReader(Limits.DEFAULT).read(raw)) {
            case Reading.Unreadable unreadable -> unreadable.why();
            case Reading.Read read ->
                new Judge(profile, token -> token)
                                .judge(raw, read.mail(), Instant.parse("2026-11-01T10:00:00Z")).stream()
                                        .map(judged -> judged.subject()
                                                + judged.sighting()
                                                        .toString()
                                                        .replaceFirst("digest=[0-9a-f]+", "digest"))
                                        .collect(Collectors.joining("\n"))
                        + DeliveryReport.of(read.mail());
        };
    }

    public static String facts(String mail) {
        return facts(mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}
