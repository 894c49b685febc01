package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.mail.Via.Fit;

/**
 * The author of a mail in whose From a configured list stands.
 *
 * <p>Mailman (2.1 and 3, {@code munge_from}) writes "Ada Example via Security" into From and adds Ada's mailbox to Reply-To, or to
 * Cc where Reply-To is the list's; Mailman 3 also appends the envelope sender as X-MailFrom, where the last field counts because a
 * sender can write one first. So the author is the one mailbox in those fields that fits the captured name, and the envelope must
 * not name somebody else. {@code wrap_message} does the same and puts the whole mail inside; the author is that of the inner mail if
 * the fields outside agree, since anybody can attach somebody else's mail. Google Groups and Sympa write X-Original-From; in mail
 * of Mailman only a sender can have written that field.
 */
final class BehindList {
    private final Headers headers;
    private final Part body;
    private final ListAddress list;
    private final Mailbox from;
    private final Via via;
    private final Optional<Envelope> envelope;
    private final List<Mailbox> replyTo;
    private final List<Mailbox> copied;

    BehindList(Headers headers, Part body, ListAddress list, Mailbox from) {
        this.headers = headers;
        this.body = body;
        this.list = list;
        this.from = from;
        this.via = Via.of(from.name());
        this.envelope = headers.last("X-MailFrom").flatMap(Envelope::parse);
        this.replyTo = people("Reply-To");
        this.copied = people("Cc").stream()
                .filter(one ->
                        replyTo.stream().noneMatch(other -> other.address().equals(one.address())))
                .toList();
    }

    Author author() {
        Author named = isMailman() ? byFields() : original().orElseGet(this::byFields);
        return Wrapped.in(body).map(inner -> unwrapped(inner, named)).orElse(named);
    }

    private boolean isMailman() {
        return headers.has("X-Mailman-Version") || headers.has("X-MailFrom") || headers.has("X-BeenThere");
    }

    private Optional<Author> original() {
        List<Mailbox> originals = mailboxes("X-Original-From");
        List<Mailbox> senders = mailboxes("X-Original-Sender");
        if (originals.isEmpty() && (senders.size() != 1 || !via.isPresent())) {
            return Optional.empty();
        }
        Mailbox found = originals.isEmpty() ? senders.getFirst() : originals.getFirst();
        boolean agree = Stream.of(originals, senders)
                        .flatMap(List::stream)
                        .allMatch(one -> one.address().equals(found.address())
                                || new Envelope(one.address()).isOf(found.address()))
                && fitting(replyTo).stream().allMatch(one -> one.address().equals(found.address()));
        return Optional.of(
                agree
                        ? unmunged(found, originals.isEmpty() ? "X-Original-Sender" : "X-Original-From")
                        : ambiguous(
                                Stream.of(originals, senders, fitting(replyTo)).flatMap(List::stream),
                                "X-Original-From, X-Original-Sender and Reply-To disagree"));
    }

    private Author byFields() {
        if (envelope.isPresent() && headers.has("X-Mailman-Version")) {
            return byEnvelope(envelope.get());
        }
        Author found = byNames();
        boolean contradicted = envelope.isPresent()
                && found.person()
                        .map(author -> !envelope.get().isOf(author.address()))
                        .orElse(false);
        return contradicted
                ? ambiguous(
                        Stream.concat(found.person().stream(), sender()),
                        "the envelope sender is another than the fields say")
                : found;
    }

    /** Mailman 3: the envelope says which of the mailboxes it is, and the captured name must not be that of another. */
    private Author byEnvelope(Envelope sender) {
        List<Mailbox> all = Stream.concat(replyTo.stream(), copied.stream()).toList();
        List<Mailbox> exact = all.stream()
                .filter(one -> one.address().equals(sender.sender()))
                .toList();
        List<Mailbox> sent = exact.isEmpty()
                ? all.stream().filter(one -> sender.isOf(one.address())).toList()
                : exact;
        if (sent.size() == 1) {
            Mailbox found = sent.getFirst();
            boolean others = fitting(all).stream().anyMatch(one -> !one.equals(found));
            Fit fit = via.fit(found);
            boolean alone = replyTo.size() == 1 && replyTo.contains(found);
            if (fit == Fit.YES || (!others && (fit == Fit.UNKNOWN || alone))) {
                return unmunged(found, field(found) + ", as X-MailFrom says");
            }
        }
        return ambiguous(
                Stream.of(fitting(all).stream(), sent.stream(), sender()).flatMap(one -> one),
                "the envelope sender is another than the one whose name stands in From");
    }

