package org.triageledger.work.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Outcome;
import org.triageledger.work.Refusal;

/** Who acts as what, and what becomes of it. */
public final class Acts {
    private Acts() {}

    /** Somebody as the first of these that the roster bears out on the day. */
    public static Act as(Roster roster, String by, Instant at, Capacity... capacities) {
        Act day = new Act(new Actor(by, capacities[0]), at);
        List<Outcome<Actor>> tried = Arrays.stream(capacities)
                .map(capacity -> Actor.of(roster, by, capacity, day.day()))
                .toList();
        return tried.stream()
                .flatMap(outcome -> outcome instanceof Outcome.Done<Actor>(Actor actor)
                        ? List.of(actor).stream()
                        : List.<Actor>of().stream())
                .findFirst()
                .map(actor -> new Act(actor, at))
                .orElseGet(() -> new Act(done(tried.getFirst()), at));
    }

    /** Any person, as a member: the rule itself asks whether they are one. */
    public static Act member(String by, Instant at) {
        return new Act(new Actor(by, Capacity.MEMBER), at);
    }

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused -> {
                Refusal refusal = new Refusal(refused.sentence());
                throw refused.field().map(refusal::at).orElse(refusal);
            }
        };
    }

    public static <E extends Enum<E> & Named> Optional<E> word(Class<E> type, String word) {
        return Named.read(type, word);
    }
}
