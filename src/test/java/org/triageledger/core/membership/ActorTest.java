package org.triageledger.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.membership.Actor.Capacity.ADMIN;
import static org.triageledger.core.membership.Actor.Capacity.COUNCIL;
import static org.triageledger.core.membership.Actor.Capacity.MEMBER;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.member;

import org.junit.jupiter.api.Test;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.member.Roster;
import org.triageledger.core.review.Crew;

class ActorTest {
    private static final Roster ROSTER = Crew.of("cyd")
            .with(member("ada").role("admin").role("steering-council", "2026-12-20", ""))
            .with(member("ivo").other().role("admin"))
            .with(member("uma").other().role("steering-council"))
            .with(member("old").left("2026-12-01"))
            .roster();

    @Test
    void theRosterSaysWhoMayActAsWhat() {
        assertThat(Actor.capacities(ROSTER, "ada", DAY)).containsExactly(MEMBER, ADMIN);
        assertThat(Actor.capacities(ROSTER, "ada", DAY.plusDays(8))).containsExactly(MEMBER, ADMIN, COUNCIL);
        assertThat(Actor.capacities(ROSTER, "ivo", DAY)).containsExactly(ADMIN);
        assertThat(Actor.capacities(ROSTER, "uma", DAY)).containsExactly(COUNCIL);
        assertThat(Actor.capacities(ROSTER, "old", DAY)).isEmpty();
        assertThat(Actor.capacities(ROSTER, "stranger", DAY)).isEmpty();
        assertThat(Crew.told(Actor.of(ROSTER, "cyd", ADMIN, DAY)))
                .isEqualTo("not-entitled: The roster does not know 'cyd' as an admin on 2026-12-12.");
        assertThat(Actor.of(ROSTER, "cyd", MEMBER, DAY)).isEqualTo(Outcome.done(new Actor("cyd", MEMBER)));
    }

    @Test
    void aPolicyThatIsNotKnownIsReadStrictly() {
        assertThat(Governance.named("another")).isEqualTo(Governance.of(Policy.PEP811_2025));
        assertThat(Governance.of(Policy.SEED_2024).decides(new Actor("ada", ADMIN)))
                .isTrue();
        assertThat(Governance.of(Policy.PEP811_2025).decides(new Actor("ada", ADMIN)))
                .isFalse();
    }
}
