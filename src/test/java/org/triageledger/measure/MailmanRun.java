package org.triageledger.measure;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Header;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.MessageCopy;

/**
 * What a real Mailman 3 passes on of the fields that a sender wrote, for each way in which it can rewrite a mail, and whom the judge
 * takes for the author of each. Usage: {@code MailmanRun FOLDER [--mails]}; with {@code --mails} each mail that came out is printed as
 * it came. FOLDER is made and removed again.
 */
public final class MailmanRun {
    private static final PrintStream OUT = System.out;
    private static final String SUBSCRIBER = "reader@example.org";
    private static final int MAIL_TIMEOUT_MILLIS = 60_000;

    /** The settings of each list, by its name. */
    private static final Map<String, Map<String, String>> LISTS = lists();

    /** Fields that decide something, as an outsider can write them. */
    private static final Map<String, String> FORGED = forged();

    private MailmanRun() {}

    public static void main(String[] arguments) throws Exception {
        if (!Files.isExecutable(MailmanServer.PROGRAM)) {
            System.err.println(
                    "Mailman 3 is missing: install Debian's package mailman3 (it need not run) and try again");
            System.exit(1);
        }
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        boolean mails = List.of(arguments).contains("--mails");
        Files.createDirectories(folder);
        GreenMail taker = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        taker.start();
        try (MailmanServer mailman = MailmanServer.start(folder, taker.getSmtp().getPort())) {
            mailman.makeDomain();
            for (Map.Entry<String, Map<String, String>> list : LISTS.entrySet()) {
                mailman.makeList(list.getKey(), SUBSCRIBER, list.getKey().equals("digest"), list.getValue());
            }
            int named = 0;
            int believed = 0;
            for (String list : LISTS.keySet()) {
                Corpus.Item plain = sent(taker, mailman, list, "bob@example.org", honest(list));
                show(taker, mails);
                OUT.printf("== %s: a post without further fields: %s%n", list, authors(plain));
                named += names(plain, "bob@example.org") ? 1 : 0;
                Corpus.Item forged = sent(taker, mailman, list, "mal@evil.example", forged(list));
                OUT.printf("   a post with all of the fields below: %s%n", authors(forged));
                believed += names(forged, "ada@example.org") || names(forged, "ada-x") ? 1 : 0;
                report(forged);
                show(taker, mails);
            }
            OUT.printf(
                    "%d lists: the author of an honest post found on %d, an author that the sender made up believed on %d%n",
                    LISTS.size(), named, believed);
        } finally {
            taker.stop();
            remove(folder);
        }
    }

    private static Map<String, Map<String, String>> lists() {
        Map<String, Map<String, String>> lists = new LinkedHashMap<>();
        lists.put("plain", settings(Map.of()));
        lists.put("munge", settings(Map.of("dmarc_mitigate_action", "munge_from")));
        lists.put(
                "munge-reply",
                settings(Map.of("dmarc_mitigate_action", "munge_from", "reply_goes_to_list", "point_to_list")));
        lists.put("wrap", settings(Map.of("dmarc_mitigate_action", "wrap_message")));
        lists.put(
                "wrap-text",
                settings(Map.of(
                        "dmarc_mitigate_action",
                        "wrap_message",
                        "dmarc_wrapped_message_text",
                        "Wrapped by the list.")));
        lists.put("anonymous", settings(Map.of("anonymous_list", "true")));
        lists.put("digest", settings(Map.of("digests_enabled", "true", "digest_size_threshold", "0")));
        return lists;
    }

    private static Map<String, String> settings(Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("default_nonmember_action", "accept");
        settings.put("dmarc_mitigate_unconditionally", "true");
        settings.put("max_message_size", "0");
        settings.put("digests_enabled", "false");
        settings.putAll(own);
        return settings;
    }

