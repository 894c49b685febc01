package org.triageledger.core.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Branch.Status;

class RosterTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    private static final Roster ROSTER = new Roster(
            List.of(
                    People.named("ada", "Ada Example")
                            .alias("A. Example")
                            .github("Ada-X")
                            .owns("ada@example.org")
                            .owns("shared@example.org", "", "2026-03-31")
                            .person(),
                    People.named("bob", "Böb Łukasz Ørsted")
                            .github("bob")
                            .joined("2025-01-01")
                            .left("2026-05-31")
                            .owns("shared@example.org", "2026-04-01", "")
                            .person(),
                    People.named("cyd", "Cyd Double").owns("twice@example.org").person(),
                    People.named("dee", "Cyd  DOUBLE").owns("twice@example.org").person(),
                    People.named("eve", "Eve Other").other().person()),
            List.of());

    @ParameterizedTest(name = "{0} on {1} is {2}''s")
    @CsvSource(textBlock = """
                    ada@example.org,                               2026-06-01, ada
                    ADA@Example.ORG,                               2026-06-01, ada
                    shared@example.org,                            2026-03-31, ada
                    shared@example.org,                            2026-04-01, bob
                    twice@example.org,                             2026-06-01, nobody
                    ada@example.net,                               2026-06-01, nobody
                    ada-x@users.noreply.github.com,                2026-06-01, ada
                    1234567+Ada-X@users.noreply.github.com,        2026-06-01, ada
                    ada-x+1234567@users.noreply.github.com,        2026-06-01, nobody
                    ada-x@noreply.github.com,                      2026-06-01, nobody
                    ada-x@users.noreply.github.com.example.org,    2026-06-01, nobody
                    """)
    void whoseAnAddressIs(String address, LocalDate day, String owner) {
        assertThat(ROSTER.owner(Address.parse(address).orElseThrow(), day)
                        .map(Person::id)
                        .orElse("nobody"))
                .isEqualTo(owner);
    }

    @ParameterizedTest(name = "{0} on {1} is {2}''s, and {3}''s where tags are none")
    @CsvSource(textBlock = """
                    ada+lists@example.org,                         2026-06-01, nobody, ada
                    ADA+a+b@example.org,                           2026-06-01, nobody, ada
                    ada+@example.org,                              2026-06-01, nobody, ada
                    +ada@example.org,                              2026-06-01, nobody, nobody
                    ada+lists@example.net,                         2026-06-01, nobody, nobody
                    shared+x@example.org,                          2026-03-31, nobody, ada
                    shared+x@example.org,                          2026-04-01, nobody, bob
                    twice+x@example.org,                           2026-06-01, nobody, nobody
                    1234567+Ada-X@users.noreply.github.com,        2026-06-01, ada,    ada
                    ada-x+1234567@users.noreply.github.com,        2026-06-01, nobody, nobody
                    cyd+own@example.org,                           2026-06-01, eve,    eve
                    cyd+own@example.org,                           2025-12-31, nobody, nobody
                    """)
    void tagsMatterUnlessTheyAreSaidNotTo(String address, LocalDate day, String owner, String without) {
        List<Person> people = new ArrayList<>(ROSTER.people());
        people.removeLast();
        people.add(People.named("eve", "Eve Other")
                .owns("cyd+own@example.org", "2026-01-01", "")
                .person());
        people.add(People.named("fay", "Fay").owns("cyd@example.org").person());
        Address parsed = Address.parse(address).orElseThrow();

        assertThat(new Roster(people, List.of())
                        .owner(parsed, day)
                        .map(Person::id)
                        .orElse("nobody"))
                .isEqualTo(owner);
        Roster tagless = new Roster(people, List.of(), true);
        assertThat(tagless.owner(parsed, day).map(Person::id).orElse("nobody")).isEqualTo(without);
        assertThat(tagless.withBranches(List.of()).owner(parsed, day)).isEqualTo(tagless.owner(parsed, day));
    }

    @Test
    void accountsCompareWithoutCase() {
        assertThat(ROSTER.byLogin("ADA-x").map(Person::id)).contains("ada");
        assertThat(ROSTER.byLogin("ada")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Böb Łukasz Ørsted",
                "bob lukasz orsted",
                "  BÖB\u00a0Łukasz \t Ørsted ",
                "Bo\u0308b Lukasz Orsted"
            })
    void namesCompareWithoutCaseAccentsAndWhiteSpace(String name) {
        assertThat(ROSTER.named(name)).extracting(Person::id).containsExactly("bob");
    }

    @Test
    void aNameFindsEverybodyWhoBearsItOrHasItAsAnAlias() {
        assertThat(ROSTER.named("a. example")).extracting(Person::id).containsExactly("ada");
        assertThat(ROSTER.named("Cyd Double")).extracting(Person::id).containsExactly("cyd", "dee");
        assertThat(ROSTER.named("Nobody")).isEmpty();
    }

    @Test
    void membersAreThoseOfTheDay() {
        assertThat(ROSTER.members(LocalDate.of(2024, 12, 31)))
                .extracting(Person::id)
                .containsExactly("ada", "cyd", "dee");
        assertThat(ROSTER.members(LocalDate.of(2026, 5, 31)))
                .extracting(Person::id)
                .containsExactly("ada", "bob", "cyd", "dee");
        assertThat(ROSTER.members(DAY)).extracting(Person::id).containsExactly("ada", "cyd", "dee");
    }

    @Test
    void theReleaseCycleGivesItsManagersTheirBranches() {
        Roster roster = ROSTER.withBranches(List.of(
                new Branch("3.15", Status.PRERELEASE, Optional.empty(), Optional.empty(), List.of("ada  éxample")),
                new Branch(
                        "3.14",
                        Status.BUGFIX,
                        Optional.empty(),
                        Optional.empty(),
                        List.of("A. Example", "Bob Lukasz Orsted")),
                new Branch(
                        "3.13", Status.BUGFIX, Optional.empty(), Optional.empty(), List.of("Cyd Double", "Nobody"))));
        assertThat(branches(roster, "ada")).containsExactly("3.15", "3.14");
        assertThat(branches(roster, "bob")).containsExactly("3.14");
        assertThat(branches(roster, "cyd")).isEmpty();
    }

    @Test
    void whatTheRosterSaysOfABranchGoesBeforeWhatIsPublished() {
        Role byHand = new Role(
                Role.Kind.RELEASE_MANAGER,
                Optional.of("3.14"),
                new Dated(Optional.of(DAY), Optional.empty()),
                Optional.of("handed over"));
        Person ada = People.named("ada", "Ada Example").role(byHand).person();
        Roster roster = new Roster(
                List.of(ada),
                List.of(new Branch("3.14", Status.BUGFIX, Optional.empty(), Optional.empty(), List.of("Ada Example"))));
        assertThat(roster.roles(ada)).containsExactly(byHand);
    }

    @Test
    void aRosterSaysNothingOfPeopleInALog() {
        assertThat(ROSTER).hasToString("Roster[5 people, 0 branches]");
    }

    private static List<String> branches(Roster roster, String id) {
        return roster.roles(roster.withId(id).orElseThrow()).stream()
                .flatMap(role -> role.branch().stream())
                .toList();
    }
}
