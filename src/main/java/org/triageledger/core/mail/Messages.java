package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    public static final Comparator<Message> BY_ARRIVAL = Comparator.comparing(
                    (Message message) -> message.arrival().at())
            .thenComparing(Message::id)
            .thenComparing(Message::key);

    private static final String NOBODY = "";

    private Messages() {}

    /** What two copies of one mail have in common, whoever they say wrote it. */
    private record Content(MessageId id, String fingerprint) {}

    /** The messages behind the sightings, in {@linkplain #BY_ARRIVAL order}. */
    public static List<Message> merge(Collection<Sighting> sightings) {
        Map<Content, List<Sighting>> byContent = HashMap.newHashMap(sightings.size());
        for (Sighting sighting : sightings) {
            byContent
                    .computeIfAbsent(new Content(sighting.id(), sighting.fingerprint()), key -> new ArrayList<>(1))
                    .add(sighting);
        }
        Map<MessageId, Integer> bearers = HashMap.newHashMap(byContent.size());
        List<Copies> mails = new ArrayList<>(byContent.size());
        for (List<Sighting> alike : byContent.values()) {
            for (Copies copies : byAuthor(alike)) {
                mails.add(copies);
                bearers.merge(copies.id(), 1, Integer::sum);
            }
        }
        List<Message> messages = new ArrayList<>(mails.size());
        for (Copies copies : mails) {
            messages.add(copies.merged(bearers.getOrDefault(copies.id(), 1) > 1));
        }
        messages.sort(BY_ARRIVAL);
        return List.copyOf(messages);
    }

    private static List<Copies> byAuthor(List<Sighting> alike) {
        if (alike.size() == 1) {
            Sighting only = alike.getFirst();
            return List.of(new Copies(authorKey(only.author()).orElse(NOBODY), alike));
        }
        Map<String, List<Sighting>> named = new TreeMap<>();
        List<Sighting> ambiguous = new ArrayList<>();
        for (Sighting sighting : alike) {
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

    /** The one author, as authors are compared; empty where it is ambiguous who that is. */
    static Optional<String> authorKey(Author author) {
        return author.person()
                .map(mailbox -> "address " + mailbox.address())
                .or(() -> author.account().map(login -> "account " + login.toLowerCase(Locale.ROOT)));
    }
}
