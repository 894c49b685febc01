package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.eligibility.Team.member;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Role;

class RoleCriteriaTest {
    private static final String DAY = "2026-11-01";

    /** 3.14 lives until the last day of October 2030, 3.10 until the last day of October 2026, 3.0 is past its end. */
    private static Team team() {
        return Team.of()
                .branch("3.14", "2030-10")
                .branch("3.10", "2026-10")
                .branch("3.9", "2025-10-31")
                .ended("3.0");
    }

    @ParameterizedTest(name = "{0} {1}..{2} on {3}: {4}")
    @CsvSource(textBlock = """
                    release-manager 3.14, '',         '',         2026-11-01, exempt 2030-10-31
                    release-manager 3.14, 2026-11-01, '',         2026-11-01, exempt 2030-10-31
                    release-manager 3.14, 2026-11-02, '',         2026-11-01, inactive -
                    release-manager 3.14, '',         2026-11-01, 2026-11-01, exempt 2026-11-01
                    release-manager 3.14, '',         2026-10-31, 2026-11-01, inactive -
                    release-manager 3.14, '',         2031-01-01, 2026-11-01, exempt 2030-10-31
                    release-manager 3.10, '',         '',         2026-10-31, exempt 2026-10-31
                    release-manager 3.10, '',         '',         2026-11-01, inactive -
                    release-manager 3.10, 2026-12-01, '',         2026-12-01, inactive -
                    release-manager 3.9,  '',         '',         2025-10-31, exempt 2025-10-31
                    release-manager 3.9,  '',         '',         2025-11-01, inactive -
                    release-manager 3.0,  '',         '',         2026-11-01, inactive -
                    release-manager,      '',         '',         2026-11-01, inactive -
                    expert 3.14,          '',         '',         2026-11-01, exempt 2030-10-31
                    expert 3.10,          '',         '',         2026-11-01, inactive -
                    expert,               '',         2027-01-01, 2026-11-01, exempt 2027-01-01
                    expert 9.9,           '',         '',         2026-11-01, unknown -
                    expert 9.9,           '',         2026-10-31, 2026-11-01, inactive -
                    steering-council,     2025-12-13, 2026-12-12, 2026-12-12, exempt 2026-12-12
                    steering-council,     2025-12-13, 2026-12-12, 2026-12-13, inactive -
                    steering-council,     2025-12-13, 2026-12-12, 2025-12-12, inactive -
                    steering-council,     '',         '',         2026-11-01, exempt -
                    admin,                '',         '',         2026-11-01, inactive -
                    """)
    void aRoleExemptsWhileItAndItsBranchLast(String role, String from, String to, String day, String verdict) {
        Team team = team().with(member("ada").role(role, from, to));
        assertThat(team.verdicts(day)).containsExactly("ada " + verdict);
    }

    @Test
    void withoutAReleaseCycleARoleIsTakenAtItsWord() {
        Team team = Team.of()
                .with(member("ada").role("release-manager 3.14", "2024-05-01", ""))
                .with(member("bob").role("expert 3.13", "", "2027-06-30"))
                .with(member("cyd").role("release-manager"));
        assertThat(team.verdicts(DAY)).containsExactly("ada exempt -", "bob exempt 2027-06-30", "cyd exempt -");
        assertThat(team.on(DAY).getFirst().reasons().getFirst())
                .isEqualTo("Is release manager of 3.14 (no release cycle is loaded to say when that ends).");
    }

    @Test
    void theReleaseCycleGivesAReleaseManagerWithoutABranchTheirs() {
        Team team = team().branch("3.15", "2031-10", "Ada Example")
                .branch("3.8", "2024-10-07", "Bob Example")
                .with(member("ada").role("release-manager"))
                .with(member("bob").role("release-manager"))
                .with(member("cyd").role("release-manager"));
        assertThat(team.on(DAY))
                .extracting(evaluation ->
                        Team.verdict(evaluation) + ": " + evaluation.reasons().getLast())
                .containsExactly(
                        "ada exempt 2031-10-31: Is release manager of 3.15 until 2031-10-31.",
                        "bob inactive -: Was release manager of 3.8 until 2024-10-07, its end of life.",
                        "cyd inactive -: Is noted as release manager, and manages no branch of the release cycle: name the"
                                + " branch, or a reason without one.");
    }

