package org.triageledger.core.activity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.ManyAtOnce;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.Threading.Question;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.mail.thread.ConnectedMessages;
import org.triageledger.core.mail.thread.ConnectedMessages.Component;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.Roster;

/**
 * Reports, credits and questions of the team's mail, kept as mail comes in and people decide: at any time the same as when all of it is
 * computed anew. A mail costs what the messages cost that can stand in a thread with it, a decision what it touches. Not safe for use
 * by several threads.
 */
public final class MailActivity {
    private final CreditRules rules;
    private final MailPieces present = new MailPieces();
    private final ConnectedMessages<MailPiece> connected = new ConnectedMessages<>(present::remove);
    private Roster roster = Roster.EMPTY;
    private DecisionsByMessage decided = DecisionsByMessage.NONE;

    public MailActivity(CreditRules rules) {
        this.rules = rules;
    }

    /**
     * What follows from the mail.
     *
     * @param activity all lists in the order of {@link Activities#of}
     * @param questions in the order of {@link Threads#join}
     */
    public record Outcome(Activity activity, List<Question> questions) {}

    /** What follows from messages that are all known at once: the same, and as slow as there are messages. */
    public static Outcome atOnce(List<Message> messages, Roster people, MessageDecisions said, CreditRules rules) {
        Threading threading = Threads.join(
                Confirmation.apply(Confirmation.reject(messages, said.rejected()), said.confirmations()),
                said.joinings());
        return new Outcome(
                Activities.of(Reports.of(threading.threads(), people, said.rulings()), people, rules),
                threading.questions());
    }

    /** Messages that are no longer what they were, and those that are there instead or are new. */
    public void exchange(Collection<Message> gone, Collection<Message> fresh) {
        connected.exchange(gone, fresh);
    }

    public void clear() {
        connected.clear();
    }

    public Optional<Message> withKey(String key) {
        return connected.withKey(key);
    }

    /** What holds from now on. */
    public void hold(Roster people, MessageDecisions decisions) {
        if (!decided.isOf(decisions)) {
            DecisionsByMessage now = new DecisionsByMessage(decisions);
            connect(now);
            decided.differences(now).forEach(connected::touch);
            decided = now;
        }
        if (roster != people) {
            concerned(people, decided).forEach(connected::touch);
            roster = people;
        }
    }

    /** What follows from all mail that had arrived by the end of a UTC day. */
    public Outcome on(LocalDate day) {
        return other(Set.of(), roster, decided, epochDay(day));
    }

    /** The same if other things held. Nothing is kept. */
    public Outcome supposing(Roster people, MessageDecisions decisions, LocalDate day) {
        DecisionsByMessage supposed = new DecisionsByMessage(decisions);
        connect(supposed);
        Set<Component<MailPiece>> concerned = new HashSet<>(concerned(people, supposed));
        decided.differences(supposed).forEach(key -> connected.component(key).ifPresent(concerned::add));
        return other(concerned, people, supposed, epochDay(day));
    }

    /** What follows where these components, and those that have mail after a day, give something else than at present. */
    private Outcome other(Set<Component<MailPiece>> concerned, Roster people, DecisionsByMessage decisions, long last) {
        bringUpToDate();
        List<Component<MailPiece>> changed = connected.components().stream()
                .filter(component -> newest(component) > last || concerned.contains(component))
                .toList();
        if (changed.isEmpty()) {
            return present.outcome();
        }
        MailPieces pieces = present.copy();
        changed.forEach(component -> pieces.remove(component.derived().orElseThrow()));
        pieces.add(ManyAtOnce.list(changed.size(), number -> {
            Component<MailPiece> component = changed.get(number);
            return concerned.contains(component)
                    ? derive(upTo(component, last), people, decisions)
                    : derive(upTo(component, last), roster, decided);
        }));
        return pieces.outcome();
    }

    private void connect(DecisionsByMessage decisions) {
        decisions.joinings().forEach(joining -> connected.connect(joining.oneKey(), joining.otherKey()));
    }

    private List<Component<MailPiece>> concerned(Roster people, DecisionsByMessage decisions) {
        RosterChange change = new RosterChange(roster, people);
        if (change.isNone()) {
            return List.of();
        }
        Stream<Component<MailPiece>> confirmed =
                decisions.confirmedFor(change.addresses()).stream().flatMap(key -> connected.component(key).stream());
        Stream<Component<MailPiece>> written = connected.components().stream()
                .filter(component -> component.messages().stream().anyMatch(change::concerns));
        return Stream.concat(confirmed, written).distinct().toList();
    }

    private void bringUpToDate() {
        List<Component<MailPiece>> changed = connected.takeChanged();
        List<MailPiece> fresh = ManyAtOnce.list(
                changed.size(), number -> derive(changed.get(number).messages(), roster, decided));
        for (int number = 0; number < fresh.size(); number++) {
            changed.get(number).derive(fresh.get(number));
        }
        present.add(fresh);
    }

    private MailPiece derive(List<Message> messages, Roster people, DecisionsByMessage decisions) {
        if (messages.isEmpty()) {
            return MailPiece.NONE;
        }
        Outcome outcome = atOnce(messages, people, decisions.about(messages), rules);
        Map<String, Message> byKey = outcome.questions().isEmpty()
                ? Map.of()
                : messages.stream().collect(Collectors.toMap(Message::key, Function.identity()));
        return MailPiece.of(outcome.activity(), outcome.questions(), byKey);
    }

    private static List<Message> upTo(Component<MailPiece> component, long last) {
        List<Message> messages = component.messages();
        int end = messages.size();
        while (end > 0 && day(messages.get(end - 1)) > last) {
            end--;
        }
        return messages.subList(0, end);
    }

    private static long newest(Component<MailPiece> component) {
        return day(component.messages().getLast());
    }

    private static long day(Message message) {
        return Activities.epochDay(message);
    }

    private static long epochDay(LocalDate day) {
        return day.toEpochDay();
    }
}
