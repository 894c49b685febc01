package org.triageledger.core.mail.author;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.field.EncodedWords;
import org.triageledger.core.mail.field.ListAddress;
import org.triageledger.core.mail.field.Proof;

/**
 * Who wrote a mail. A list that writes itself into From hides the author elsewhere; the author is looked for only where the
 * list is a configured one, and never found by a display name alone. What is not certain is ambiguous. Resent fields (RFC 5322
 * §3.6.6) and Sender say who passed a mail on, and are no authors.
 */
public final class Authorship {
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\\[bot])?");

    private final Mail mail;
    private final Headers headers;
    private final List<ListId> lists;
    private final SourceProfile profile;

    private Authorship(Mail mail, List<ListId> lists, SourceProfile profile) {
        this.mail = mail;
        this.headers = mail.headers();
        this.lists = lists;
        this.profile = profile;
    }

    public static Author of(Mail mail, List<ListId> lists, Proof proof, SourceProfile profile) {
        return new Authorship(mail, lists, profile).find(proof);
    }

    private Author find(Proof proof) {
        List<String> fields = headers.all("From");
        List<Mailbox> mailboxes = mailboxes(fields);
        if (mailboxes.isEmpty()) {
            List<Mailbox> encoded =
                    mailboxes(fields.stream().map(EncodedWords::decode).toList());
            return encoded.isEmpty()
                    ? new Author.Ambiguous(
                            mailboxes(headers.all("Sender")), fields.isEmpty() ? "no From field" : "no address in From")
                    : new Author.Ambiguous(encoded, "the address in From is encoded, which RFC 2047 forbids");
        }
        if (fields.size() > 1) {
            return new Author.Ambiguous(mailboxes, "several From fields");
        }
        if (mailboxes.stream().map(Mailbox::address).distinct().count() > 1) {
            return new Author.Ambiguous(mailboxes, "several mailboxes in From");
        }
        Mailbox from = mailboxes.getFirst();
        if (headers.has("X-GitHub-Sender") && from.address().domain().equals("github.com")) {
            return relayed(proof);
        }
        return configured(from)
                .map(list -> new BehindList(mail, list, from, proof, profile).author())
                .or(() -> Relay.of(from, headers, lists, profile))
                .or(() -> strange(from))
                .orElseGet(() -> new Author.Direct(from));
    }

    private static List<Mailbox> mailboxes(List<String> fields) {
        return fields.stream()
                .flatMap(field -> AddressList.parse(field).stream())
                .distinct()
                .toList();
    }

    /** The configured list that wrote itself into From: its posting address, or one at its domain with a name as lists write. */
    private Optional<ListAddress> configured(Mailbox from) {
        return configured(from, headers, lists, profile);
    }

    /** Whether From is a configured list's, so that it says nothing of who wrote the mail. */
    public static boolean isBehindList(Headers headers, List<ListId> lists, SourceProfile profile) {
        List<Mailbox> from = mailboxes(headers.all("From"));
        return from.size() == 1
                && configured(from.getFirst(), headers, lists, profile).isPresent();
    }

    private static Optional<ListAddress> configured(
            Mailbox from, Headers headers, List<ListId> lists, SourceProfile profile) {
        boolean named = ViaName.of(from.name()).isPresent();
        return lists.stream()
                .filter(profile.lists()::contains)
                .map(id -> ListAddress.of(id, headers))
                .filter(list -> list.isPosting(from.address())
                        || list.standsForAuthor(from.address())
                        || (named
                                && Domains.isWithin(
                                        list.id().value(), from.address().domain())))
                .findFirst();
    }

    /** A list that nobody configured, or that left out its List-Id, hides the author: its address is not that of a person. */
    private Optional<Author> strange(Mailbox from) {
        ViaName via = ViaName.of(from.name());
        if (!via.isPresent()) {
            return Optional.empty();
        }
        boolean list = lists.stream().anyMatch(id -> ListAddress.of(id, headers).isPosting(from.address()))
                || profile.lists().stream().anyMatch(id -> ListAddress.isPosting(id, from.address()))
                || headers.all("List-Post").stream()
                        .anyMatch(field ->
                                field.toLowerCase(java.util.Locale.ROOT).contains("mailto:" + from.address()));
        return list
                ? Optional.of(new Author.Ambiguous(
                        mailboxes(headers.all("Reply-To")).stream()
                                .filter(mailbox -> !mailbox.address().equals(from.address()))
                                .toList(),
                        "From is a list that is not configured"))
                : Optional.empty();
    }

    /**
     * The login is GitHub's word where GitHub proves to have written the field, or somebody vouches for the archive. Where GitHub sent
     * the mail once, but anybody can have written the field since, the login waits to be confirmed.
     */
    private Author relayed(Proof proof) {
        String login = headers.last("X-GitHub-Sender").orElse("").strip();
        boolean sent = proof.signedExactlyBy("github.com") || profile.mode() == SourceProfile.Mode.ARCHIVE;
        return sent
                        && headers.all("X-GitHub-Sender").size() == 1
                        && LOGIN.matcher(login).matches()
                ? new Author.Relayed(login, "X-GitHub-Sender")
                : new Author.Ambiguous(List.of(), Author.UNPROVED_LOGIN);
    }
}
