package org.triageledger.core.mail.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.Wrapped;
import org.triageledger.core.mail.author.ViaName.Fit;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.field.FieldWriter;
import org.triageledger.core.mail.field.ListAddress;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;

/**
 * The author of a mail in whose From a configured list stands.
 *
 * <p>Mailman (2.1 and 3, {@code munge_from}) writes "Ada Example via Security" into From and adds Ada's mailbox at the end of
 * Reply-To, or of Cc where Reply-To is the list's or the sender's own; Mailman 3 also appends the envelope sender as X-MailFrom, where
 * the last field counts because a sender can write one first. So the author is the one mailbox in those fields that fits the captured
 * name, and the envelope must not name somebody else. {@code wrap_message} does the same and puts the whole mail inside; the author is
 * that of the inner mail if the fields outside agree, since anybody can attach somebody else's mail. Google Groups and Sympa write
 * X-Original-From; Mailman passes on what a sender wrote there, so that in its mail the field names nobody, and contradicts where it
 * names another.
 *
 * <p>A sender can write every one of these fields, too. In a mailbox one that the list may not have written decides only where nobody
 * else is named beside it, or where the list's own server saw a valid signature of the author's domain.
 */
public final class BehindList {
    /** Why the author of a wrapped mail is ambiguous of whom nothing outside speaks. */
    public static final String ONLY_WRAPPED = "nothing but the wrapped mail names its author";

    private final Headers headers;
    private final Part body;
    private final ListAddress list;
    private final Mailbox from;
    private final Proof proof;
    private final SourceProfile profile;
    private final ViaName via;
    private final Optional<Envelope> envelope;
    private final List<Mailbox> replyTo;
    private final List<Mailbox> copied;
    private final List<Mailbox> originals;

    BehindList(Mail mail, ListAddress list, Mailbox from, Proof proof, SourceProfile profile) {
        this.headers = mail.headers();
        this.body = mail.body();
        this.list = list;
        this.from = from;
        this.proof = proof;
        this.profile = profile;
        this.via = ViaName.of(from.name());
        this.envelope = headers.last("X-MailFrom").flatMap(Envelope::parse);
        this.replyTo = people("Reply-To");
        this.copied = people("Cc").stream()
                .filter(mailbox ->
                        replyTo.stream().noneMatch(other -> other.address().equals(mailbox.address())))
                .toList();
        this.originals = Stream.of("X-Original-From", "X-Original-Sender")
                .flatMap(name -> mailboxes(name).stream())
                .toList();
    }

    Author author() {
        if (list.standsForAuthor(from.address())) {
            return ListAddress.encoded(from.address()).map(this::encoded).orElseGet(this::hidden);
        }
        Author named = proven(uncontradicted(
                switch (profile.listSoftware()) {
                    case GOOGLE_GROUPS -> byOriginal();
                    case SYMPA -> originals.isEmpty() ? byNames() : agreedOriginal();
                    case MAILMAN3 -> envelope.map(this::byEnvelope).orElseGet(this::byNames);
                    case MAILMAN2 -> byNames();
                    case UNKNOWN -> isOriginal() ? agreedOriginal() : byFields();
                }));
        return Wrapped.in(body).map(inner -> unwrapped(inner, named)).orElse(named);
    }

    /** Both versions of Mailman leave a field of theirs, whatever the sender wrote; so where there is none it was not Mailman. */
    private boolean isOriginal() {
        boolean mailman = headers.has("X-Mailman-Version") || headers.has("X-MailFrom");
        return !mailman && (!mailboxes("X-Original-From").isEmpty() || (originals.size() == 1 && via.isPresent()));
    }

    /** The list wrote the author's address into its own; a sender could, too, but not beside a field that agrees and none that does not. */
    private Author encoded(Address author) {
        boolean agrees = Stream.concat(originals.stream(), replyTo.stream())
                .anyMatch(mailbox -> mailbox.address().equals(author));
        Mailbox found = new Mailbox(from.name(), author);
        return agrees
                ? uncontradicted(new Author.Unmunged(
                        found, list.id(), "the list's own address in From, and a field that agrees"))
                : ambiguous(
                        Stream.concat(Stream.of(found), originals.stream()),
                        "only the list's own address in From names the author");
    }

    private Author hidden() {
        return ambiguous(
                Stream.concat(originals.stream(), replyTo.stream()), "the list hides the address of the author");
    }

    /** Google Groups wrote these fields; what else the mail says is the sender's. */
    private Author byOriginal() {
        List<Mailbox> named = mailboxes("X-Original-From");
        if (originals.isEmpty()) {
            return ambiguous(fitting(replyTo).stream(), "no X-Original-From and no X-Original-Sender of the group");
        }
        Mailbox found = named.isEmpty() ? originals.getFirst() : named.getFirst();
        return unmunged(found, named.isEmpty() ? "X-Original-Sender" : "X-Original-From");
    }

