package org.triageledger.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.council;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.member;
import static org.triageledger.core.review.Crew.told;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.member.Roster;
import org.triageledger.core.review.Crew;

class CandidatesTest {
    private static final Instant NOW = Instant.parse("2026-12-28T08:00:00Z");
    private static final Governance RULES = Governance.of(Policy.PEP811_2025);

    @Test
    void aNewReleaseManagerIsProposedAtOnceAndOnce() {
        Crew crew = Crew.of()
                .with(member("ada").role("steering-council"))
                .with(member("bob").alias("Robert Example"))
                .with(member("rae").other())
                .branch("3.9", "2025-10", "Past Example")
                .branch("3.15", "2031-10", "Robert Example")
                .branch("3.17", "2033-10", "Rae Example")
                .branch("3.16", "2032-10", "Rae Example", "Nora Newby");
        List<Nomination> proposed = propose(crew.roster(), List.of());
        assertThat(proposed)
                .extracting(Nomination::id, Nomination::reason)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "release-manager-3.17-rae", "The release cycle names them for 3.16 and 3.17."),
                        org.assertj.core.api.Assertions.tuple(
                                "release-manager-3.16-nora-newby", "The release cycle names them for 3.16."));
        assertThat(propose(crew.roster(), proposed)).isEmpty();

        Nomination declined =
                done(proposed.getFirst().rule(false, "not yet", Optional.empty(), council("ada", "2026-12-29")));
        assertThat(propose(crew.roster(), List.of(declined, proposed.getLast())))
                .as("what was declined is not proposed again")
                .isEmpty();
    }

    @Test
    void whoEntersTheRosterMeanwhileIsTheSamePerson() {
        Crew crew = Crew.of().with(member("ada").role("steering-council")).branch("3.16", "2032-10", "Nora Newby");
        Nomination declined = done(propose(crew.roster(), List.of())
                .getFirst()
                .rule(false, "not yet", Optional.empty(), council("ada", "2026-12-29")));
        crew.with(
                org.triageledger.core.member.People.named("nora", "Nora Newby").other());
        assertThat(propose(crew.roster(), List.of(declined))).isEmpty();
        crew.branch("3.17", "2033-10", "Nora Newby");
        assertThat(propose(crew.roster(), List.of(declined)))
                .extracting(Nomination::id)
                .containsExactly("release-manager-3.17-nora");
    }

    @Test
    void aReleaseManagerIsAddedAsSoonAsTheCouncilAccepts() {
        Nomination proposed = propose(
                        Crew.of()
                                .with(member("ada").role("steering-council"))
                                .branch("3.16", "2032-10", "Nora Newby")
                                .roster(),
                        List.of())
                .getFirst();
        assertThat(told(proposed.vote(true, Optional.empty(), Roster.EMPTY, Crew.member("ada", "2026-12-28"))))
                .isEqualTo("no-vote: The steering council decides on this nomination: there is no vote.");
        assertThat(told(proposed.settle("nora", LocalDate.of(2026, 12, 29), admin("ada", "2026-12-29"))))
                .isEqualTo("not-accepted: The steering council has not accepted yet.");
        Nomination accepted = done(proposed.rule(true, "welcome", Optional.empty(), council("ada", "2026-12-28")));
        assertThat(done(accepted.settle("nora", LocalDate.of(2026, 12, 29), admin("ada", "2026-12-29")))
                        .joined()
                        .map(Effect.Joins::person))
                .contains("nora");
    }

    @Test
    void aMissingSeatProposesTheNewCouncil() {
        Crew crew = Crew.of()
                .with(member("ada").role("steering-council", "2025-12-20", "2026-12-19"))
                .with(member("uma").other().role("steering-council", "2026-12-20", ""))
                .with(member("vic").other().role("steering-council", "2026-12-20", ""));
        List<Nomination> proposed = propose(crew.roster(), List.of());
        assertThat(proposed)
                .extracting(Nomination::id)
                .containsExactly("steering-council-2026-12-20-uma", "steering-council-2026-12-20-vic");
        assertThat(Candidates.propose(crew.roster(), RULES, List.of(), Instant.parse("2026-12-19T08:00:00Z")))
                .isEmpty();

        List<Nomination> settled = new ArrayList<>(proposed);
        settled.set(
                0, done(proposed.getFirst().rule(false, "Vic it is", Optional.empty(), council("uma", "2026-12-28"))));
        assertThat(propose(crew.roster(), settled)).isEmpty();
    }

    @Test
    void aNameThatTwoPeopleBearProposesNobody() {
        Crew crew = Crew.of()
                .with(member("ada").role("steering-council"))
                .with(member("sam1").other().alias("Sam Same"))
                .with(member("sam2").other().alias("Sam Same"))
                .branch("3.16", "2032-10", "Sam Same");
        assertThat(propose(crew.roster(), List.of())).isEmpty();
    }

    private static List<Nomination> propose(Roster roster, List<Nomination> known) {
        return Candidates.propose(roster, RULES, known, NOW);
    }
}
