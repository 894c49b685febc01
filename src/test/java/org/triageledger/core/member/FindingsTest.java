package org.triageledger.core.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triageledger.core.member.Branch.Status;

class FindingsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final LocalDate LATER = LocalDate.of(2030, 1, 31);

    /** Two admins and somebody of the council: nothing to find. */
    private static final List<Person> CORE = List.of(
            People.named("ada", "Ada Example").role("admin").person(),
            People.named("bob", "Bob Example")
                    .role("admin")
                    .role("steering-council", "2025-12-13", "2026-12-12")
                    .person());

    @Test
    void aTeamInOrderHasNone() {
        assertThat(findings(List.of(branch("3.14", "Ada Example")))).isEmpty();
    }

    @Test
    void aTeamWithoutAnybodyHasNone() {
        assertThat(Findings.of(Roster.EMPTY, DAY)).isEmpty();
    }

    @Test
    void adminsAndCouncilAreCountedOnTheDay() {
        Roster roster = new Roster(
                List.of(
                        People.named("ada", "Ada Example").role("admin").person(),
                        People.named("bob", "Bob Example")
                                .role("admin", "", "2026-10-31")
                                .person(),
                        People.named("eve", "Eve Example")
                                .other()
                                .role("admin")
                                .role("steering-council")
                                .person()),
                List.of());
        assertThat(sentences(roster))
                .containsExactly(
                        "few-admins: Only one admin is among the members: at least two are expected.",
                        "no-council-seat: No active member of the steering council is on the team: one is expected.");
    }

    @Test
    void whoManagesALivingBranchIsExpectedToBeAMember() {
        Person left = People.named("eve", "Eve Example").left("2026-01-01").person();
        Person other = People.named("fay", "Fay Example")
                .other()
                .role("release-manager 3.15")
                .person();
        assertThat(findings(
                        List.of(
                                branch("3.15", "Eve Example"),
                                branch("3.14", "Eve Example", "Ada Example", "Who Else"),
                                dead("3.9", "Long Gone")),
                        left,
                        other))
                .containsExactly(
                        "manager-no-member: Eve Example manages 3.15 and 3.14 and is no member: propose them, or give the"
                                + " member who bears that name an alias.",
                        "manager-no-member: Who Else manages 3.14 and is no member: propose them, or give the member who"
                                + " bears that name an alias.",
                        "manager-no-member: Fay Example manages 3.15 and is no member: propose them, or give the member who"
                                + " bears that name an alias.");
    }

    @Test
    void aNameThatTwoPeopleBearGivesNobodyTheBranchUntilAHandDoes() {
        Person one = People.named("eve", "Eve Example").person();
        Person two = People.named("fay", "Fay Example").alias("Eve Example").person();
        assertThat(findings(List.of(branch("3.14", "Eve Example")), one, two))
                .containsExactly(
                        "ambiguous-name: The release cycle names Eve Example for 3.14, and 2 people bear that name: give one"
                                + " of them the role by hand.");
        Person chosen = People.named("fay", "Fay Example")
                .alias("Eve Example")
                .role("release-manager 3.14")
                .person();
        assertThat(findings(List.of(branch("3.14", "Eve Example")), one, chosen))
                .isEmpty();
    }

    @Test
    void whoIsNotedAsReleaseManagerManagesALivingBranch() {
        Person noted =
                People.named("eve", "Eve Example").role("release-manager").person();
        Person former = People.named("fay", "Fay Example").person();
        Person byName =
                People.named("gil", "Gil Example").role("release-manager").person();
        Person stale =
                People.named("hal", "Hal Example").role("release-manager 3.9").person();
        Person reasoned = People.named("ike", "Ike Example")
                .role(new Role(
                        Role.Kind.RELEASE_MANAGER,
                        Optional.empty(),
                        Dated.ALWAYS,
                        Optional.of("builds the installers")))
                .person();
        Person wrong = People.named("joe", "Joe Example").role("expert 9.9").person();
        List<Branch> branches = List.of(branch("3.14", "Gil Example"), dead("3.9", "Fay Example"));
        assertThat(findings(branches, noted, former, byName, stale, reasoned, wrong))
                .containsExactly(
                        "manager-without-branch: Eve Example is noted as release manager and manages no living branch: end"
                                + " the role, or give it a reason instead of a branch.",
                        "manager-without-branch: Hal Example is noted as release manager and manages no living branch: end"
                                + " the role, or give it a reason instead of a branch.",
                        "unknown-branch: Joe Example has a role for 9.9, which the release cycle does not know: correct it, or"
                                + " load a newer one.");
    }

    @Test
    void withoutAReleaseCycleNobodyKnowsWhichBranchLives() {
        Person noted =
                People.named("eve", "Eve Example").role("release-manager 3.9").person();
        assertThat(findings(List.of(), noted)).isEmpty();
    }

    private static Branch branch(String version, String... managers) {
        return new Branch(version, Status.BUGFIX, Optional.empty(), Optional.of(LATER), List.of(managers));
    }

    private static Branch dead(String version, String... managers) {
        return new Branch(
                version, Status.END_OF_LIFE, Optional.empty(), Optional.of(DAY.minusDays(1)), List.of(managers));
    }

    private static List<String> findings(List<Branch> branches, Person... more) {
        return sentences(
                new Roster(Stream.concat(CORE.stream(), Stream.of(more)).toList(), branches));
    }

    private static List<String> sentences(Roster roster) {
        return Findings.of(roster, DAY).stream()
                .map(finding -> finding.code() + ": " + finding.sentence())
                .toList();
    }
}
