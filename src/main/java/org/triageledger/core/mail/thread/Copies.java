package org.triageledger.core.mail.thread;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.Trust;

/**
 * All sightings of one mail, and what they say together.
 *
 * <p>Anybody can send a mail again with fields changed. So only the most trusted copies speak: of who wrote it, whether a person did,
 * when it came, and where it belongs. Others that can be believed add names by which it is known (other ids, lists, its place in an
 * archive), and the rest their place alone. Of equally trusted copies the one that came first says whether a person wrote it, since
 * a person who sends a mail again does so later; and the smallest number of authored lines counts (a copy can carry a footer too many, never
 * a line too few). A copy that says otherwise makes the message disputed, which a person settles.
 *
 * @param author a key of the author all of them name, or empty where they name none
 */
record Copies(String author, List<MessageCopy> all) {
    /** A receiver's own clock beats a Date field, which beats the time of filing and that of reading; among equals the earliest is the arrival. */
    private static final Comparator<Arrival> EARLIEST = Comparator.comparing(
                    (Arrival arrival) -> vagueness(arrival.basis()))
            .thenComparing(Arrival::at)
            .thenComparing(Arrival::basis);

    private static final Comparator<MessageCopy> ARRIVED_FIRST = Comparator.comparing(MessageCopy::arrival, EARLIEST);

    private static final Comparator<MessageCopy> MOST_TRUSTED = Comparator.comparing(MessageCopy::trust)
            .thenComparing(MessageCopy::trustWhy)
            .thenComparing(copy -> copy.author().how())
            .thenComparing(copy -> copy.author().toString());

    /** Of copies that came at the same moment, the mark that leaves least to credit. */
    private static final Comparator<MessageCopy> FIRST = Comparator.comparing(MessageCopy::arrival, EARLIEST)
            .thenComparing(Comparator.comparingInt((MessageCopy copy) -> doubt(copy.automation()))
                    .reversed())
            .thenComparing(MessageCopy::automationWhy);

    private static final Comparator<List<MessageId>> LONGEST = Comparator.<List<MessageId>>comparingInt(List::size)
            .reversed()
            .thenComparing(ids -> ids.stream().map(MessageId::value).toList(), Copies::compare);

    private static final Comparator<Place> BY_PLACE =
            Comparator.comparing(Place::source).thenComparing(Place::where);

    private static final int KEY_LENGTH = 32;

    MessageId id() {
        return all.getFirst().id();
    }

    /** A copy that is the only one of its mail, so far as it has a say in what is merged: without its digest. */
    static MessageCopy only(Message message) {
        return new MessageCopy(
                message.places().getFirst(),
                MessageCopy.NO_DIGEST,
                message.id(),
                message.idMade(),
                message.otherIds(),
                message.references(),
                message.reply(),
                message.forwards(),
                message.subjectToken(),
                message.fingerprint(),
                message.author(),
                message.date(),
                message.arrival(),
                message.lists(),
                message.automation(),
                message.automationWhy(),
                message.trust(),
                message.trustWhy(),
                message.authoredLines(),
                message.linesUnclear(),
                message.advisories(),
                message.archivedAt());
    }

    Message merged(boolean idShared) {
        List<MessageCopy> known = believed();
        List<MessageCopy> speaking = mostTrusted(known);
        MessageCopy witness = Collections.min(speaking, MOST_TRUSTED);
        MessageCopy acting = Collections.min(speaking, FIRST);
        boolean named = !author.isEmpty();
        MessageCopy weakest = named ? witness : Collections.max(speaking, MOST_TRUSTED);
        return new Message(
                key(),
                id(),
                any(speaking, MessageCopy::idMade),
                idShared,
                otherIds(known),
                references(speaking),
                any(speaking, MessageCopy::reply),
                any(speaking, MessageCopy::forwards),
                least(speaking, MessageCopy::subjectToken),
                all.getFirst().fingerprint(),
                named ? witness.author() : candidates(),
                least(speaking, MessageCopy::date),
                Collections.min(speaking, ARRIVED_FIRST).arrival(),
                lists(known),
                acting.automation(),
                acting.automationWhy(),
                weakest.trust(),
                weakest.trustWhy(),
                fewestLines(speaking),
                !any(speaking, copy -> !copy.linesUnclear()),
                advisories(known),
                least(known, MessageCopy::archivedAt),
                any(all, copy -> doubt(copy.automation()) > doubt(acting.automation())),
                all.size() == 1
                        ? List.of(all.getFirst().place())
                        : all.stream()
                                .map(MessageCopy::place)
                                .distinct()
                                .sorted(BY_PLACE)
                                .toList());
    }

    /** Of the copies of which it can be told which words are the author's own: those decide where there is one. */
    private static int fewestLines(List<MessageCopy> copies) {
        int fewest = Integer.MAX_VALUE;
        for (MessageCopy copy : copies) {
            if (!copy.linesUnclear()) {
                fewest = Math.min(fewest, copy.authoredLines());
            }
        }
        return fewest == Integer.MAX_VALUE ? 0 : fewest;
    }

