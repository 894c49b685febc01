package org.triageledger.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.member.People.dated;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.member;
import static org.triageledger.core.review.Crew.told;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triageledger.core.member.Person;
import org.triageledger.core.review.Crew;

class EffectTest {
    private static final LocalDate DAY = Crew.DAY;

    @Test
    void aMembershipEndsAndTheEarlierOnesStay() {
        Person ada = member("ada").wasMember("2010-01-01", "2012-05-05").person();
        assertThat(Effect.apply(ada, leaves("ada")).memberships())
                .containsExactly(dated("2010-01-01", "2012-05-05"), dated("2015-01-01", "2026-12-12"));
    }

    @Test
    void whoIsGoneAlreadyStaysGoneSinceThen() {
        Person ada = member("ada").left("2026-12-01").person();
        assertThat(Effect.apply(ada, leaves("ada"))).isEqualTo(ada);
    }

    @Test
    void whoComesBackIsAMemberFromThenOn() {
        Person ada = member("ada").left("2026-12-12").person();
        assertThat(Effect.apply(ada, joins("2027-03-01")).memberships())
                .containsExactly(dated("2015-01-01", "2026-12-12"), dated("2027-03-01", ""));
        assertThat(Effect.apply(ada, joins("2026-12-01"))).isEqualTo(ada);
    }

    @Test
    void resigningTakesEffectAtOnce() {
        Person ada = member("ada").person();
        Effect.Leaves leaves = done(Resignation.of(ada, "time for others", Crew.member("ada", "2026-12-12")));
        assertThat(Effect.apply(ada, leaves).isMember(DAY)).isFalse();
        assertThat(Effect.apply(ada, leaves).isMember(DAY.minusDays(1))).isTrue();

        Person fresh = member("gus").joined("2026-12-12").person();
        Effect.Leaves changed = done(Resignation.of(fresh, "", Crew.member("gus", "2026-12-12")));
        assertThat(Effect.apply(fresh, changed).memberships()).containsExactly(dated("2026-12-12", "2026-12-12"));
    }

    @Test
    void peopleResignForThemselves() {
        assertThat(told(Resignation.of(member("cyd").person(), "silent", admin("ada", "2026-12-12"))))
                .isEqualTo("not-entitled: People resign for themselves; a review is the way to remove others.");
        assertThat(told(Resignation.of(
                        member("cyd").left("2026-12-11").person(), "late", Crew.member("cyd", "2026-12-12"))))
                .isEqualTo("not-a-member: Cyd Example is no member.");
    }

    private static Effect.Leaves leaves(String id) {
        return new Effect.Leaves(id, Effect.How.REMOVED, DAY, "silent", admin("bob", "2026-12-20"));
    }

    private static Effect.Joins joins(String day) {
        return new Effect.Joins(
                "ada", "Ada Example", Optional.empty(), LocalDate.parse(day), "back", admin("bob", "2027-02-20"));
    }
}
