package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.eligibility.Team.member;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    @Test
    void whoStopsFirstStandsFirst() {
        Team team = Team.of("ada", "bob", "cyd")
                .with(member("dee").joined("2026-02-01"))
                .with(member("eve").role("steering-council", "2025-12-13", "2026-12-12"))
                .worked("ada", "r1", "2026-08-01")
                .worked("bob", "r1", "2025-12-01")
                .worked("eve", "r1", "2026-03-01");
        assertThat(forecast(team, LocalDate.of(2027, 6, 1)))
                .containsExactly(
                        "cyd: inactive",
                        "bob: active, inactive on 2026-12-02; last day 2026-12-01",
                        "dee: newcomer, inactive on 2027-02-02; last day 2027-02-01",
                        "eve: active, inactive on 2027-03-02; last day 2027-03-01",
                        "ada: active");
    }

    @Test
    void aCriterionThatHoldsOnTakesOver() {
        Team team = Team.of()
                .with(member("ada").joined("2026-03-01").role("steering-council", "2027-01-01", "2027-12-31"))
                .worked("ada", "r1", "2025-12-24");
        assertThat(forecast(team, LocalDate.of(2029, 1, 1)))
                .containsExactly(
                        "ada: active, newcomer on 2026-12-25, exempt on 2027-01-01, inactive on 2028-01-01; last day"
                                + " 2027-12-31");
    }

    @Test
    void aBranchThatEndsTakesItsReleaseManager() {
        Team team = Team.of().branch("3.10", "2026-11", "Ada Example").with(member("ada"));
        assertThat(forecast(team, LocalDate.of(2027, 1, 1)))
                .containsExactly("ada: exempt, inactive on 2026-12-01; last day 2026-11-30");
    }

    @Test
    void missingMailIsForgottenAYearLater() {
        Team team = Team.of("ada")
                .read("2025-01-01", "2026-01-02")
                .read("2026-01-11", "2026-11-01")
                .knownUntil("2026-11-01T23:59:59Z");
        assertThat(forecast(team, LocalDate.of(2027, 6, 1))).containsExactly("ada: unknown, inactive on 2027-01-11");
    }

    @Test
    void whoLeavesIsNotLookedAtAnyFurther() {
        Team team = Team.of().with(member("ada").joined("2026-03-01").left("2026-12-31"));
        assertThat(forecast(team, LocalDate.of(2028, 6, 1))).containsExactly("ada: newcomer");
    }

    @Test
    void oneActKeepsOrBringsBack() {
        Team team = Team.of("ada", "bob").worked("bob", "r1", "2026-01-01");
        assertThat(Forecast.of(team.evaluations(), DAY, DAY.plusYears(1)))
                .extracting(
                        forecast -> forecast.member() + ": " + forecast.keep().orElse("nothing"))
                .containsExactly(
                        "ada: An answer in one report makes them active again from that day on, for a year.",
                        "bob: An answer in one report by 2027-01-01 keeps them for a year from the day it is written.");
        assertThat(Forecast.of(team.evaluations(), DAY, DAY.plusMonths(1))
                        .getLast()
                        .keep())
                .isEmpty();
    }

    @Test
    void everyDayUntilTheHorizonIsAsForetold() {
        Team team = Team.of("ada", "bob")
                .branch("3.10", "2027-02", "Bob Example")
                .with(member("cyd").joined("2026-02-28").role("expert", "2027-04-01", "2027-04-30"))
                .with(member("dee").role("steering-council", "2026-12-13", "2027-12-12"))
                .worked("ada", "r1", "2025-11-01")
                .worked("bob", "r2", "2026-04-01");
        Evaluations evaluations = team.evaluations();
        LocalDate horizon = DAY.plusYears(2);
        for (Forecast forecast : Forecast.of(evaluations, DAY, horizon)) {
            for (LocalDate day = DAY; !day.isAfter(horizon); day = day.plusDays(1)) {
                LocalDate at = day;
                String foretold = forecast.turns().stream()
                        .filter(turn -> !turn.day().isAfter(at))
                        .reduce((eachTurn, other) -> other)
                        .map(Forecast.Turn::verdict)
                        .orElse(forecast.now())
                        .word();
                assertThat(evaluations.on(day).stream()
                                .filter(evaluation -> evaluation.member().equals(forecast.member()))
                                .map(evaluation -> evaluation.verdict().word()))
                        .as("%s on %s", forecast.member(), day)
                        .containsExactly(foretold);
            }
        }
    }

    private static List<String> forecast(Team team, LocalDate horizon) {
        return Forecast.of(team.evaluations(), DAY, horizon).stream()
                .map(forecast -> forecast.member() + ": " + forecast.now().word()
                        + forecast.turns().stream()
                                .map(turn -> ", " + turn.verdict().word() + " on " + turn.day())
                                .collect(Collectors.joining())
                        + forecast.lastDay().map(day -> "; last day " + day).orElse(""))
                .toList();
    }
}
