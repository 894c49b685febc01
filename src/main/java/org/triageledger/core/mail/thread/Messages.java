package org.triageledger.core.mail.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;

/**
 * Copies of mails to messages. The outcome depends on the set of sightings alone, never on their order or on how often one
 * of them is given.
 *
 * <p>Two sightings are copies of one mail when their Message-ID and their fingerprint agree and they do not name different
 * authors. A sighting whose author is ambiguous joins the one author the others name; where they name several, or none, the
 * ambiguous ones are a message of their own.
 */
public final class Messages {
    /** The order in which messages are shown and counted; total over one ledger. */
    public static final Comparator<Message> BY_ARRIVAL =
            Comparator.comparing(Message::arrivedAt).thenComparing(Message::id).thenComparing(Message::key);

    private static final String NOBODY = "";

    private Messages() {}

    /** The messages behind the sightings, in {@linkplain #BY_ARRIVAL order}. */
    public static List<Message> merge(Collection<MessageCopy> sightings) {
        Map<MessageId, List<MessageCopy>> byId = HashMap.newHashMap(sightings.size());
        for (MessageCopy sighting : sightings) {
            byId.computeIfAbsent(sighting.id(), key -> new ArrayList<>(1)).add(sighting);
        }
        List<Message> messages = new ArrayList<>(byId.size());
        byId.values().forEach(alike -> messages.addAll(ofOneId(alike)));
        messages.sort(BY_ARRIVAL);
        return List.copyOf(messages);
    }

    /** The messages behind all sightings of one Message-ID, in no order; no other sighting has a say in them. */
    static List<Message> ofOneId(List<MessageCopy> alike) {
        if (alike.size() == 1) {
            return List.of(byAuthor(alike).getFirst().merged(false));
        }
        Map<String, List<MessageCopy>> byFingerprint = HashMap.newHashMap(2);
        for (MessageCopy sighting : alike) {
            byFingerprint
                    .computeIfAbsent(sighting.fingerprint(), key -> new ArrayList<>(2))
                    .add(sighting);
        }
        List<Copies> mails = byFingerprint.values().stream()
                .flatMap(copies -> byAuthor(copies).stream())
                .toList();
        return mails.stream().map(copies -> copies.merged(mails.size() > 1)).toList();
    }

    private static List<Copies> byAuthor(List<MessageCopy> alike) {
        if (alike.size() == 1) {
            MessageCopy only = alike.getFirst();
            return List.of(new Copies(authorKey(only.author()).orElse(NOBODY), alike));
        }
        Map<String, List<MessageCopy>> named = new TreeMap<>();
        List<MessageCopy> ambiguous = new ArrayList<>();
        for (MessageCopy sighting : alike) {
            authorKey(sighting.author())
                    .map(key -> named.computeIfAbsent(key, absent -> new ArrayList<>()))
                    .orElse(ambiguous)
                    .add(sighting);
        }
        if (!ambiguous.isEmpty()) {
            if (named.size() == 1) {
                named.values().iterator().next().addAll(ambiguous);
            } else {
                named.put(NOBODY, ambiguous);
            }
        }
        return named.entrySet().stream()
                .map(entry -> new Copies(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether both name an author, and the same one; the same as to compare their {@linkplain #authorKey keys}. */
    static boolean sameAuthor(Author one, Author other) {
        Optional<Address> address = one.person().map(Mailbox::address);
        Optional<Address> otherAddress = other.person().map(Mailbox::address);
        if (address.isPresent() || otherAddress.isPresent()) {
            return address.equals(otherAddress);
        }
        return one.account().isPresent()
                && other.account().isPresent()
                && one.account()
                        .get()
                        .toLowerCase(Locale.ROOT)
                        .equals(other.account().get().toLowerCase(Locale.ROOT));
    }

    /** The one author, as authors are compared; empty where it is ambiguous who that is. */
    static Optional<String> authorKey(Author author) {
        return author.person()
                .map(mailbox -> "address " + mailbox.address())
                .or(() -> author.account().map(login -> "account " + login.toLowerCase(Locale.ROOT)));
    }
}
