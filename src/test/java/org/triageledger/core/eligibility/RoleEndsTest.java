package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

/** Whom a role kept until it ended, and what keeps them now. */
class RoleEndsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 12);
    private static final Stretch ALL =
            new Stretch(Instant.parse("1990-01-01T00:00:00Z"), Instant.parse("2099-12-31T23:59:59Z"));

    @Test
    void whatKeepsAFormerMemberOfTheCouncil() {
        People ada = people("ada").role("steering-council", "2024-12-13", "2026-12-01");
        People bob = people("bob").role("steering-council", "2024-12-13", "2026-12-01");
        People cyd = People.named("cyd", "Cyd Example")
                .joined("2026-05-01")
                .role("steering-council", "2024-12-13", "2026-12-01");
        People dee = people("dee")
                .role("steering-council", "2024-12-13", "2026-12-01")
                .role("release-manager 3.14");
        assertThat(found(List.of(ALL), ada, bob, cyd, dee))
                .containsExactly(
                        "Ada Example was on the steering council until 2026-12-01, and now stays by their own work.",
                        "Bob Example was on the steering council until 2026-12-01, and nothing else keeps them: the next"
                                + " review will ask.",
                        "Cyd Example was on the steering council until 2026-12-01, and now stays for having joined within the"
                                + " last year.",
                        "Dee Example was on the steering council until 2026-12-01, and now stays by another role (release"
                                + " manager).");
        assertThat(found(List.of(), bob))
                .containsExactly(
                        "Bob Example was on the steering council until 2026-12-01, and whether anything else keeps"
                                + " them nobody can tell.");
    }

    @Test
    void aBranchThatReachedItsEndOfLifeTakesItsManagerAlong() {
        assertThat(found(List.of(ALL), people("eve")))
                .containsExactly(
                        "Eve Example was release manager of 3.10 until 2026-10-31, its end of life, and nothing else"
                                + " keeps them: the next review will ask.");
        assertThat(found(List.of(ALL), people("fay").role("release-manager 3.10", "2021-01-01", "2026-03-01")))
                .containsExactly(
                        "Fay Example was release manager of 3.10 until 2026-03-01, and nothing else keeps them: the"
                                + " next review will ask.");
    }

    @Test
    void whatIsLongPastOrWasFollowedOrIsNotYetIsNoFinding() {
        assertThat(found(
                        List.of(ALL),
                        people("gus").role("steering-council", "2020-01-01", "2025-12-11"),
                        people("hal")
                                .role("steering-council", "2024-12-13", "2026-12-01")
                                .role("steering-council", "2026-12-02", ""),
                        people("ida").role("steering-council", "2027-01-01", "2027-12-31"),
                        people("joe").role("release-manager 3.10").role("release-manager 3.14"),
                        people("kim").role("admin", "2020-01-01", "2026-12-01")))
                .isEmpty();
    }

    @Test
    void theSentenceIsTheSameFromDayToDay() {
        Roster roster = roster(people("ada").role("steering-council", "2024-12-13", "2026-11-01"));
        assertThat(Stream.of("2026-11-02", "2026-12-12", "2027-01-15")
                        .map(LocalDate::parse)
                        .flatMap(day -> on(roster, List.of(ALL), day).stream())
                        .map(Finding::key)
                        .distinct())
                .hasSize(1);
    }

    private static People people(String id) {
        return People.named(id, id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1) + " Example")
                .joined("2015-01-01");
    }

    private static Roster roster(People... people) {
        return new Roster(
                Stream.of(people).map(People::person).toList(),
                List.of(branch("3.10", "2026-10-31", "Eve Example"), branch("3.14", "2030-10-31", "Nobody Else")));
    }

    private static Branch branch(String version, String end, String manager) {
        return new Branch(
                version, Branch.Status.SECURITY, Optional.empty(), Optional.of(LocalDate.parse(end)), List.of(manager));
    }

    private static List<String> found(List<Stretch> read, People... people) {
        return on(roster(people), read, DAY).stream().map(Finding::sentence).toList();
    }

    private static List<Finding> on(Roster roster, List<Stretch> read, LocalDate day) {
        Credit work = new Credit(
                "ada",
                Credit.Kind.TRIAGE,
                "r1",
                List.of(new Credit.Evidence(
                        new MessageId("a@example.org"), Instant.parse("2026-10-01T10:00:00Z"), Trust.LIST, "", "")),
                "wrote-in-report");
        return RoleEnds.of(
                roster,
                Evaluations.of(
                        Policy.SEED_2024,
                        roster,
                        new Activity(List.of(), List.of(work), List.of()),
                        new Coverage(read),
                        day,
                        Instant.parse("2099-01-01T00:00:00Z")),
                day);
    }
}
