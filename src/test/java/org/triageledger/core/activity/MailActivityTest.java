package org.triageledger.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Letters;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.mail.thread.Merging;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** What is kept as mail comes in, people decide and the roster changes is what follows from all of it at once. */
class MailActivityTest {
    private static final LocalDate START = LocalDate.of(2026, 3, 1);

    private Merging merging = new Merging();
    private MailActivity kept = new MailActivity(CreditRules.DEFAULT);

    /** A property has one object for all its tries. */
    private void begin() {
        merging = new Merging();
        kept = new MailActivity(CreditRules.DEFAULT);
    }

    @Property(tries = 1500)
    void whatIsKeptIsWhatFollowsFromAllOfIt(@ForAll("mail") List<MessageCopy> mail, @ForAll Random random) {
        begin();
        Roster roster = Team.ROSTER;
        MessageDecisions decisions = MessageDecisions.NONE;
        int at = 0;
        while (at < mail.size()) {
            int end = Math.min(mail.size(), at + random.nextInt(5));
            Merging.Exchange exchange = merging.add(mail.subList(at, end));
            kept.exchange(exchange.gone(), exchange.fresh());
            at = end;
            if (random.nextInt(3) == 0) {
                decisions = decided(decisions, random);
            }
            if (random.nextInt(4) == 0) {
                roster = changed(roster, random);
            }
            kept.hold(roster, decisions);
            same(kept.on(LocalDate.MAX), roster, decisions, LocalDate.MAX);
            LocalDate past = START.plusDays(random.nextInt(70));
            same(kept.on(past), roster, decisions, past);
            MessageDecisions other = decided(decisions, random);
            Roster others = random.nextBoolean() ? roster : changed(roster, random);
            same(kept.supposing(others, other, past), others, other, past);
            same(kept.on(LocalDate.MAX), roster, decisions, LocalDate.MAX);
        }
    }

    @Property(tries = 200)
    void nothingIsLeftOfWhatWasCleared(@ForAll("mail") List<MessageCopy> mail) {
        begin();
        Merging.Exchange exchange = merging.add(mail);
        kept.exchange(exchange.gone(), exchange.fresh());
        kept.hold(Team.ROSTER, MessageDecisions.NONE);
        MailActivity.Outcome before = kept.on(LocalDate.MAX);

        kept.clear();
        merging.clear();

        assertThat(kept.on(LocalDate.MAX).activity().reports()).isEmpty();
        Merging.Exchange again = merging.add(mail);
        kept.exchange(again.gone(), again.fresh());
        assertThat(kept.on(LocalDate.MAX)).isEqualTo(before);
    }

