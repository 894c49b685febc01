package org.triageledger.core.mail.author;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.field.AddressList;

/**
 * B4 Relay (b4's web endpoint at kernel.org) sends for people who cannot send patches themselves: From is {@code
 * devnull+ada.example.org@kernel.org}, and X-Original-From and Reply-To name the author. That address is nobody's.
 */
final class Relay {
    private static final String MARK = "devnull+";

    private static final Pattern NAME =
            Pattern.compile("\\svia B4 (?:Web Submission Endpoint|Relay|Submission Endpoint)\\b");

    private Relay() {}

    static boolean is(Address address) {
        return address.local().startsWith(MARK);
    }

    /** Whether it is the address under which that author's mail is sent on: the at sign is a dot, and what no local part may hold. */
    static boolean isFor(Address relay, Address author) {
        return is(relay)
                && relay.local()
                        .substring(MARK.length())
                        .equals(author.local().replace('+', '.') + "." + author.domain());
    }

    /** Empty where the mail was not sent that way. Where nothing but the sender's own fields says who wrote it, it is ambiguous. */
    static Optional<Author> of(Mailbox from, Headers headers, List<ListId> lists, SourceProfile profile) {
        if (!is(from.address())) {
            return Optional.empty();
        }
        List<Mailbox> named = Stream.of("X-Original-From", "Reply-To")
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> AddressList.parse(value).stream())
                .filter(mailbox -> isFor(from.address(), mailbox.address()))
                .toList();
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        boolean vouched = profile.mode() == SourceProfile.Mode.ARCHIVE && list.isPresent();
        return Optional.of(
                vouched && !named.isEmpty() && !contradicted(from, headers)
                        ? new Author.Unmunged(
                                new Mailbox(author(from), named.getFirst().address()),
                                list.get(),
                                "the relay's address in From, and a field that agrees")
                        : new Author.Ambiguous(
                                named.stream()
                                        .map(mailbox -> Mailbox.of(mailbox.address()))
                                        .distinct()
                                        .toList(),
                                "a relay stands in From"));
    }

    private static boolean contradicted(Mailbox from, Headers headers) {
        return Stream.of("X-Original-From", "X-Original-Sender")
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> AddressList.parse(value).stream())
                .anyMatch(mailbox -> !isFor(from.address(), mailbox.address()) && !is(mailbox.address()));
    }

    private static String author(Mailbox from) {
        return NAME.split(from.name(), 2)[0].strip();
    }
}
