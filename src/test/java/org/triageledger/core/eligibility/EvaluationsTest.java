package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.eligibility.Team.member;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.coverage.Stretch;

/** Work, time and coverage; for roles see {@link RoleCriteriaTest}, for what a policy asks of work {@link PolicyTest}. */
class EvaluationsTest {
    @ParameterizedTest(name = "worked {0}, seen from {1}: {2}")
    @CsvSource(textBlock = """
                    2025-11-01,           2026-11-01, active 2026-11-01
                    2025-11-01,           2026-11-02, inactive -
                    2025-10-31,           2026-11-01, inactive -
                    2026-11-01,           2026-11-01, active 2027-11-01
                    2026-11-02,           2026-11-01, inactive -
                    2025-11-01T00:00:00Z, 2026-11-01, active 2026-11-01
                    2025-10-31T23:59:59Z, 2026-11-01, inactive -
                    2026-11-01T23:59:59Z, 2026-11-01, active 2027-11-01
                    2026-11-02T00:00:00Z, 2026-11-01, inactive -
                    2024-02-29,           2025-02-28, active 2025-02-28
                    2024-02-29,           2025-03-01, inactive -
                    2024-02-28,           2025-02-28, active 2025-02-28
                    2023-02-28,           2024-02-29, active 2024-02-29
                    2023-02-28,           2024-03-01, inactive -
                    2023-03-01,           2024-02-29, active 2024-03-01
                    """)
    void aDayOfWorkKeepsSomebodyForAYearOfUtcDays(String worked, String asOf, String verdict) {
        assertThat(Team.of("ada").worked("ada", "r1", worked).verdicts(asOf)).containsExactly("ada " + verdict);
    }

    @ParameterizedTest(name = "joined {0}, seen from {1}: {2}")
    @CsvSource(textBlock = """
                    2025-11-02, 2026-11-01, newcomer 2026-11-02
                    2025-11-01, 2026-11-01, newcomer 2026-11-01
                    2025-10-31, 2026-11-01, inactive -
                    2026-11-01, 2026-11-01, newcomer 2027-11-01
                    2024-02-29, 2025-02-28, newcomer 2025-02-28
                    2024-02-29, 2025-03-01, inactive -
                    2023-02-28, 2024-02-29, newcomer 2024-02-29
                    '',         2026-11-01, unknown -
                    """)
    void whoWasAddedWithinAYearIsANewcomer(String joined, String asOf, String verdict) {
        assertThat(Team.of().with(member("ada").joined(joined)).verdicts(asOf)).containsExactly("ada " + verdict);
    }

    @Test
    void whoseDayOfJoiningNobodyKnowsCanHaveJoinedWithinTheYear() {
        Team team = Team.of().with(member("ada").joined(""));
        assertThat(team.only("2026-11-01").reasons()).containsExactly("It is not known when they joined.");
        assertThat(team.under(Policy.PEP811_2025).verdicts("2026-11-01"))
                .as("there newcomers have no grace")
                .containsExactly("ada inactive -");
    }

    @Test
    void whoWorkedMoreThanAYearAgoDidNotJoinSince() {
        Team team = Team.of().with(member("ada").joined("")).worked("ada", "r1", "2025-10-01");
        assertThat(team.verdicts("2026-10-01")).containsExactly("ada active 2026-10-01");
        assertThat(team.verdicts("2026-10-02")).containsExactly("ada inactive -");
        assertThat(team.only("2026-10-02").criteria())
                .extracting(Criterion::why)
                .contains("It is not known when they joined, but they worked on 2025-10-01, more than a year ago.");
    }

    @Test
    void joiningIs364Or365DaysAgoInTheYear() {
        LocalDate asOf = LocalDate.of(2026, 11, 1);
        for (int days : new int[] {0, 364, 365}) {
            assertThat(verdictOfJoining(asOf.minusDays(days), asOf)).isEqualTo("newcomer");
        }
        assertThat(verdictOfJoining(asOf.minusDays(366), asOf)).isEqualTo("inactive");
        // A year with a leap day has 366.
        LocalDate leap = LocalDate.of(2028, 11, 1);
        assertThat(verdictOfJoining(leap.minusDays(366), leap)).isEqualTo("newcomer");
        assertThat(verdictOfJoining(leap.minusDays(367), leap)).isEqualTo("inactive");
    }

