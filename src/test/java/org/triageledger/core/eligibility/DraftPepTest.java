package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.eligibility.Team.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Findings;
import org.triageledger.core.member.Roster;

/**
 * The draft PEP in its own words: members remain who triaged or coordinated at least one vulnerability in the past year or were
 * added in the last year, who are release manager or expert with at least one branch that is not end-of-life, or who are on the
 * steering council. When the policy takes effect it is applied at once.
 */
class DraftPepTest {
    private static final String FIRST_REVIEW = "2024-12-12";

    /**
     * Thirty members: ten who worked in the past year (one of them a release manager as well), two who were added, one release
     * manager, one expert, one of the council; and fifteen who have nothing, or had it once.
     */
    private static Team thirty() {
        Team team = Team.of()
                .branch("3.14", "2030-10", "Rita Example")
                .branch("3.13", "2029-10", "Wanda Example")
                .branch("3.8", "2024-10-07", "Former Example");
        for (int i = 0; i < 9; i++) {
            team.with(member("active" + i).joined("2015-01-01"))
                    .worked("active" + i, "r" + i % 3, "2024-0" + (i + 1) + "-15");
        }
        team.with(member("wanda").joined("2015-01-01")).worked("wanda", "r1", "2024-03-01");
        team.with(member("new1").joined("2023-12-12")).with(member("new2").joined("2024-11-30"));
        team.with(member("rita").joined("2015-01-01"));
        team.with(member("xena").joined("2015-01-01").role("expert 3.13", "2020-01-01", ""));
        team.with(member("steve").joined("2015-01-01").role("steering-council", "2023-12-10", "2024-12-31"));
        for (int i = 0; i < 10; i++) {
            team.with(member("silent" + i).joined("2015-01-01"));
        }
        team.with(member("late").joined("2015-01-01")).worked("late", "r2", "2023-12-11");
        team.with(member("former").joined("2015-01-01"));
        team.with(member("exseat").joined("2015-01-01").role("steering-council", "2022-12-10", "2023-12-09"));
        team.with(member("exexpert").joined("2015-01-01").role("expert 3.8"));
        team.with(member("admin").joined("2023-12-11").role("admin"));
        return team;
    }

    @Test
    void ofThirtyMembersFifteenRemain() {
        List<Evaluation> all = thirty().on(FIRST_REVIEW);
        Map<String, Long> counts = all.stream()
                .collect(
                        Collectors.groupingBy(evaluation -> evaluation.verdict().word(), Collectors.counting()));
        assertThat(all).hasSize(30);
        assertThat(counts).isEqualTo(Map.of("active", 10L, "newcomer", 2L, "exempt", 3L, "inactive", 15L));
    }

    @Test
    void eachCriterionAloneKeepsSomebody() {
        assertThat(thirty().on(FIRST_REVIEW).stream()
                        .filter(evaluation -> evaluation.criteria().stream()
                                        .filter(criterion -> criterion.result() == Criterion.Result.MET)
                                        .count()
                                == 1)
                        .collect(Collectors.groupingBy(
                                evaluation -> evaluation.criteria().stream()
                                        .filter(criterion -> criterion.result() == Criterion.Result.MET)
                                        .findFirst()
                                        .orElseThrow()
                                        .name(),
                                Collectors.mapping(Evaluation::member, Collectors.joining(" ")))))
                .isEqualTo(Map.of(
                        "triage", "active0 active1 active2 active3 active4 active5 active6 active7 active8",
                        "newcomer", "new1 new2",
                        "release-manager", "rita",
                        "expert", "xena",
                        "steering-council", "steve"));
    }

    @Test
    void whoLeavesTheCouncilOrLosesTheBranchStaysIfAnotherCriterionHolds() {
        Team team = Team.of()
                .branch("3.8", "2024-10-07", "Ada Example", "Bob Example")
                .with(member("ada").joined("2015-01-01"))
                .with(member("bob").joined("2015-01-01"))
                .with(member("cyd").joined("2015-01-01").role("steering-council", "2023-12-10", "2024-12-11"))
                .worked("ada", "r1", "2024-06-01")
                .worked("cyd", "r1", "2024-06-02");
        assertThat(team.verdicts("2024-10-07"))
                .containsExactly("ada active 2025-06-01", "bob exempt 2024-10-07", "cyd active 2025-06-02");
        assertThat(team.verdicts(FIRST_REVIEW))
                .containsExactly("ada active 2025-06-01", "bob inactive -", "cyd active 2025-06-02");
    }

    @Test
    void theRemovedMayBeAddedAgain() {
        Team team = Team.of()
                .with(member("ada").wasMember("2015-01-01", "2024-12-12").joined("2025-03-01"));
        assertThat(team.verdicts("2024-12-12")).containsExactly("ada inactive -");
        assertThat(team.verdicts("2025-01-01")).isEmpty();
        assertThat(team.verdicts("2025-12-12")).containsExactly("ada newcomer 2026-03-01");
    }

    @Test
    void aPartOfTheMailMissingRemovesNobody() {
        Team team = thirty().read("2023-01-01", "2024-06-30").read("2024-07-02", "2024-12-12");
        assertThat(team.on(FIRST_REVIEW).stream()
                        .map(evaluation -> evaluation.verdict().word()))
                .doesNotContain("inactive")
                .hasSize(30);
    }

    @Test
    void twoAdminsAndASeatAreExpected() {
        assertThat(Findings.of(
                        new Roster(List.of(member("ada").role("admin").person()), List.of()),
                        LocalDate.parse(FIRST_REVIEW)))
                .extracting(Finding::code)
                .containsExactly("few-admins", "no-council-seat");
    }
}