    @Test
    void aReasonTakesThePlaceOfABranch() {
        Role byHand = new Role(
                Role.Kind.RELEASE_MANAGER,
                Optional.empty(),
                People.dated("2026-01-01", "2027-06-30"),
                Optional.of("builds the installers of every release"));
        assertThat(team().with(member("ada").role(byHand)).verdicts(DAY)).containsExactly("ada exempt 2027-06-30");
    }

    @Test
    void aReleaseManagerByAliasIsExemptByThePublishedBranchAlone() {
        Team team = team().branch("3.15", "2031-10", "Ada E. Xample", "Bob Example")
                .with(member("ada").alias("Ada E. Xample"))
                .with(member("bob"));
        assertThat(team.verdicts(DAY)).containsExactly("ada exempt 2031-10-31", "bob exempt 2031-10-31");
    }

    @Test
    void aNameThatTwoBearExemptsNeither() {
        Team team = team().branch("3.15", "2031-10", "Ada Example")
                .with(member("ada"))
                .with(member("bob").alias("Ada Example"));
        assertThat(team.verdicts(DAY)).containsExactly("ada inactive -", "bob inactive -");
    }

    @Test
    void theLongestOfSeveralRolesDecides() {
        Team team = team().with(member("ada")
                .role("release-manager 3.10")
                .role("release-manager 3.14")
                .role("steering-council", "2025-12-13", "2026-12-12"));
        assertThat(team.verdicts("2026-10-01")).containsExactly("ada exempt 2030-10-31");
        assertThat(team.only("2026-10-01").criteria().get(2))
                .isEqualTo(new Criterion(
                        "release-manager",
                        Criterion.Result.MET,
                        "Is release manager of 3.14 until 2030-10-31.",
                        List.of("release-manager 3.10", "release-manager 3.14"),
                        Optional.of(java.time.LocalDate.of(2030, 10, 31))));
    }

    @Test
    void aTermThatFollowsTheDayAfterCountsOn() {
        Team team = team().with(member("ada")
                        .role("steering-council", "2025-12-13", "2026-12-12")
                        .role("steering-council", "2026-12-13", "2027-12-12"))
                .with(member("bob")
                        .role("steering-council", "2025-12-13", "2026-12-12")
                        .role("steering-council", "2026-12-14", "2027-12-12"))
                .with(member("cyd")
                        .role("steering-council", "2025-12-13", "2026-12-12")
                        .role("expert 3.14", "2026-06-01", ""))
                .with(member("dee")
                        .role("steering-council", "2025-12-13", "2026-12-12")
                        .role("expert", "2026-12-13", ""));
        assertThat(team.verdicts(DAY))
                .containsExactly(
                        "ada exempt 2027-12-12", "bob exempt 2026-12-12", "cyd exempt 2030-10-31", "dee exempt -");
    }

    @Test
    void anUnknownBranchBesideALivingOneDoesNoHarm() {
        Team team = team().with(member("ada").role("expert 9.9").role("expert 3.14"));
        assertThat(team.verdicts(DAY)).containsExactly("ada exempt 2030-10-31");
    }

    @Test
    void anUnknownBranchLeavesTheVerdictOpen() {
        Evaluation ada = team().with(member("ada").role("expert 9.9")).only(DAY);
        assertThat(ada.verdict()).isEqualTo(new Verdict.Unknown(List.of()));
        assertThat(ada.reasons())
                .containsExactly(
                        "Is an expert of 9.9, which the release cycle does not know: correct it, or load a newer one.");
    }

    @Test
    void pep811KnowsNoExperts() {
        Team team = team().under(Policy.PEP811_2025)
                .with(member("ada").role("expert 3.14"))
                .with(member("bob").role("release-manager 3.14"))
                .with(member("cyd").role("steering-council"));
        assertThat(team.verdicts(DAY)).containsExactly("ada inactive -", "bob exempt 2030-10-31", "cyd exempt -");
        assertThat(team.on(DAY).getFirst().criteria())
                .extracting(Criterion::name)
                .containsExactly("triage", "release-manager", "steering-council");
    }

    @Test
    void aRoleIsOfItsDaysOnly() {
        Role ended = new Role(
                Role.Kind.EXPERT, Optional.of("3.14"), new Dated(Optional.empty(), Optional.empty()), Optional.empty());
        assertThat(team().with(member("ada").role(ended)).verdicts("2030-10-31"))
                .containsExactly("ada exempt 2030-10-31");
        assertThat(team().with(member("ada").role(ended)).verdicts("2030-11-01"))
                .containsExactly("ada inactive -");
    }
}