    @Test
    void whoCameBackWasAddedWhenTheyCameBack() {
        Team team = Team.of()
                .with(member("ada").wasMember("2018-01-01", "2024-06-30").joined("2026-05-01"));
        assertThat(team.verdicts("2026-11-01")).containsExactly("ada newcomer 2027-05-01");
        assertThat(team.verdicts("2025-01-01")).isEmpty();
        assertThat(team.verdicts("2024-06-30")).containsExactly("ada inactive -");
    }

    @Test
    void onlyMembersOfTheDayAreJudgedInTheOrderOfTheirIds() {
        Team team = Team.of("cyd", "ada")
                .with(member("bob").left("2026-10-31"))
                .with(member("eve").other());
        assertThat(team.verdicts("2026-10-31")).containsExactly("ada inactive -", "bob inactive -", "cyd inactive -");
        assertThat(team.verdicts("2026-11-01")).containsExactly("ada inactive -", "cyd inactive -");
    }

    @Test
    void laterEvidenceOfACreditDoesNotExistYet() {
        Team team = Team.of("ada").worked("ada", "r1", "2025-06-01", "2025-09-01", "2026-06-01");
        assertThat(team.verdicts("2025-06-01")).containsExactly("ada active 2026-06-01");
        assertThat(team.verdicts("2025-12-01")).containsExactly("ada active 2026-09-01");
        assertThat(team.verdicts("2026-11-01")).containsExactly("ada active 2027-06-01");
        assertThat(team.verdicts("2025-05-31")).containsExactly("ada inactive -");
    }

    @Test
    void aReportCountsOnceWhateverWasDoneInIt() {
        Evaluation ada = Team.of("ada")
                .worked("ada", "r2", "2026-01-01", "2026-01-02")
                .worked("ada", "r1", "2026-03-01")
                .worked("ada", "r0", "2024-03-01")
                .only("2026-11-01");
        assertThat(ada.credits()).isEqualTo(2);
        assertThat(ada.lastCredit()).contains(LocalDate.of(2026, 3, 1));
        assertThat(ada.criteria().getFirst())
                .isEqualTo(new Criterion(
                        "triage",
                        Criterion.Result.MET,
                        "Triaged 2 reports since 2025-11-01, last on 2026-03-01.",
                        List.of("r1", "r2"),
                        java.util.Optional.of(LocalDate.of(2027, 3, 1))));
    }

