package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who wrote a mail. A list that writes itself into From hides the author elsewhere; the author is looked for only where the
 * list is a configured one, and never found by a display name alone. What is not certain is ambiguous.
 */
final class Authorship {
    /** {@code Ada Example via Security}, in the words lists use for "via"; Google Groups puts the name in quotes. */
    private static final Pattern VIA = Pattern.compile(
            "^['\"\u2018\u201c]?(.*?)['\"\u2019\u201d]?\\s+(?:via|über|par|por|vía|através de|tramite|przez|через|prin|přes|genom|kautta|通过|透過|経由|을 통해)\\s+.+$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final Headers headers;
    private final Part body;
    private final List<ListId> lists;
    private final SourceProfile profile;

    private Authorship(Headers headers, Part body, List<ListId> lists, SourceProfile profile) {
        this.headers = headers;
        this.body = body;
        this.lists = lists;
        this.profile = profile;
    }

    static Author of(Mail mail, List<ListId> lists, Proof proof, SourceProfile profile) {
        return new Authorship(mail.headers(), mail.body(), lists, profile).find(proof);
    }

    private Author find(Proof proof) {
        List<String> fields = headers.all("From");
        List<Mailbox> mailboxes = fields.stream()
                .flatMap(field -> AddressList.parse(field).stream())
                .distinct()
                .toList();
        if (fields.isEmpty() || mailboxes.isEmpty()) {
            return new Author.Ambiguous(List.of(), fields.isEmpty() ? "no From field" : "no address in From");
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
        Optional<ListId> list = lists.stream().filter(profile.lists()::contains).findFirst();
        if (list.isPresent() && isTheList(from, list.get())) {
            return behind(list.get(), from);
        }
        Optional<ListId> foreign =
                lists.stream().filter(id -> isPostAddress(from.address(), id)).findFirst();
        if (foreign.isPresent() && VIA.matcher(from.name()).matches()) {
            return new Author.Ambiguous(others("Reply-To", foreign.get()), "From is a list that is not configured");
        }
        return new Author.Direct(from);
    }

    /** The login is GitHub's word; only GitHub's signature makes it that. An archive is vouched for by who imports it. */
    private Author relayed(Proof proof) {
        String login = headers.last("X-GitHub-Sender").orElse("").strip();
        boolean proved = proof.signedExactlyBy("github.com") || profile.mode() == SourceProfile.Mode.ARCHIVE;
        return proved
                        && headers.all("X-GitHub-Sender").size() == 1
                        && login.matches("[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\\[bot])?")
                ? new Author.Relayed(login, "X-GitHub-Sender")
                : new Author.Ambiguous(List.of(), "X-GitHub-Sender without proof that GitHub wrote it");
    }

    private Author behind(ListId list, Mailbox from) {
        Optional<Mail> inner = wrapped(body);
        if (inner.isPresent()) {
            return unwrapped(inner.get());
        }
        String captured = captured(from.name());
        Optional<Mailbox> google = Stream.of("X-Original-From", "X-Original-Sender")
                .flatMap(name -> headers.last(name).stream())
                .flatMap(field -> AddressList.parse(field).stream())
                .filter(mailbox -> !isTheList(mailbox, list))
                .findFirst();
        if (google.isPresent()) {
            return new Author.Unmunged(named(google.get(), captured), list, "X-Original-From or X-Original-Sender");
        }
        Optional<Address> envelope = headers.last("X-MailFrom").flatMap(Authorship::envelope);
        List<Mailbox> replyTo = others("Reply-To", list);
        List<Mailbox> copied = others("Cc", list);
        List<Mailbox> fits =
                replyTo.stream().filter(one -> same(one.name(), captured)).toList();
        if (fits.size() == 1) {
            return agreed(fits.getFirst(), captured, envelope, list, "Reply-To with the captured name");
        }
        if (replyTo.size() == 1) {
            Mailbox only = replyTo.getFirst();
            boolean envelopeAgrees = envelope.equals(Optional.of(only.address()));
            boolean nameless = only.name().isEmpty() || captured.isEmpty() || captured.contains("@");
            if (envelopeAgrees || nameless) {
                return agreed(only, captured, envelope, list, "the one mailbox in Reply-To");
            }
        }
        List<Mailbox> inCopy =
                copied.stream().filter(one -> same(one.name(), captured)).toList();
        if (inCopy.size() == 1 && replyTo.isEmpty()) {
            return agreed(inCopy.getFirst(), captured, envelope, list, "Cc with the captured name");
        }
        List<Mailbox> candidates =
                Stream.concat(replyTo.stream(), inCopy.stream()).distinct().toList();
        return new Author.Ambiguous(
                candidates,
                candidates.isEmpty() ? "nothing names the author behind the list" : "several fit the name in From");
    }

    /** Where an envelope is known it must not name somebody else: the name may be that of a colleague in copy. */
    private static Author agreed(Mailbox found, String captured, Optional<Address> envelope, ListId list, String why) {
        if (envelope.isPresent() && !sameSender(envelope.get(), found.address())) {
            return new Author.Ambiguous(
                    List.of(found, Mailbox.of(envelope.get())), "the envelope sender is another than " + why);
        }
        return new Author.Unmunged(
                named(found, captured), list, envelope.isPresent() ? why + ", as X-MailFrom says" : why);
    }

    /** One domain may send for another below it ({@code bounces.example.org}); a local part of its own is then usual. */
    private static boolean sameSender(Address envelope, Address author) {
        return envelope.equals(author)
                || (!envelope.domain().equals(author.domain()) && Proof.isWithin(envelope.domain(), author.domain()));
    }

    private static Author unwrapped(Mail inner) {
        List<String> fields = inner.headers().all("From");
        List<Mailbox> mailboxes = fields.size() == 1 ? AddressList.parse(fields.getFirst()) : List.of();
        return mailboxes.size() == 1
                ? new Author.Unwrapped(mailboxes.getFirst(), "From of the wrapped mail")
                : new Author.Ambiguous(mailboxes, "the wrapped mail has not one author");
    }

    /** The mail inside, where the body is nothing but that mail and perhaps a footer (Mailman {@code wrap_message}). */
    static Optional<Mail> wrapped(Part body) {
        if (body.content() instanceof Part.Nested nested) {
            return Optional.of(nested.mail());
        }
        if (body.content() instanceof Part.Multi multi && !multi.parts().isEmpty()) {
            List<Part> rest = multi.parts().subList(1, multi.parts().size());
            boolean footers = rest.stream()
                    .allMatch(part -> part.content() instanceof Part.Text text
                            && part.type().equals("text/plain")
                            && text.text().length() < 2_000);
            return multi.parts().getFirst().content() instanceof Part.Nested nested && footers
                    ? Optional.of(nested.mail())
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether a mailbox is the list's own: its posting address, or one at the list's domain that names itself as a list does. */
    private boolean isTheList(Mailbox mailbox, ListId list) {
        return isPostAddress(mailbox.address(), list)
                || headers.all("List-Post").stream()
                        .flatMap(field -> AddressList.parse(field.replaceAll("(?i)mailto:", "")).stream())
                        .anyMatch(post -> post.address().equals(mailbox.address()))
                || (VIA.matcher(mailbox.name()).matches()
                        && Proof.isWithin(list.value(), mailbox.address().domain()));
    }

    /** {@code security@python.org} posts to {@code security.python.org} (RFC 2919 §3). */
    private static boolean isPostAddress(Address address, ListId list) {
        return (address.local() + "." + address.domain()).equals(list.value());
    }

    private List<Mailbox> others(String field, ListId list) {
        List<Mailbox> found = new ArrayList<>();
        for (String value : headers.all(field)) {
            for (Mailbox mailbox : AddressList.parse(value)) {
                boolean known = found.stream().anyMatch(one -> one.address().equals(mailbox.address()));
                if (!known && !isTheList(mailbox, list)) {
                    found.add(mailbox);
                }
            }
        }
        return found;
    }

    private static String captured(String name) {
        Matcher via = VIA.matcher(name);
        return via.matches() ? via.group(1).strip() : "";
    }

    private static Mailbox named(Mailbox found, String captured) {
        return found.name().isEmpty() ? new Mailbox(captured, found.address()) : found;
    }

    private static boolean same(String one, String other) {
        return !other.isEmpty() && plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        return name.replaceAll("[\"'\u2018\u2019\u201c\u201d\\s]+", " ").strip().toLowerCase(Locale.ROOT);
    }

    /** The sender in an envelope, without the marks of BATV, PRVS and SRS. */
    static Optional<Address> envelope(String field) {
        return AddressList.parse(field).stream().findFirst().flatMap(mailbox -> {
            Address address = mailbox.address();
            String local = address.local();
            String[] srs = local.split("=");
            if (local.startsWith("srs0") && srs.length >= 5) {
                return Address.parse(String.join("=", List.of(srs).subList(4, srs.length)) + "@" + srs[3]);
            }
            if (local.startsWith("prvs=") || local.startsWith("btv1==")) {
                return Address.parse(srs[srs.length - 1] + "@" + address.domain());
            }
            return Optional.of(address);
        });
    }
}
