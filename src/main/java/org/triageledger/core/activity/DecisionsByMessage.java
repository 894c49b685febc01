package org.triageledger.core.activity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading.Joining;
import org.triageledger.core.mail.thread.Confirmation;

/** What people decided, by the messages that it is about. */
final class DecisionsByMessage {
    static final DecisionsByMessage NONE = new DecisionsByMessage(MessageDecisions.NONE);

    private final MessageDecisions all;
    private final Map<String, OfMessage> byKey = new HashMap<>();

    DecisionsByMessage(MessageDecisions all) {
        this.all = all;
        all.rejected().forEach(key -> of(key, said -> said.rejected = true));
        all.confirmations()
                .forEach(confirmation ->
                        of(confirmation.messageKey(), said -> said.confirmation = Optional.of(confirmation)));
        for (Joining joining : all.joinings()) {
            of(joining.oneKey(), said -> said.joinings.add(joining));
            of(joining.otherKey(), said -> said.joinings.add(joining));
        }
        all.rulings().forEach(ruling -> of(ruling.messageKey(), said -> said.rulings.add(ruling)));
    }

    private static final class OfMessage {
        private boolean rejected;
        private Optional<Confirmation> confirmation = Optional.empty();
        private final List<Joining> joinings = new ArrayList<>(1);
        private final List<Ruling> rulings = new ArrayList<>(1);

        private boolean isAs(OfMessage other) {
            return rejected == other.rejected
                    && confirmation.equals(other.confirmation)
                    && joinings.equals(other.joinings)
                    && rulings.equals(other.rulings);
        }
    }

    private void of(String key, Consumer<OfMessage> noted) {
        noted.accept(byKey.computeIfAbsent(key, first -> new OfMessage()));
    }

    boolean isOf(MessageDecisions decisions) {
        return all.equals(decisions);
    }

    List<Joining> joinings() {
        return all.joinings();
    }

    /** What was decided of these messages alone. */
    MessageDecisions about(List<Message> messages) {
        if (byKey.isEmpty()) {
            return MessageDecisions.NONE;
        }
        List<OfMessage> said = messages.stream()
                .flatMap(message -> Optional.ofNullable(byKey.get(message.key())).stream())
                .toList();
        return said.isEmpty()
                ? MessageDecisions.NONE
                : new MessageDecisions(
                        messages.stream()
                                .map(Message::key)
                                .filter(all.rejected()::contains)
                                .collect(Collectors.toSet()),
                        said.stream()
                                .flatMap(each -> each.confirmation.stream())
                                .toList(),
                        said.stream()
                                .flatMap(each -> each.joinings.stream())
                                .distinct()
                                .toList(),
                        said.stream().flatMap(each -> each.rulings.stream()).toList());
    }

    /** The keys of the messages of which these say something else than others do. */
    Set<String> differences(DecisionsByMessage others) {
        OfMessage nothing = new OfMessage();
        return Stream.concat(byKey.keySet().stream(), others.byKey.keySet().stream())
                .filter(key -> !byKey.getOrDefault(key, nothing).isAs(others.byKey.getOrDefault(key, nothing)))
                .collect(Collectors.toSet());
    }

    /** The keys of the messages whose author a person named by one of these addresses. */
    Set<String> confirmedFor(Set<Address> addresses) {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .confirmation
                        .flatMap(Confirmation::author)
                        .filter(addresses::contains)
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
