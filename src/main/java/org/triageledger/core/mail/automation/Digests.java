package org.triageledger.core.mail.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.ListSoftware;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.author.Envelope;
import org.triageledger.core.mail.author.ViaName;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.field.BaseSubject;
import org.triageledger.core.mail.field.FieldWriter;
import org.triageledger.core.mail.field.ListAddress;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;
import org.triageledger.core.mail.text.Structure;

/**
 * Digests of lists: as MIME parts (RFC 2046 §5.1.5), or as one text (RFC 1153). People pass mails on as a digest too; so a list
 * must be the sender, or the subject that of a digest.
 */
public final class Digests {
    private static final Pattern SUBJECT = Pattern.compile("\\bdigest\\b.{0,40}\\b(?:vol|issue|number|\\d)");
    private static final Pattern RULE = Pattern.compile("-{70}\\s*");
    private static final int MOST = 500;

    /** What Mailman writes into each post, and into no digest of its own. */
    private static final List<String> OF_POSTS = List.of(
            "X-MailFrom", "Message-ID-Hash", "X-Message-ID-Hash", "X-Mailman-Rule-Hits", "X-Mailman-Rule-Misses");

    private Digests() {}

    static Optional<Automations> find(Mail mail, List<Mailbox> from, String subject, List<ListId> lists) {
        String lower = subject.toLowerCase(Locale.ROOT);
        boolean titled = lower.contains("digest") && (SUBJECT.matcher(lower).find() || lower.endsWith(" digest"));
        boolean parts = Structure.has(mail.body(), "multipart/digest");
        if (!titled && !parts) {
            return Optional.empty();
        }
        boolean sent = from.stream()
                .anyMatch(mailbox -> ListAddress.desk(mailbox.address()).isPresent()
                        || lists.stream().anyMatch(id -> ListAddress.isPosting(id, mailbox.address())));
        if (parts && (sent || (titled && !BaseSubject.of(subject).reply()))) {
            return Optional.of(new Automations(Automation.DIGEST, "multipart/digest of a list"));
        }
        return titled && sent && isPlain(mail.body())
                ? Optional.of(new Automations(Automation.DIGEST, "digest in one text"))
                : Optional.empty();
    }

    /**
     * Whether the list itself made the digest. Its From is one of the list's own addresses, nothing in the header names another sender,
     * and in a mailbox the list's host proves to have written From and the body. A list that writes itself into From of posts, or hides
     * their authors, passes on a digest that anybody posts: Mailman sends its own from the {@code -request} address, and in others
     * neither the name in From nor Cc speaks of somebody else.
     */
    public static boolean isByList(Headers headers, List<ListId> lists, Proof proof, SourceProfile profile) {
        List<ListId> configured =
                lists.stream().filter(profile.lists()::contains).toList();
        List<Mailbox> from = mailboxes(headers, "From");
        boolean archive = profile.mode() == SourceProfile.Mode.ARCHIVE;
        if (from.size() != 1
                || headers.all("From").size() != 1
                || lists.size() > 1
                || (configured.isEmpty() && !archive)
                || lists.isEmpty()) {
            return false;
        }
        ListAddress address = ListAddress.of(lists.getFirst(), headers);
        boolean contradicted = Stream.of("Sender", "Reply-To", "Cc", "X-Original-From", "X-Original-Sender")
                .flatMap(name -> headers.all(name).stream().limit(MOST))
                .map(AddressList::parse)
                .anyMatch(named ->
                        named.isEmpty() || named.stream().anyMatch(mailbox -> !address.isOwn(mailbox.address())));
        ListHost host = new ListHost(lists.getFirst());
        boolean proved = archive
                || (proof.writer("From", Optional.of(host)) == FieldWriter.LIST_HOST
                        && host.domains().stream()
                                .anyMatch(domain -> proof.cameFrom(domain) || proof.coversBody(domain)));
        return address.isOwn(from.getFirst().address())
                && !contradicted
                && !isPost(headers, from.getFirst(), address, profile)
                && proved;
    }

    private static boolean isPost(Headers headers, Mailbox from, ListAddress list, SourceProfile profile) {
        boolean mailman = headers.has("X-Mailman-Version")
                || headers.has("X-BeenThere")
                || profile.listSoftware() == ListSoftware.MAILMAN2
                || profile.listSoftware() == ListSoftware.MAILMAN3;
        return !ViaName.of(from.name()).captured().isEmpty()
                || OF_POSTS.stream().anyMatch(headers::has)
                || (mailman && list.isPosting(from.address()));
    }

    /** In a digest of Mailman 3 the last X-MailFrom is the list's: the envelope sender, which must not be another than the author. */
    public static Author uncontradicted(Headers headers, Author author) {
        Optional<Envelope> envelope = headers.last("X-MailFrom").flatMap(Envelope::parse);
        boolean contradicted = envelope.isPresent()
                && author.person()
                        .map(person -> !envelope.get().isOf(person.address()))
                        .orElse(false);
        return contradicted
                ? new Author.Ambiguous(
                        Stream.concat(
                                        author.person().stream(),
                                        Stream.of(Mailbox.of(envelope.get().sender())))
                                .toList(),
                        "the envelope sender is another than From says")
                : author;
    }

    private static List<Mailbox> mailboxes(Headers headers, String name) {
        return headers.all(name).stream()
                .limit(MOST)
                .flatMap(field -> AddressList.parse(field).stream())
                .toList();
    }

    private static boolean isPlain(Part body) {
        return Structure.first(body, part -> part.content() instanceof Part.Text)
                .map(part -> part.content() instanceof Part.Text text ? text.text() : "")
                .stream()
                .flatMap(text -> text.lines().limit(MOST))
                .anyMatch(line -> RULE.matcher(line).matches());
    }

    /** The mails that a digest of MIME parts carries. */
    public static List<Mail> mails(Part body) {
        List<Mail> found = new ArrayList<>();
        collect(body, false, found);
        return found.size() > MOST ? List.copyOf(found.subList(0, MOST)) : found;
    }

    private static void collect(Part part, boolean digest, List<Mail> found) {
        switch (part.content()) {
            case Part.Multi multi ->
                multi.parts().forEach(eachPart -> collect(eachPart, part.type().equals("multipart/digest"), found));
            case Part.Nested nested -> {
                if (digest) {
                    found.add(nested.mail());
                }
            }
            case Part.Text ignored -> {}
            case Part.Skipped ignored -> {}
        }
    }
}
