package org.triageledger.work.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.RecordState;
import org.triageledger.core.advisory.announcement.AnnouncementMail;
import org.triageledger.core.advisory.announcement.RecordFacts;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.mail.thread.Merging;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.vault.Vault;

/** The mail of lists of announcements, in memory. Not safe for use by several threads. */
public final class AnnouncedMails {
    /** The copy that speaks: one that came through the list before any other, then the most trusted. */
    private static final Comparator<Copy> BEST = Comparator.comparing((Copy copy) -> !copy.kept.throughList())
            .thenComparing(copy -> copy.sighting.trust())
            .thenComparing(copy -> copy.sighting.digest());

    private final Merging merging = new Merging();
    private final Map<Place, List<Copy>> copies = new HashMap<>();

    private record Copy(MessageCopy sighting, AnnouncementSeal.Kept kept) {}

    int size() {
        return merging.size();
    }

    void clear() {
        merging.clear();
        copies.clear();
    }

    void add(Collection<MessageCopyStore.Announced> more, Vault vault) {
        for (MessageCopyStore.Announced announced : more) {
            copies.computeIfAbsent(announced.sighting().place(), place -> new ArrayList<>(1))
                    .add(new Copy(
                            announced.sighting(),
                            AnnouncementSeal.open(announced.sealed(), announced.sighting(), vault)));
        }
        merging.add(more.stream().map(MessageCopyStore.Announced::sighting).toList());
    }

    List<Message> messages() {
        return merging.messages();
    }

    /** @param archives the address of HyperKitty's archive of all lists */
    List<AnnouncementMail> mails(Collection<Confirmation> confirmations, String archives) {
        Set<String> confirmed =
                confirmations.stream().map(Confirmation::messageKey).collect(Collectors.toSet());
        return Confirmation.apply(merging.messages(), confirmations).stream()
                .flatMap(message -> mail(message, confirmed.contains(message.key()), archives).stream())
                .toList();
    }

    /** @param confirmed whether a person said that it is what it claims to be: then it is an announcement, however it came */
    private Optional<AnnouncementMail> mail(Message message, boolean confirmed, String archives) {
        return message.places().stream()
                .flatMap(place -> copies.getOrDefault(place, List.of()).stream())
                .filter(copy -> copy.sighting.fingerprint().equals(message.fingerprint()))
                .min(BEST)
                .map(copy -> new AnnouncementMail(
                        message,
                        copy.kept.text(),
                        copy.kept.throughList() || confirmed,
                        copy.kept.throughList() || confirmed
                                ? message.archivedAt()
                                        .or(() -> AnnouncementSeal.place(copy.kept, message.lists().stream(), archives))
                                : Optional.empty(),
                        copy.kept.hash()));
    }

    /** What the records say on a UTC day; of one that nobody read nothing is known. */
    public static Function<CveId, RecordFacts> records(List<RecordHistory> histories, LocalDate day) {
        Map<CveId, RecordHistory> byId = new HashMap<>();
        histories.forEach(history -> byId.put(history.id(), history));
        return id -> Optional.ofNullable(byId.get(id))
                .flatMap(history -> history.on(day).map(said -> facts(history, said.record(), day)))
                .orElse(RecordFacts.UNKNOWN);
    }

    private static RecordFacts facts(RecordHistory history, CveRecord said, LocalDate day) {
        RecordState state = switch (said.state()) {
            case REJECTED -> RecordState.REJECTED;
            case RESERVED -> RecordState.RESERVED;
            // published means that there is a date
            case PUBLISHED -> history.published(day).isPresent() ? RecordState.PUBLISHED : RecordState.RESERVED;
        };
        return new RecordFacts(
                state,
                history.published(day),
                said.references().stream()
                        .map(reference -> Link.of(reference.url()))
                        .toList());
    }
}