    /** Mailman 2.1 and its kin leave no envelope. */
    private Author byNames() {
        List<Mailbox> inReply = fitting(replyTo);
        List<Mailbox> inCopy = fitting(copied);
        List<Mailbox> unknown =
                replyTo.stream().filter(one -> via.fit(one) == Fit.UNKNOWN).toList();
        if (via.isPresent() && inReply.size() == 1 && unknown.isEmpty() && inCopy.isEmpty()) {
            return unmunged(inReply.getFirst(), "Reply-To with the captured name");
        }
        if (via.isPresent() && replyTo.size() == 1 && unknown.size() == 1 && inCopy.isEmpty()) {
            return unmunged(replyTo.getFirst(), "the one mailbox in Reply-To");
        }
        if (via.isPresent()
                && inReply.isEmpty()
                && unknown.isEmpty()
                && inCopy.size() == 1
                && isAdded(inCopy.getFirst())) {
            return unmunged(inCopy.getFirst(), "Cc with the captured name");
        }
        // Sympa may keep the author's plain name beside its own address.
        if (!via.isPresent()
                && replyTo.size() == 1
                && Via.same(from.name(), replyTo.getFirst().name())) {
            return unmunged(replyTo.getFirst(), "Reply-To with the name in From");
        }
        List<Mailbox> candidates =
                Stream.of(inReply, inCopy, unknown).flatMap(List::stream).toList();
        return ambiguous(
                candidates.stream(),
                candidates.isEmpty() ? "nothing names the author behind the list" : "several fit the name in From");
    }

    /** A list adds the author at the end of Cc; where a nameless mailbox stands there, that may be the author. */
    private boolean isAdded(Mailbox found) {
        Mailbox last = copied.getLast();
        return last.equals(found) || via.fit(last) != Fit.UNKNOWN;
    }

    private Author unwrapped(Mail inner, Author outside) {
        List<String> fields = inner.headers().all("From");
        List<Mailbox> mailboxes = fields.size() == 1 ? AddressList.parse(fields.getFirst()) : List.of();
        if (mailboxes.size() != 1 || list.isOwn(mailboxes.getFirst().address())) {
            return ambiguous(mailboxes.stream(), "the wrapped mail has not one author");
        }
        Mailbox author = mailboxes.getFirst();
        boolean silent = outside instanceof Author.Ambiguous nobody
                && nobody.candidates().isEmpty()
                && (!via.isPresent() || via.fit(author) == Fit.YES);
        if (silent) {
            return new Author.Unwrapped(author, "From of the wrapped mail");
        }
        if (outside.person().isPresent()) {
            boolean agrees = outside.person().get().address().equals(author.address());
            return agrees
                    ? new Author.Unwrapped(author, "From of the wrapped mail, and " + outside.evidence())
                    : outside;
        }
        return outside;
    }

    private Author unmunged(Mailbox found, String why) {
        Mailbox named = found.name().isEmpty() ? new Mailbox(via.author(), found.address()) : found;
        return new Author.Unmunged(named, list.id(), why);
    }

    private static Author ambiguous(Stream<Mailbox> candidates, String why) {
        List<Mailbox> distinct = new ArrayList<>();
        candidates
                .filter(one ->
                        distinct.stream().noneMatch(known -> known.address().equals(one.address())))
                .forEach(distinct::add);
        return new Author.Ambiguous(List.copyOf(distinct), why);
    }

    private List<Mailbox> fitting(List<Mailbox> mailboxes) {
        return mailboxes.stream().filter(one -> via.fit(one) == Fit.YES).toList();
    }

    private Stream<Mailbox> sender() {
        return envelope.map(Envelope::sender).filter(address -> !list.isOwn(address)).map(Mailbox::of).stream();
    }

    private String field(Mailbox found) {
        return replyTo.contains(found) ? "Reply-To" : "Cc";
    }

    private List<Mailbox> mailboxes(String field) {
        return headers.all(field).stream()
                .flatMap(value -> AddressList.parse(value).stream())
                .filter(one -> !list.isOwn(one.address()))
                .toList();
    }

    /** The mailboxes of a field that can be people: not the list's own, nor another list's that also wrote itself into From. */
    private List<Mailbox> people(String field) {
        List<Mailbox> found = new ArrayList<>();
        for (Mailbox one : mailboxes(field)) {
            boolean known = found.stream().anyMatch(other -> other.address().equals(one.address()));
            boolean forwarder = Via.of(one.name()).isPresent()
                    && one.name()
                            .toLowerCase(Locale.ROOT)
                            .contains(one.address().local());
            if (!known && !forwarder) {
                found.add(one);
            }
        }
        return found;
    }
}