    @Test
    void manyMailsAtOnceAndThenOneByOneComeToTheSame() {
        List<MessageCopy> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.addAll(Letters.report(i));
        }
        int most = many.size() - 20;
        Merging.Exchange first = merging.add(many.subList(0, most));
        kept.exchange(first.gone(), first.fresh());
        kept.hold(Team.ROSTER, MessageDecisions.NONE);
        kept.on(LocalDate.MAX);
        for (MessageCopy one : many.subList(most, many.size())) {
            Merging.Exchange exchange = merging.add(List.of(one));
            kept.exchange(exchange.gone(), exchange.fresh());
            same(kept.on(LocalDate.MAX), Team.ROSTER, MessageDecisions.NONE, LocalDate.MAX);
        }
        assertThat(kept.on(LocalDate.MAX).activity().credits()).hasSizeGreaterThan(700);
    }

    private void same(MailActivity.Outcome outcome, Roster roster, MessageDecisions decisions, LocalDate day) {
        assertThat(outcome)
                .isEqualTo(MailActivity.atOnce(
                        Activities.upTo(merging.messages(), day), roster, decisions, CreditRules.DEFAULT));
    }

    /** With one decision more, or all but one of a kind taken back. */
    private MessageDecisions decided(MessageDecisions before, Random random) {
        List<Message> messages = merging.messages();
        if (messages.isEmpty()) {
            return before;
        }
        String key = messages.get(random.nextInt(messages.size())).key();
        return switch (random.nextInt(6)) {
            case 0 ->
                new MessageDecisions(
                        with(before.rejected(), key), before.confirmations(), before.joinings(), before.rulings());
            case 1 ->
                new MessageDecisions(
                        before.rejected(),
                        with(
                                before.confirmations(),
                                new Confirmation(
                                        key,
                                        Optional.of(
                                                new Address(random.nextBoolean() ? "bob" : "shared", "example.org")),
                                        "decision")),
                        before.joinings(),
                        before.rulings());
            case 2 ->
                new MessageDecisions(
                        before.rejected(),
                        with(before.confirmations(), new Confirmation(key, Optional.empty(), "decision")),
                        before.joinings(),
                        before.rulings());
            case 3 ->
                new MessageDecisions(
                        before.rejected(),
                        before.confirmations(),
                        with(
                                before.joinings(),
                                new Threading.Joining(
                                        key,
                                        messages.get(random.nextInt(messages.size()))
                                                .key())),
                        before.rulings());
            case 4 ->
                new MessageDecisions(
                        before.rejected(),
                        before.confirmations(),
                        before.joinings(),
                        with(
                                before.rulings(),
                                new Ruling(
                                        key,
                                        Report.Status.values()[random.nextInt(6)],
                                        Instant.EPOCH.plusSeconds(random.nextInt(3)),
                                        "ada",
                                        "")));
            default -> new MessageDecisions(Set.of(), List.of(), before.joinings(), List.of());
        };
    }

    private static <T> List<T> with(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return List.copyOf(more);
    }

    private static Set<String> with(Set<String> all, String one) {
        Set<String> more = new HashSet<>(all);
        more.add(one);
        return Set.copyOf(more);
    }

    /** With other addresses, accounts or days of somebody. */
    private static Roster changed(Roster before, Random random) {
        List<Person> people = new ArrayList<>(before.people());
        int at = random.nextInt(people.size());
        Person person = people.get(at);
        people.set(
                at,
                switch (random.nextInt(5)) {
                    case 0 -> with(person, person.memberships(), List.of(), person.github());
                    case 3 -> with(person, person.memberships(), oneMore(person, random), person.github());
                    case 4 ->
                        with(
                                person,
                                person.memberships(),
                                person.addresses().stream()
                                        .filter(address -> random.nextBoolean())
                                        .toList(),
                                person.github());
                    case 1 ->
                        with(
                                person,
                                List.of(new Dated(Optional.of(START.plusDays(random.nextInt(40))), Optional.empty())),
                                person.addresses(),
                                Optional.of("ada-x"));
                    default ->
                        with(
                                person,
                                person.memberships(),
                                List.of(new OwnedAddress(
                                        new Address(random.nextBoolean() ? "eve" : "ada", "example.org"),
                                        Dated.ALWAYS)),
                                Optional.empty());
                });
        return new Roster(people, List.of());
    }

    private static List<OwnedAddress> oneMore(Person person, Random random) {
        List<OwnedAddress> addresses = new ArrayList<>(person.addresses());
        String local = List.of("ada", "bob", "eve", "shared").get(random.nextInt(4));
        addresses.add(new OwnedAddress(
                new Address(local, "example.org"),
                random.nextBoolean()
                        ? Dated.ALWAYS
                        : new Dated(Optional.of(START.plusDays(random.nextInt(40))), Optional.empty())));
        return addresses;
    }

    private static Person with(
            Person person, List<Dated> memberships, List<OwnedAddress> addresses, Optional<String> github) {
        return new Person(person.id(), person.name(), person.aliases(), github, memberships, addresses, person.roles());
    }

    @Provide
    Arbitrary<List<MessageCopy>> mail() {
        return Letters.some();
    }
}