    private static Map<String, String> forged() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Return-Path", "<ada@example.org>");
        fields.put("Received", "from mx.example.org by lists.example.org with ESMTP; Mon, 2 Mar 2026 09:59:00 +0000");
        fields.put("Authentication-Results", "lists.example.org; dmarc=pass header.from=example.org");
        fields.put("ARC-Authentication-Results", "i=1; lists.example.org; dmarc=pass header.from=example.org");
        fields.put("DKIM-Signature", "v=1; a=rsa-sha256; d=evil.example; s=s; h=from:to; bh=AAAA; b=AAAA");
        fields.put("Sender", "ada@example.org");
        fields.put("Reply-To", "\"Mal Example\" <ada@example.org>");
        fields.put("Cc", "Bob Example <bob@example.org>");
        fields.put("List-Id", "<security.lists.example.net>");
        fields.put("List-Post", "<mailto:security@lists.example.net>");
        fields.put("List-Archive", "<https://evil.example/list>");
        fields.put("Archived-At", "<https://evil.example/1>");
        fields.put("Message-ID-Hash", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        fields.put("X-Message-ID-Hash", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        fields.put("X-MailFrom", "ada@example.org");
        fields.put("X-Mailman-Version", "2.1.39");
        fields.put("X-Mailman-Rule-Hits", "none");
        fields.put("X-BeenThere", "security@lists.example.net");
        fields.put("X-Original-From", "Ada Example <ada@example.org>");
        fields.put("X-Original-Sender", "ada@example.org");
        fields.put("X-GitHub-Sender", "ada-x");
        fields.put("Errors-To", "security-bounces@lists.example.net");
        fields.put("Precedence", "list");
        fields.put("Auto-Submitted", "no");
        fields.put("In-Reply-To", "<other@example.org>");
        fields.put("References", "<other@example.org>");
        return fields;
    }

    private static String honest(String list) {
        return """
                From: Bob Example <bob@example.org>
                To: %s@lists.example.org
                Subject: Re: overflow in the reader
                Message-ID: <b-%s@example.org>
                In-Reply-To: <m-%s@evil.example>
                Date: Mon, 2 Mar 2026 11:00:00 +0000

                I can reproduce it.
                """.formatted(list, list, list);
    }

    private static String forged(String list) {
        StringBuilder mail = new StringBuilder("From: Mal Example <mal@evil.example>\nTo: " + list
                + "@lists.example.org\nSubject: overflow in the reader\nMessage-ID: <m-" + list
                + "@evil.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n");
        FORGED.forEach(
                (name, value) -> mail.append(name).append(": ").append(value).append('\n'));
        return mail.append("\nThe length is not checked.\n").toString();
    }

    private static Corpus.Item sent(
            GreenMail taker, MailmanServer mailman, String list, String envelopeSender, String mail)
            throws IOException, MessagingException, FolderException {
        taker.purgeEmailFromAllMailboxes();
        mailman.deliver(list, envelopeSender, mail);
        if (!taker.waitForIncomingEmail(MAIL_TIMEOUT_MILLIS, 1)) {
            throw new IOException("nothing came out of the list " + list + " within a minute");
        }
        return Corpus.text(list, text(taker.getReceivedMessages()[0]), Corpus.archive(list + ".lists.example.org"));
    }

    private static String text(MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void show(GreenMail taker, boolean mails) throws IOException, MessagingException {
        if (mails) {
            OUT.println("-- mail");
            OUT.println(text(taker.getReceivedMessages()[0]));
            OUT.println("-- end");
        }
    }

    private static void report(Corpus.Item item) {
        Headers headers = item.mail().map(Mail::headers).orElseThrow();
        FORGED.forEach((name, value) -> OUT.printf("   %-28s %s%n", name, fate(headers.all(name), value)));
        String added = headers.fields().stream()
                .map(Header::name)
                .filter(name -> FORGED.keySet().stream().noneMatch(name::equalsIgnoreCase))
                .distinct()
                .collect(Collectors.joining(", "));
        OUT.printf("   other fields, topmost first: %s%n", added);
    }

    /** Of the mail, and of each that it carries as a digest. */
    private static String authors(Corpus.Item item) {
        return item.judged().stream().map(judged -> author(judged.sighting())).collect(Collectors.joining("; in it "));
    }

    private static String author(MessageCopy sighting) {
        Author author = sighting.author();
        String rule = author.evidence().isEmpty() ? "" : " (" + author.evidence() + ")";
        return author.how() + " " + name(author) + rule + ", " + sighting.automation();
    }

    private static String name(Author author) {
        return author.person()
                .map(person -> person.address().toString())
                .or(author::account)
                .orElse("-");
    }

    private static boolean names(Corpus.Item item, String author) {
        return item.judged().stream()
                .anyMatch(judged -> name(judged.sighting().author()).equals(author));
    }

    /** What became of the value that the sender wrote, among all fields of that name, topmost first. */
    private static String fate(List<String> values, String value) {
        List<String> plain = values.stream()
                .map(text -> text.replaceAll("\\s+", " ").strip())
                .toList();
        int at = plain.indexOf(value);
        if (at < 0) {
            boolean within = plain.stream().anyMatch(text -> text.contains(value));
            return plain.isEmpty() ? "removed" : within ? "kept, more added: " + plain : "replaced";
        }
        if (plain.size() == 1) {
            return "kept";
        }
        return "kept, " + at + " above and " + (plain.size() - 1 - at) + " below it";
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