    private Author agreedOriginal() {
        Author found = byOriginal();
        boolean agree = uncontradicted(found)
                .person()
                .map(author -> fitting(replyTo).stream()
                        .allMatch(mailbox -> mailbox.address().equals(author.address())))
                .orElse(false);
        return agree
                ? found
                : ambiguous(
                        Stream.concat(originals.stream(), fitting(replyTo).stream()),
                        "X-Original-From, X-Original-Sender and Reply-To disagree");
    }

    /** X-Original-From or X-Original-Sender that names another always contradicts, no matter who wrote it; so does one that names nobody. */
    private Author uncontradicted(Author found) {
        boolean illegible = Stream.of("X-Original-From", "X-Original-Sender")
                .flatMap(name -> headers.all(name).stream())
                .anyMatch(value -> !value.isBlank() && AddressList.parse(value).isEmpty());
        boolean agree = found.person()
                .map(Mailbox::address)
                .map(author -> originals.stream()
                        .allMatch(mailbox ->
                                mailbox.address().equals(author) || new Envelope(mailbox.address()).isOf(author)))
                .orElse(true);
        return agree && !(illegible && found.person().isPresent())
                ? found
                : ambiguous(
                        Stream.concat(found.person().stream(), originals.stream()),
                        "X-Original-From or X-Original-Sender names another");
    }

    /**
     * In a mailbox, what the sender may have written alone decides nothing. What Mailman appends is missing where the sender's own
     * address stands there already, so that somebody else beside the author can be the sender.
     */
    private Author proven(Author found) {
        Optional<Mailbox> author = found.person();
        if (profile.mode() == SourceProfile.Mode.ARCHIVE || author.isEmpty() || isWrittenByList()) {
            return found;
        }
        List<Mailbox> named = Stream.concat(replyTo.stream(), copied.stream()).toList();
        boolean alone = named.size() == 1
                && named.getFirst().address().equals(author.get().address());
        return alone || isSignedBy(author.get().address())
                ? found
                : ambiguous(
                        Stream.concat(author.stream(), fitting(named).stream()),
                        "nothing proves which of the addresses beside From the list put there");
    }

    private boolean isWrittenByList() {
        return switch (profile.listSoftware()) {
            case GOOGLE_GROUPS -> areOfList("X-Original-From", "X-Original-Sender");
            case SYMPA -> !originals.isEmpty() && areOfList("X-Original-From", "X-Original-Sender");
            case MAILMAN3 -> envelope.isPresent() && areOfList("X-MailFrom");
            case MAILMAN2 -> false;
            case UNKNOWN -> false;
        };
    }

    /**
     * Whether the list's host can have written each of these fields that is there. In mail that proves nothing they name the author whose
     * work waits. Where the host signed the mail, a field that the signature leaves out may have been added since; which ones it covers
     * is not known where our receiver took the signature out.
     */
    private boolean areOfList(String... fields) {
        ListHost host = new ListHost(list.id());
        return host.domains().stream().noneMatch(proof::hasSignatureOf)
                || Stream.of(fields)
                        .filter(headers::has)
                        .allMatch(name -> proof.writer(name, Optional.of(host)) == FieldWriter.LIST_HOST);
    }

    private boolean isSignedBy(Address author) {
        ListHost host = new ListHost(list.id());
        return host.vouches(proof) && proof.inner(host, author.domain()) == Proof.Inner.PASSED;
    }

