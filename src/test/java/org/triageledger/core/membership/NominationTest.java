package org.triageledger.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.council;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.member;
import static org.triageledger.core.review.Crew.told;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Nomination.Candidate;
import org.triageledger.core.membership.Nomination.Standing;
import org.triageledger.core.review.Crew;

class NominationTest {
    private static final Roster ROSTER =
            Crew.mixed().with(member("hal").other().github("hal-x")).roster();
    private static final Candidate HAL = new Candidate(Optional.of("hal"), "Hal Example", Optional.of("hal-x"));
    private static final Optional<MessageId> VETO = Optional.of(new MessageId("veto@example.org"));
    private static final Instant OVER = Instant.parse("2026-06-08T10:00:00Z");

    @ParameterizedTest(name = "{0}: {1} for, {2} against: {3}")
    @CsvSource(textBlock = """
                    seed-2024,   0, 0, declined
                    seed-2024,   1, 0, accepted
                    seed-2024,   1, 1, declined
                    seed-2024,   3, 2, accepted
                    seed-2024,   2, 3, declined
                    pep811-2025, 0, 0, declined
                    pep811-2025, 1, 0, accepted
                    pep811-2025, 1, 1, declined
                    pep811-2025, 2, 1, accepted
                    pep811-2025, 3, 2, declined
                    pep811-2025, 4, 2, accepted
                    pep811-2025, 0, 1, declined
                    """)
    void whatTheVotesSay(String policy, int favour, int against, String result) {
        Nomination nomination = nominated(policy);
        List<String> voters = List.of("ada", "bob", "cyd", "dee", "eve", "fay", "gus");
        for (int i = 0; i < favour + against; i++) {
            nomination = vote(nomination, voters.get(i), i < favour, "2026-06-02");
        }
        assertThat(nomination.standing(OVER.minusSeconds(1))).isEqualTo(new Standing.Voting(OVER, favour, against));
        assertThat(word(nomination.standing(OVER))).isEqualTo(result);
    }

    @Test
    void whoVotesAndWhen() {
        Nomination nomination = vote(nominated("pep811-2025"), "ada", true, "2026-06-02");
        assertThat(told(cast(nomination, "ada", "2026-06-03")))
                .as("changes their vote")
                .isEqualTo("done");
        assertThat(told(cast(nomination, "hal", "2026-06-03"))).isEqualTo("own-case: Nobody votes on themselves.");
        assertThat(told(cast(nomination, "stranger", "2026-06-03"))).isEqualTo("not-a-member: Only members vote.");
        assertThat(told(cast(nomination, "bob", "2026-06-08T09:59:59Z"))).isEqualTo("done");
        assertThat(told(cast(nomination, "bob", "2026-06-08T10:00:00Z")))
                .isEqualTo("vote-over: The vote ended at 2026-06-08 10:00 UTC.");
    }

    @Test
    void theLastVoteOfEachMemberCountsAndNominatingIsNone() {
        Nomination nomination = nominated("pep811-2025");
        assertThat(nomination.by()).contains("ada");
        assertThat(nomination.standing(OVER.minusSeconds(1))).isEqualTo(new Standing.Voting(OVER, 0, 0));
        nomination = vote(nomination, "ada", true, "2026-06-02");
        nomination = vote(nomination, "bob", true, "2026-06-03");
        nomination = vote(nomination, "ada", false, "2026-06-04");
        assertThat(nomination.votes()).extracting(Nomination.Vote::member).containsExactly("bob", "ada");
        assertThat(nomination.standing(OVER.minusSeconds(1))).isEqualTo(new Standing.Voting(OVER, 1, 1));
        assertThat(told(cast(nomination, "ada", "2026-06-08T10:00:00Z"))).startsWith("vote-over");
    }

    @Test
    void whoCanBeNominatedAndByWhom() {
        Nomination running = nominated("seed-2024");
        assertThat(told(nominate("stranger", HAL, List.of())))
                .isEqualTo("not-a-member: Only a member nominates somebody.");
        assertThat(told(nominate("ada", HAL, List.of(running))))
                .isEqualTo("already-nominated: Hal Example is nominated already.");
        assertThat(told(nominate(
                        "ada", new Candidate(Optional.empty(), "hal  example", Optional.empty()), List.of(running))))
                .isEqualTo("already-nominated: hal  example is nominated already.");
        assertThat(told(nominate("ada", new Candidate(Optional.of("cyd"), "Cyd Example", Optional.empty()), List.of())))
                .isEqualTo("already-a-member: Cyd Example is a member already.");
        assertThat(told(nominate("ada", new Candidate(Optional.empty(), "cyd example", Optional.empty()), List.of())))
                .isEqualTo("already-a-member: cyd example is a member already.");
        assertThat(told(nominate(
                        "ada", new Candidate(Optional.empty(), "Cyd Example", Optional.of("other-cyd")), List.of())))
                .as("somebody else of that name")
                .isEqualTo("done");
    }