    /** The copies that can be believed, or those that name the author, or all. */
    private List<MessageCopy> believed() {
        if (all.size() == 1) {
            return all;
        }
        List<MessageCopy> naming = all.stream().filter(Copies::names).toList();
        List<MessageCopy> believed =
                naming.stream().filter(copy -> copy.trust().counts()).toList();
        if (!believed.isEmpty()) {
            return believed;
        }
        return naming.isEmpty() ? all : naming;
    }

    private static List<MessageCopy> mostTrusted(List<MessageCopy> copies) {
        if (copies.size() == 1) {
            return copies;
        }
        Trust best = copies.stream()
                .map(MessageCopy::trust)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return copies.stream().filter(copy -> copy.trust() == best).toList();
    }

    private static boolean names(MessageCopy copy) {
        return !(copy.author() instanceof Author.Ambiguous);
    }

    private Author candidates() {
        Map<Address, Mailbox> byAddress = new TreeMap<>();
        SortedSet<String> why = new TreeSet<>();
        for (MessageCopy copy : all) {
            why.add(copy.author().evidence());
            if (copy.author() instanceof Author.Ambiguous ambiguous) {
                for (Mailbox mailbox : ambiguous.candidates()) {
                    byAddress.merge(
                            mailbox.address(),
                            mailbox,
                            (eachMailbox, two) -> eachMailbox.name().compareTo(two.name()) <= 0 ? eachMailbox : two);
                }
            }
        }
        return new Author.Ambiguous(List.copyOf(byAddress.values()), why.getFirst());
    }

    // Most mails have one copy, no advisory and one list; what they share with their copy or with each other costs no
    // memory.

    private static List<ListId> lists(List<MessageCopy> speaking) {
        List<ListId> first = speaking.getFirst().lists();
        return speaking.size() == 1 && first.size() <= 1
                ? List.copyOf(first)
                : List.copyOf(union(speaking, MessageCopy::lists));
    }

    private static SortedSet<AdvisoryId> advisories(List<MessageCopy> speaking) {
        return any(speaking, copy -> !copy.advisories().isEmpty())
                ? Collections.unmodifiableSortedSet(union(speaking, MessageCopy::advisories))
                : Collections.emptySortedSet();
    }

    private List<MessageId> otherIds(List<MessageCopy> speaking) {
        if (!any(speaking, copy -> !copy.otherIds().isEmpty())) {
            return List.of();
        }
        SortedSet<MessageId> ids = union(speaking, MessageCopy::otherIds);
        ids.remove(id());
        return List.copyOf(ids);
    }

    /** The longest list, which knows the ancestry best, keeps its order and its nearest parent; what others add stands before. */
    private static List<MessageId> references(List<MessageCopy> speaking) {
        if (speaking.size() == 1) {
            return List.copyOf(speaking.getFirst().references());
        }
        List<List<MessageId>> lists =
                speaking.stream().map(MessageCopy::references).sorted(LONGEST).toList();
        SequencedSet<MessageId> longest = new LinkedHashSet<>(lists.getFirst());
        SequencedSet<MessageId> union = new LinkedHashSet<>();
        lists.forEach(list -> list.stream().filter(id -> !longest.contains(id)).forEach(union::add));
        union.addAll(longest);
        return List.copyOf(union);
    }

    private String key() {
        MessageDigest sha = Sha256.digest();
        for (String part : List.of(id().value(), all.getFirst().fingerprint(), author)) {
            sha.update(part.getBytes(UTF_8));
            sha.update((byte) 0);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, KEY_LENGTH / 2);
    }

    /** Loops, as most mails have one copy and there are many mails. */
    private static boolean any(List<MessageCopy> copies, Predicate<MessageCopy> fact) {
        for (MessageCopy copy : copies) {
            if (fact.test(copy)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Comparable<T>> Optional<T> least(
            List<MessageCopy> copies, Function<MessageCopy, Optional<T>> fact) {
        if (copies.size() == 1) {
            return fact.apply(copies.getFirst());
        }
        return copies.stream().map(fact).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private static <T extends Comparable<T>> SortedSet<T> union(
            List<MessageCopy> copies, Function<MessageCopy, ? extends Collection<T>> fact) {
        SortedSet<T> union = new TreeSet<>();
        copies.forEach(copy -> union.addAll(fact.apply(copy)));
        return union;
    }

    private static int compare(List<String> one, List<String> other) {
        return Stream.iterate(0, i -> i + 1)
                .limit(Math.min(one.size(), other.size()))
                .mapToInt(i -> one.get(i).compareTo(other.get(i)))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(Integer.compare(one.size(), other.size()));
    }

    private static int vagueness(Arrival.Basis basis) {
        return switch (basis) {
            case INTERNAL_DATE, RECEIVED, FROM_LINE -> 0;
            case DATE -> 1;
            case FILED -> 2;
            case READ -> 3;
        };
    }

    /** The mark that leaves least to credit wins; a notification can still carry what an account did. */
    private static int doubt(Automation automation) {
        return switch (automation) {
            case HUMAN -> 0;
            case NOTIFICATION -> 1;
            case DIGEST -> 2;
            case CALENDAR -> 3;
            case AUTO_REPLY -> 4;
            case BOUNCE -> 5;
            case OWN -> 6;
        };
    }
}
