package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Outcome;
import org.triageledger.core.snapshot.Snapshot;

/** Whoever tries whatever, in whatever order: only the inactive leave, by a decision of somebody entitled, with a reason. */
class AnyReviewTest {
    private static final List<String> PEOPLE = List.of("ada", "bob", "cyd", "dee", "eve", "fay", "gus", "nobody");

    @Property(tries = 300)
    void onlyTheInactiveLeave(@ForAll Random random) {
        Policy policy = random.nextBoolean() ? Policy.SEED_2024 : Policy.PEP811_2025;
        Crew crew = Crew.mixed().under(policy);
        if (random.nextInt(3) == 0) {
            crew.read("2025-01-01", "2026-06-30");
        }
        Review.Opened review = crew.opened();
        Review current = review;
        for (int i = 0; i < 40; i++) {
            Review before = current;
            Act act = new Act(
                    new Actor(PEOPLE.get(random.nextInt(8)), Capacity.values()[random.nextInt(3)]),
                    review.act().at().plusSeconds(60L * i));
            Outcome<? extends Review> outcome = random.nextInt(5) == 0
                    ? current.close(DAY.plusDays(random.nextInt(3) - 1), review.snapshot(), act)
                    : current.decide(
                            PEOPLE.get(random.nextInt(8)),
                            Decision.Kind.values()[random.nextInt(4)],
                            random.nextInt(5) == 0 ? " " : "reason",
                            act);
            current = switch (outcome) {
                case Outcome.Done<? extends Review> done -> done.value();
                case Outcome.Refused<? extends Review> refused -> {
                    assertThat(refused.sentence()).endsWith(".").doesNotContain("\n");
                    yield before;
                }
            };
        }
        if (current instanceof Review.Closed closed) {
            assertThat(closed.opened().undecided()).isEmpty();
            assertThat(closed.effects()).allSatisfy(effect -> {
                assertThat(closed.opened().snapshot().line(effect.person()).map(Snapshot.Line::verdict))
                        .contains(new Verdict.Inactive());
                assertThat(effect.lastDay()).isAfterOrEqualTo(DAY);
                assertThat(effect.reason()).isEqualTo("reason");
                assertThat(effect.act().by().capacity()).isNotEqualTo(Capacity.MEMBER);
            });
        }
        Review.Opened last = current instanceof Review.Closed closed ? closed.opened() : (Review.Opened) current;
        for (Decision decision : last.decisions()) {
            assertThat(decision.act().by().person()).isNotEqualTo(decision.member());
            if (policy.equals(Policy.PEP811_2025)) {
                assertThat(decision.act().as(Capacity.COUNCIL)).isTrue();
            }
        }
        for (String member : PEOPLE) {
            Optional<Decision> holding = last.decision(member);
            boolean council = last.decisions().stream()
                    .anyMatch(eachDecision -> eachDecision.member().equals(member)
                            && eachDecision.act().as(Capacity.COUNCIL));
            assertThat(holding.filter(eachDecision -> eachDecision.act().as(Capacity.COUNCIL))
                            .isPresent())
                    .isEqualTo(council);
        }
    }
}
