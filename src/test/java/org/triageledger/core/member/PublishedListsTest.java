package org.triageledger.core.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.member.Branch.Status;
import org.triageledger.core.member.Listing.Kind;

/** Published lists against a roster: what an import makes of it, what an export gives back, and what is drift. */
class PublishedListsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    private static final Listing MEMBERS = list(
            Kind.MEMBERS,
            "Ada Example|Ada-X|Admin",
            "Cy Example|cy|",
            "Böb Example|bob|Release Manager", // out of order, as in the real list
            "Dee Example||Admin, Release Manager");

    private static final Published FIRST = Published.NOTHING.with(MEMBERS);

    @Test
    void theFirstListMakesMembersOfWhomNobodyKnowsSinceWhen() {
        Enrolment.Result result = Enrolment.of(Roster.EMPTY, Published.NOTHING, MEMBERS, DAY);
        assertThat(result)
                .isEqualTo(new Enrolment.Result(
                        List.of(
                                People.named("ada-x", "Ada Example")
                                        .github("Ada-X")
                                        .role("admin")
                                        .person(),
                                People.named("cy", "Cy Example").github("cy").person(),
                                People.named("bob", "Böb Example")
                                        .github("bob")
                                        .role("release-manager")
                                        .person(),
                                People.named("dee-example", "Dee Example")
                                        .role("admin")
                                        .role("release-manager")
                                        .person()),
                        4,
                        0));
        assertThat(Enrolment.of(roster(result.people()), FIRST, MEMBERS, DAY))
                .isEqualTo(new Enrolment.Result(result.people(), 0, 0));
    }

    @Test
    void whoIsNewOnALaterListJoinedByItsDay() {
        Roster roster = roster(
                Enrolment.of(Roster.EMPTY, Published.NOTHING, MEMBERS, DAY).people());
        Listing later = list(Kind.MEMBERS, "Ada Example|ada-x|Admin, Release Manager", "Eve Example|eve|");
        assertThat(Enrolment.of(roster, FIRST, later, DAY).people())
                .contains(
                        People.named("ada-x", "Ada Example")
                                .github("Ada-X")
                                .role("admin")
                                .role("release-manager", "2026-11-01", "")
                                .person(),
                        People.named("eve", "Eve Example")
                                .github("eve")
                                .joined("2026-11-01")
                                .person())
                .hasSize(5);
    }

    @Test
    void whoVanishedFromTheListStaysAndIsDrift() {
        Roster roster = roster(
                Enrolment.of(Roster.EMPTY, Published.NOTHING, MEMBERS, DAY).people());
        Listing shorter =
                list(Kind.MEMBERS, "Ada Example|Ada-X|Admin", "Cy Example|cy|", "Dee Example||Admin, Release Manager");
        assertThat(Enrolment.of(roster, FIRST, shorter, DAY).people()).isEqualTo(roster.people());
        assertThat(drift(roster, FIRST.with(shorter), shorter))
                .containsExactly("0 not-in-file: Böb Example is a member by the roster and not in the file.");
        assertThat(Publication.of(roster, FIRST.with(shorter), Kind.MEMBERS, DAY)
                        .entries())
                .extracting(Listed::name)
                .containsExactly("Ada Example", "Cy Example", "Böb Example", "Dee Example");
    }

    @Test
    void aListThatLagsBehindUndoesNoDecision() {
        Person left =
                People.named("cy", "Cy Example").github("cy").left("2026-10-01").person();
        Person noAdmin = People.named("ada", "Ada Example")
                .github("ada-x")
                .role("admin", "", "2026-09-30")
                .person();
        Roster roster = roster(List.of(left, noAdmin));
        Listing behind = list(Kind.MEMBERS, "Ada Example|Ada-X|Admin", "Cy Example|cy|Admin");
        assertThat(Enrolment.of(roster, FIRST, behind, DAY))
                .isEqualTo(new Enrolment.Result(List.of(left, noAdmin), 0, 0));
        assertThat(drift(roster, FIRST, behind))
                .containsExactly(
                        "1 notes-differ: Ada Example is noted as Admin in the file and as nothing in the roster.",
                        "2 not-a-member: Cy Example is listed as a member and is none since 2026-10-01 by the roster.");
    }

    @Test
    void anotherSpellingOfAnAccountsNameBecomesAnAlias() {
        Roster roster = roster(
                List.of(People.named("ada", "Ada Mary Example").github("ada-x").person()));
        Listing list = list(Kind.MEMBERS, "Ada Example|Ada-X|");
        assertThat(drift(roster, Published.NOTHING, list))
                .containsExactly(
                        "1 name-differs: The file calls Ada Mary Example Ada Example: give the roster an alias.");
        Enrolment.Result result = Enrolment.of(roster, Published.NOTHING, list, DAY);
        assertThat(result)
                .isEqualTo(new Enrolment.Result(
                        List.of(People.named("ada", "Ada Mary Example")
                                .alias("Ada Example")
                                .github("ada-x")
                                .person()),
                        0,
                        1));
        assertThat(drift(roster(result.people()), Published.NOTHING.with(list), list))
                .isEmpty();
        assertThat(Publication.of(roster(result.people()), Published.NOTHING.with(list), Kind.MEMBERS, DAY))
                .isEqualTo(list);
    }

    @Test
    void whomNobodyCanTellApartNobodyBecomes() {
        Roster roster = roster(List.of(
                People.named("ann", "Kim Double").github("ann").person(),
                People.named("ben", "Kim  DOUBLE").person(),
                People.named("fay", "Fay Example").github("fay").person()));
        Listing list = list(Kind.MEMBERS, "Kim Double||", "Fay Example|fay-2|Admin", "kim double|ann|");
        assertThat(Enrolment.of(roster, FIRST, list, DAY)).isEqualTo(new Enrolment.Result(roster.people(), 0, 0));
        assertThat(drift(roster, FIRST, list))
                .containsExactly(
                        "1 ambiguous-name: 2 people of the roster bear the name Kim Double: say by the GitHub account"
                                + " who is meant.",
                        "2 account-differs: Fay Example has the GitHub account fay-2 in the file and fay in the"
                                + " roster: correct one, or add the second person to the roster.",
                        "3 ambiguous-name: 2 people of the roster bear the name kim double: where only the name is"
                                + " given, nobody can say who is meant.",
                        "0 not-in-file: Kim  DOUBLE is a member by the roster and not in the file.");
    }

    @Test
    void twoOfOneNameWithAccountsOfTheirOwnAreTwoPeople() {
        Listing list = list(Kind.MEMBERS, "Kim Double|ann|", "Kim Double|ben|");
        Enrolment.Result result = Enrolment.of(Roster.EMPTY, Published.NOTHING, list, DAY);
        assertThat(result.people()).extracting(Person::id).containsExactly("ann", "ben");
        assertThat(Enrolment.of(roster(result.people()), FIRST, list, DAY).people())
                .isEqualTo(result.people());
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Example,    Ada-X, ada-x",
        "Ada Ørsted Éx., '',    ada-orsted-ex",
        "王小明,            '',    person",
        "Other Person,   taken, taken-2",
    })
    void anIdIsTheAccountOrTheName(String name, String login, String id) {
        Roster roster = roster(List.of(People.named("Taken", "Somebody").person()));
        assertThat(Enrolment.of(roster, FIRST, list(Kind.CORE_TEAM, name + "|" + login + "|"), DAY)
                        .people())
                .last()
                .extracting(Person::id)
                .isEqualTo(id);
    }

    @Test
    void emeritiAndTheCoreTeamAreKnownWithoutBeingMembers() {
        Listing emeriti = list(Kind.EMERITI, "Old Example||Release Manager", "Ada Example|ada-x|");
        Listing core = list(Kind.CORE_TEAM, "Ada E. Example|ada-x|", "Old Example||left");
        Roster roster = roster(
                Enrolment.of(Roster.EMPTY, Published.NOTHING, MEMBERS, DAY).people());
        roster = roster(Enrolment.of(roster, FIRST, emeriti, DAY).people());
        roster = roster(Enrolment.of(roster, FIRST, core, DAY).people());
        assertThat(roster.withId("old-example"))
                .contains(People.named("old-example", "Old Example").other().person());
        assertThat(roster.withId("ada-x").map(Person::aliases)).contains(List.of("Ada E. Example"));
        assertThat(roster.members(DAY)).hasSize(4);

        assertThat(drift(roster, FIRST, emeriti))
                .containsExactly(
                        "1 not-recorded: Old Example is known, but not as one of this list: import the file.",
                        "2 is-a-member: Ada Example is listed among the emeriti and is a member by the roster.");
        Published all = FIRST.with(emeriti).with(core);
        assertThat(drift(roster, all, core)).isEmpty();
        assertThat(drift(roster, all, list(Kind.CORE_TEAM, "Ada E. Example|ada-x|")))
                .containsExactly("0 not-in-file: Old Example was of the core team when its list was last taken by the"
                        + " roster and not in the file.");
        assertThat(Publication.of(roster, all, Kind.CORE_TEAM, DAY)).isEqualTo(core);

        // An emeritus on a later list of members is no newcomer by that alone.
        Listing back = list(Kind.MEMBERS, "Old Example||");
        assertThat(Enrolment.of(roster, all, back, DAY).people()).isEqualTo(roster.people());
        assertThat(drift(roster, all, back))
                .startsWith("1 not-a-member: Old Example is listed as a member and is none by the roster.");
    }

    @Test
    void whoLeftIsPublishedAmongTheEmeriti() {
        Roster roster = roster(List.of(
                People.named("ada", "Ada Example").github("Ada-X").role("admin").person(),
                People.named("bob", "Böb Example")
                        .github("bob")
                        .left("2026-10-31")
                        .person()));
        Published last = FIRST.with(list(Kind.EMERITI, "Anna Example||", "Old Example||Release Manager"));
        assertThat(lines(Publication.of(roster, last, Kind.EMERITI, DAY)))
                .containsExactly("Anna Example||", "Böb Example|bob|", "Old Example||Release Manager");
        assertThat(lines(Publication.of(roster, last, Kind.MEMBERS, DAY))).containsExactly("Ada Example|Ada-X|Admin");
        assertThat(lines(Publication.of(roster, last, Kind.MEMBERS, DAY.minusDays(1))))
                .containsExactly("Ada Example|Ada-X|Admin", "Böb Example|bob|");
    }

    @Test
    void whoIsNewStandsWhereTheNameBelongs() {
        List<Person> people = new ArrayList<>(
                Enrolment.of(Roster.EMPTY, Published.NOTHING, MEMBERS, DAY).people());
        people.add(People.named("abe", "Ábe Example").role("admin").person());
        people.add(People.named("zoe", "zoe Example")
                .github("Zoe")
                .role("release-manager 3.14")
                .person());
        assertThat(lines(Publication.of(roster(people), FIRST, Kind.MEMBERS, DAY)))
                .containsExactly(
                        "Ábe Example||Admin",
                        "Ada Example|Ada-X|Admin",
                        "Cy Example|cy|",
                        "Böb Example|bob|Release Manager",
                        "Dee Example||Admin, Release Manager",
                        "zoe Example|Zoe|Release Manager");
    }

    @Test
    void notesFollowTheRolesAndKeepWhatGivesNone() {
        Listing noted = list(Kind.MEMBERS, "Ada Example|ada|Release Manager, Installers", "Bob Example|bob|Expert");
        Roster roster = roster(List.of(
                People.named("ada", "Ada Example").github("ada").role("admin").person(),
                People.named("bob", "Bob Example").github("bob").role("expert").person()));
        assertThat(lines(Publication.of(roster, Published.NOTHING.with(noted), Kind.MEMBERS, DAY)))
                .containsExactly("Ada Example|ada|Admin, Installers", "Bob Example|bob|Expert");
        assertThat(drift(roster, FIRST, noted))
                .containsExactly(
                        "1 notes-differ: Ada Example is noted as Release Manager in the file and as Admin in the"
                                + " roster.",
                        "1 note-without-role: The note \"Installers\" of Ada Example gives no role: give one by hand"
                                + " if it should.");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-30, Release Manager, ''
            2026-11-30, '',              manager-not-noted
            2026-12-01, '',              ''
            2026-12-01, Release Manager, notes-differ
            """)
    void theReleaseCycleMakesAManagerWhileTheBranchLives(LocalDate day, String notes, String code) {
        Roster roster = new Roster(
                List.of(People.named("bob", "Bob Example").github("bob").person()),
                List.of(new Branch(
                        "9.1",
                        Status.SECURITY,
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 11, 30)),
                        List.of("Bob Example"))));
        Listing list = list(Kind.MEMBERS, "Bob Example|bob|" + notes);
        assertThat(Drifts.of(roster, FIRST, list, day))
                .extracting(Drift::code)
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void whoIsInOneAndNotTheOther() {
        Roster roster =
                roster(List.of(People.named("gus", "Gus Example").github("Gus").person()));
        assertThat(Drifts.of(roster, FIRST, list(Kind.MEMBERS, "Hal Example|hal|"), DAY))
                .containsExactly(
                        new Drift(
                                "not-in-roster",
                                1,
                                Optional.empty(),
                                "Hal Example",
                                Optional.of("hal"),
                                "Hal Example is in the file and not in the roster."),
                        new Drift(
                                "not-in-file",
                                0,
                                Optional.of("gus"),
                                "Gus Example",
                                Optional.of("Gus"),
                                "Gus Example is a member by the roster and not in the file."));
    }

    private static Roster roster(List<Person> people) {
        return new Roster(people, List.of());
    }

    private static List<String> drift(Roster roster, Published last, Listing listing) {
        return Drifts.of(roster, last, listing, DAY).stream()
                .map(drift -> drift.line() + " " + drift.code() + ": " + drift.sentence())
                .toList();
    }

    /** @param lines {@code name|account|notes} */
    private static Listing list(Kind kind, String... lines) {
        List<Listed> entries = new ArrayList<>();
        Arrays.stream(lines)
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> entries.add(new Listed(
                        entries.size() + 1,
                        cells[0],
                        Optional.of(cells[1]).filter(login -> !login.isEmpty()),
                        Optional.empty(),
                        Optional.empty(),
                        cells[2])));
        return new Listing(kind, entries);
    }

    private static List<String> lines(Listing listing) {
        return listing.entries().stream()
                .map(listed -> listed.name() + "|" + listed.github().orElse("") + "|" + listed.notes())
                .toList();
    }
}