    @Test
    void anAcceptedCandidateBecomesAMember() {
        Nomination nomination = vote(nominated("seed-2024"), "ada", true, "2026-06-02");
        assertThat(told(nomination.settle("hal", LocalDate.of(2026, 6, 8), admin("ada", "2026-06-05"))))
                .isEqualTo("too-early: The vote ends at 2026-06-08 10:00 UTC.");
        assertThat(told(nomination.settle("hal", LocalDate.of(2026, 6, 7), admin("ada", "2026-06-09"))))
                .isEqualTo("in-the-past: Nobody joins before they were accepted, on 2026-06-08.");
        assertThat(told(nomination.settle("hal", LocalDate.of(2026, 6, 9), Crew.member("ada", "2026-06-09"))))
                .startsWith("not-entitled");

        Nomination joined = done(nomination.settle("hal", LocalDate.of(2026, 6, 9), admin("ada", "2026-06-09")));
        assertThat(joined.joined())
                .contains(new Effect.Joins(
                        "hal",
                        "Hal Example",
                        Optional.of("hal-x"),
                        LocalDate.of(2026, 6, 9),
                        "1 in favour, 0 against.",
                        admin("ada", "2026-06-09")));
        assertThat(told(joined.settle("hal", LocalDate.of(2026, 6, 9), admin("ada", "2026-06-10"))))
                .isEqualTo("already-settled: Hal Example has joined already.");
        assertThat(told(joined.rule(false, "no", VETO, council("fay", "2026-06-10"))))
                .isEqualTo("already-settled: Hal Example has joined: a review is the way to end that.");
    }

    @Test
    void aDeclinedCandidateDoesNotAndMayBeNominatedAgain() {
        Nomination nomination = vote(nominated("seed-2024"), "ada", false, "2026-06-02");
        assertThat(told(nomination.settle("hal", LocalDate.of(2026, 6, 9), admin("ada", "2026-06-09"))))
                .isEqualTo("not-accepted: It was declined. 0 in favour, 1 against.");
        assertThat(told(Nomination.of(
                        "n2",
                        HAL,
                        "again",
                        governance("seed-2024"),
                        ROSTER,
                        List.of(nomination),
                        Crew.member("bob", "2026-07-01"))))
                .isEqualTo("done");
    }

    @Test
    void underPep811TheCouncilVetoesByARecordedMessage() {
        Nomination nomination = vote(nominated("pep811-2025"), "ada", true, "2026-06-02");
        Act fay = council("fay", "2026-06-09");
        assertThat(told(nomination.rule(false, "a conflict", VETO, admin("ada", "2026-06-09"))))
                .isEqualTo("not-entitled: Only the steering council rules on a nomination.");
        assertThat(told(nomination.rule(true, "good", VETO, fay)))
                .isEqualTo(
                        "not-entitled: The steering council can veto a nomination; members accept it by their votes.");
        assertThat(told(nomination.rule(false, "a conflict", Optional.empty(), fay)))
                .isEqualTo("no-message: A veto is recorded by a message: name its Message-ID.");
        Nomination vetoed = done(nomination.rule(false, "a conflict", VETO, fay));
        assertThat(vetoed.standing(fay.at())).isEqualTo(new Standing.Declined("The steering council declined."));
        assertThat(told(cast(vetoed, "bob", "2026-06-07"))).isEqualTo("vote-over: The nomination is decided.");
    }

    @Test
    void underTheDraftTheCouncilHasTheLastWordEitherWay() {
        Nomination nomination = vote(nominated("seed-2024"), "ada", false, "2026-06-02");
        Nomination accepted =
                done(nomination.rule(true, "we need them", Optional.empty(), council("fay", "2026-06-09")));
        assertThat(accepted.standing(OVER)).isEqualTo(new Standing.Accepted("The steering council accepted."));
        Nomination reversed =
                done(accepted.rule(false, "on second thought", Optional.empty(), council("fay", "2026-06-10")));
        assertThat(reversed.rulings()).hasSize(2);
        assertThat(word(reversed.standing(OVER))).isEqualTo("declined");
    }

    private static Nomination nominated(String policy) {
        return done(Nomination.of(
                "n1",
                HAL,
                "answers well on the tracker",
                governance(policy),
                ROSTER,
                List.of(),
                Crew.member("ada", "2026-06-01")));
    }

    private static Outcome<Nomination> nominate(String by, Candidate candidate, List<Nomination> known) {
        return Nomination.of(
                "n2", candidate, "good", governance("seed-2024"), ROSTER, known, Crew.member(by, "2026-06-02"));
    }

    private static Governance governance(String policy) {
        return Governance.of(Policy.named(policy).orElseThrow());
    }

    private static Nomination vote(Nomination nomination, String by, boolean favour, String day) {
        return done(nomination.vote(favour, Optional.empty(), ROSTER, Crew.member(by, day)));
    }

    private static Outcome<Nomination> cast(Nomination nomination, String by, String when) {
        return nomination.vote(true, Optional.empty(), ROSTER, Crew.member(by, when));
    }

    private static String word(Standing standing) {
        return switch (standing) {
            case Standing.Voting ignored -> "voting";
            case Standing.AwaitsCouncil ignored -> "awaits";
            case Standing.Accepted ignored -> "accepted";
            case Standing.Declined ignored -> "declined";
            case Standing.Joined ignored -> "joined";
        };
    }
}