    /** The window of 2026-11-01 begins on 2025-11-01. */
    @ParameterizedTest(name = "read {0} to {1}, known until {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    2025-11-01 | 2026-11-01 | 2099-01-01T00:00:00Z | inactive
                    2025-11-02 | 2026-11-01 | 2099-01-01T00:00:00Z | unknown 2025-11-01T00:00:00Z to 2025-11-01T23:59:59Z
                    2025-11-01 | 2026-10-31 | 2099-01-01T00:00:00Z | unknown 2026-11-01T00:00:00Z to 2026-11-01T23:59:59Z
                    2025-11-01 | 2026-10-31 | 2026-10-31T23:59:59Z | inactive
                    2025-11-01 | 2026-10-31 | 2026-11-01T12:00:00Z | unknown 2026-11-01T00:00:00Z to 2026-11-01T12:00:00Z
                    2025-01-01 | 2025-06-01 | 2026-11-01T12:00:00Z | unknown 2025-11-01T00:00:00Z to 2026-11-01T12:00:00Z
                    2025-01-01 | 2025-06-01 | 2025-10-01T00:00:00Z | inactive
                    """)
    void nobodyIsInactiveWhileMailIsMissing(String from, String to, String knownUntil, String verdict) {
        Evaluation ada = Team.of("ada").read(from, to).knownUntil(knownUntil).only("2026-11-01");
        String gaps = ada.verdict() instanceof Verdict.Unknown unknown ? " " + text(unknown.gaps()) : "";
        assertThat(ada.verdict().word() + gaps).isEqualTo(verdict);
    }

    @Test
    void missingMailTakesNothingFromWhatIsKnown() {
        Team team = Team.of("ada")
                .with(member("bob").joined("2026-06-01"))
                .with(member("cyd").role("steering-council"))
                .worked("ada", "r1", "2026-03-01")
                .readNothing();
        assertThat(team.verdicts("2026-11-01"))
                .containsExactly("ada active 2027-03-01", "bob newcomer 2027-06-01", "cyd exempt -");
    }

    @Test
    void theReasonsOfAnUnknownVerdictNameTheGaps() {
        Evaluation ada = Team.of("ada")
                .worked("ada", "r1", "2025-03-04")
                .read("2025-11-01", "2026-01-02")
                .read("2026-01-04", "2026-02-01")
                .read("2026-02-11", "2026-11-01")
                .only("2026-11-01");
        assertThat(ada.reasons())
                .containsExactly(
                        "No credit since 2025-11-01, the last was on 2025-03-04; mail is missing on 2026-01-03, from"
                                + " 2026-02-02 to 2026-02-10.");
    }

    @Test
    void manyGapsAreCounted() {
        Team team = Team.of("ada");
        for (int month = 1; month <= 10; month++) {
            team.read("2026-%02d-02".formatted(month), "2026-%02d-03".formatted(month));
        }
        assertThat(team.only("2026-11-01").reasons())
                .containsExactly("No credit so far; mail is missing from 2025-11-01 to 2026-01-01, from 2026-01-04 to"
                        + " 2026-02-01, from 2026-02-04 to 2026-03-01, and 8 more times.");
    }

    @Test
    void whatWaitsForAPersonDoesNotCountAndIsNotForgotten() {
        Team team = Team.of("ada", "bob").waits("ada", "r1", "2026-03-01").waits("bob", "r1", "2024-03-01");
        assertThat(team.verdicts("2026-11-01")).containsExactly("ada inactive -", "bob inactive -");
        assertThat(team.on("2026-11-01"))
                .extracting(evaluation -> evaluation.reasons().getFirst())
                .containsExactly("No credit so far; 1 message waits for a decision.", "No credit so far.");
    }

    @Test
    void theDecidingReasonStandsFirst() {
        Team team = Team.of()
                .with(member("ada").joined("2026-02-01").role("steering-council", "2025-12-13", "2026-12-12"))
                .with(member("bob").joined("2026-02-01").role("steering-council", "2025-12-13", "2026-12-12"))
                .with(member("cyd").joined("2020-02-01").role("steering-council", "2024-12-13", "2025-12-12"))
                .with(member("dee").joined("2026-02-01"))
                .worked("bob", "r1", "2026-03-01");
        assertThat(team.on("2026-11-01"))
                .extracting(evaluation -> Team.verdict(evaluation) + ": " + String.join(" ", evaluation.reasons()))
                .containsExactly(
                        "ada exempt 2026-12-12: Is on the steering council until 2026-12-12. Joined on 2026-02-01, within the"
                                + " last year.",
                        "bob active 2027-03-01: Triaged 1 report since 2025-11-01, last on 2026-03-01. Joined on 2026-02-01,"
                                + " within the last year. Is on the steering council until 2026-12-12.",
                        "cyd inactive -: No credit so far. Joined on 2020-02-01, more than a year ago. Was on the steering"
                                + " council until 2025-12-12.",
                        "dee newcomer 2027-02-01: Joined on 2026-02-01, within the last year.");
    }

    @Test
    void theSameFactsInAnotherOrderGiveTheSameEvaluations() {
        Team one = Team.of("ada", "bob")
                .worked("ada", "r1", "2026-03-01")
                .worked("ada", "r2", "2026-04-01")
                .read("2025-01-01", "2026-01-01")
                .read("2026-01-02", "2027-01-01");
        Team other = Team.of("bob", "ada")
                .worked("ada", "r2", "2026-04-01")
                .worked("ada", "r1", "2026-03-01")
                .read("2026-01-02", "2027-01-01")
                .read("2025-01-01", "2026-01-01");
        assertThat(one.on("2026-11-01")).isEqualTo(other.on("2026-11-01"));
    }

    private static String verdictOfJoining(LocalDate joined, LocalDate asOf) {
        return Team.of()
                .with(member("ada").joined(joined.toString()))
                .only(asOf.toString())
                .verdict()
                .word();
    }

    private static String text(List<Stretch> gaps) {
        return String.join(
                ", ", gaps.stream().map(gap -> gap.from() + " to " + gap.to()).toList());
    }
}
