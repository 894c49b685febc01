package org.triageledger.work;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Nomination;
import org.triageledger.store.DecisionStore.Decision;

/** Nominations as they follow from the record. The rules that held when one began hold for it to its end. */
final class PastNominations {
    static final String NOMINATE = "nominate";
    static final String VOTE = "vote";
    static final String RULE = "rule-on-nomination";
    static final String ADMIT = "admit";

    private PastNominations() {}

    /** All of them, in order. */
    static List<Nomination> of(Stream<Decision> effective) {
        Map<String, Nomination> nominations = new LinkedHashMap<>();
        effective.forEach(decision -> {
            if (decision.kind().equals(NOMINATE)) {
                nominations.put(decision.one(), begun(decision));
            } else {
                nominations.computeIfPresent(decision.one(), (id, before) -> after(before, decision));
            }
        });
        return List.copyOf(nominations.values());
    }

    /** What an admission does, by itself: the record says whom it is about. */
    static Optional<Effect.Joins> joins(Decision decision) {
        Fields fields = Fields.read(decision.other());
        return decision.from()
                .map(day -> new Effect.Joins(
                        fields.text("person"),
                        fields.text("name"),
                        fields.get("github"),
                        day,
                        decision.reason(),
                        act(decision)));
    }

    static String fields(Nomination nomination, String policy) {
        return "kind=" + nomination.kind().word() + " policy=" + policy + " voting="
                + nomination.governance().voting()
                + person(nomination.candidate().person(), nomination.candidate());
    }

    static String fields(Effect.Joins joins, Act act) {
        return "as=" + act.by().capacity().word()
                + person(
                        Optional.of(joins.person()),
                        new Nomination.Candidate(Optional.empty(), joins.name(), joins.github()));
    }

    private static String person(Optional<String> id, Nomination.Candidate candidate) {
        return id.map(person -> " person=" + person).orElse("")
                + candidate.github().map(login -> " github=" + login).orElse("") + " name=" + candidate.name();
    }

    private static Nomination begun(Decision decision) {
        Fields fields = Fields.read(decision.other());
        Nomination.Kind kind =
                Acts.word(Nomination.Kind.class, fields.text("kind")).orElse(Nomination.Kind.MEMBER);
        return new Nomination(
                decision.one(),
                new Nomination.Candidate(fields.get("person"), fields.text("name"), fields.get("github")),
                kind,
                kind == Nomination.Kind.MEMBER ? Optional.of(decision.by()) : Optional.empty(),
                decision.reason(),
                Governance.named(fields.text("policy")).votingFor(voting(fields.text("voting"))),
                decision.at(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Nomination after(Nomination before, Decision decision) {
        Fields fields = Fields.read(decision.other());
        List<Nomination.Vote> votes = new ArrayList<>(before.votes());
        List<Nomination.Ruling> rulings = new ArrayList<>(before.rulings());
        Optional<Effect.Joins> joined = before.joined();
        switch (decision.kind()) {
            case VOTE ->
                votes.add(new Nomination.Vote(
                        decision.by(),
                        fields.text("vote").equals("for"),
                        Optional.of(decision.reason()).filter(reason -> !reason.isEmpty()),
                        decision.at()));
            case RULE ->
                rulings.add(new Nomination.Ruling(
                        fields.text("ruling").equals("accept"),
                        decision.reason(),
                        fields.get("message").map(MessageId::new),
                        act(decision)));
            case ADMIT -> joined = joins(decision);
            default -> {
                // other decisions
            }
        }
        return new Nomination(
                before.id(),
                before.candidate(),
                before.kind(),
                before.by(),
                before.reason(),
                before.governance(),
                before.opened(),
                votes,
                rulings,
                joined);
    }

    private static Act act(Decision decision) {
        return new Act(
                new Actor(
                        decision.by(),
                        Acts.word(
                                        Actor.Capacity.class,
                                        Fields.read(decision.other()).text("as"))
                                .orElse(Actor.Capacity.COUNCIL)),
                decision.at());
    }

    private static Duration voting(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalStateException("the record holds a nomination without the length of its vote");
        }
    }
}