    private Author byFields() {
        if (envelope.isPresent() && isMailman3()) {
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

    /** By its own word, which a sender can write as well: enough for an archive that somebody vouches for. */
    private boolean isMailman3() {
        return headers.all("X-Mailman-Version").stream()
                .anyMatch(version -> !version.strip().startsWith("2"));
    }

    /** Mailman 3: the envelope says which of the mailboxes it is, and the captured name must not be that of another. */
    private Author byEnvelope(Envelope sender) {
        List<Mailbox> all = Stream.concat(replyTo.stream(), copied.stream()).toList();
        List<Mailbox> exact = all.stream()
                .filter(mailbox -> mailbox.address().equals(sender.sender()))
                .toList();
        List<Mailbox> sent = exact.isEmpty()
                ? all.stream().filter(mailbox -> sender.isOf(mailbox.address())).toList()
                : exact;
        if (sent.size() == 1) {
            Mailbox found = sent.getFirst();
            boolean others = fitting(all).stream().anyMatch(mailbox -> !mailbox.equals(found));
            Fit fit = via.fit(found);
            boolean alone = replyTo.size() == 1 && replyTo.contains(found);
            if (fit == Fit.YES || (!others && (fit == Fit.UNKNOWN || alone))) {
                return unmunged(found, field(found) + ", as X-MailFrom says");
            }
        }
        return ambiguous(
                Stream.of(fitting(all).stream(), sent.stream(), sender()).flatMap(stream -> stream),
                "the envelope sender is another than the one whose name stands in From");
    }

    /** Mailman 2.1 and its kin leave no envelope. */
    private Author byNames() {
        List<Mailbox> inReply = fitting(replyTo);
        List<Mailbox> inCopy = fitting(copied);
        List<Mailbox> unknown = replyTo.stream()
                .filter(mailbox -> via.fit(mailbox) == Fit.UNKNOWN)
                .toList();
        boolean inReplyOnly = inCopy.isEmpty() || isBeforeTheEnd(inCopy);
        if (via.isPresent() && inReply.size() == 1 && unknown.isEmpty() && inReplyOnly && !isNamelessInCopy()) {
            return unmunged(inReply.getFirst(), "Reply-To with the captured name");
        }
        if (via.isPresent() && replyTo.size() == 1 && unknown.size() == 1 && inCopy.isEmpty()) {
            return unmunged(replyTo.getFirst(), "the one mailbox in Reply-To");
        }
        if (via.isPresent() && inReply.isEmpty() && unknown.isEmpty() && !inCopy.isEmpty() && isAdded(inCopy)) {
            return unmunged(inCopy.getLast(), "Cc with the captured name");
        }
        // Sympa may keep the author's plain name beside its own address.
        if (!via.isPresent()
                && replyTo.size() == 1
                && ViaName.same(from.name(), replyTo.getFirst().name())) {
            return unmunged(replyTo.getFirst(), "Reply-To with the name in From");
        }
        List<Mailbox> candidates =
                Stream.of(inReply, inCopy, unknown).flatMap(List::stream).toList();
        return ambiguous(
                candidates.stream(),
                candidates.isEmpty() ? "nothing names the author behind the list" : "several fit the name in From");
    }

    /** Where Reply-To is not the list's, those in Cc of the author's name are of the sender's making unless one stands last. */
    private boolean isBeforeTheEnd(List<Mailbox> fitting) {
        Mailbox last = copied.getLast();
        return !pointsToList() && !fitting.contains(last) && via.fit(last) != Fit.UNKNOWN;
    }

    /** Where Reply-To is the list's, the list puts the author at the end of Cc; a nameless one there can be the author. */
    private boolean isNamelessInCopy() {
        return pointsToList() && !copied.isEmpty() && via.fit(copied.getLast()) == Fit.UNKNOWN;
    }

    private boolean pointsToList() {
        return headers.all("Reply-To").stream()
                .flatMap(value -> AddressList.parse(value).stream())
                .anyMatch(mailbox ->
                        list.isOwn(mailbox.address()) || profile.listReplyTo().contains(mailbox.address()));
    }

    /**
     * A list adds the author at the end of Cc, unless the author stands there already; where a nameless mailbox stands at the end,
     * that may be the author.
     */
    private boolean isAdded(List<Mailbox> fitting) {
        Mailbox last = copied.getLast();
        return last.equals(fitting.getLast()) || (fitting.size() == 1 && via.fit(last) != Fit.UNKNOWN);
    }

    private Author unwrapped(Mail inner, Author outside) {
        List<String> fields = inner.headers().all("From");
        List<Mailbox> mailboxes = fields.size() == 1 ? AddressList.parse(fields.getFirst()) : List.of();
        if (mailboxes.size() != 1 || list.isOwn(mailboxes.getFirst().address())) {
            return ambiguous(mailboxes.stream(), "the wrapped mail has not one author");
        }
        Mailbox author = mailboxes.getFirst();
        if (outside instanceof Author.Ambiguous nobody && nobody.candidates().isEmpty()) {
            return ambiguous(Stream.of(author), ONLY_WRAPPED);
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
                .filter(mailbox ->
                        distinct.stream().noneMatch(known -> known.address().equals(mailbox.address())))
                .forEach(distinct::add);
        return new Author.Ambiguous(List.copyOf(distinct), why);
    }

    private List<Mailbox> fitting(List<Mailbox> mailboxes) {
        return mailboxes.stream().filter(mailbox -> via.fit(mailbox) == Fit.YES).toList();
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
                .filter(mailbox -> !list.isOwn(mailbox.address()))
                .filter(mailbox ->
                        !field.equals("Reply-To") || !profile.listReplyTo().contains(mailbox.address()))
                .toList();
    }

    /** The mailboxes of a field that can be people: not the list's own, nor another list's that also wrote itself into
     * From, nor a relay's. */
    private List<Mailbox> people(String field) {
        List<Mailbox> found = new ArrayList<>();
        for (Mailbox mailbox : mailboxes(field)) {
            boolean known = found.stream().anyMatch(other -> other.address().equals(mailbox.address()));
            boolean forwarder = ViaName.of(mailbox.name())
                    .list()
                    .toLowerCase(Locale.ROOT)
                    .contains(mailbox.address().local());
            if (!known && !forwarder && !Relay.is(mailbox.address())) {
                found.add(mailbox);
            }
        }
        return found;
    }
}
