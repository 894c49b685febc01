package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;

class RosterFileTest {
    private static final String NOBODY =
            "0 nobody stands in it, and what is loaded replaces what was known: list people under `members:`";

    private static final String ADA = """
            members:
              - id: ada
                name: Ada Example
            """;

    @Test
    void everythingThatCanBeSaidOfSomebody() {
        assertThat(people("""
                members:
                  - id: ada
                    name: Ada Example
                    aliases: [A. Example, Ada E., A. Example]
                    github: ada-x
                    joined: 2023-02-01
                    left: null
                    addresses:
                      - Ada@Example.ORG
                      - {address: ada@old.example.net, from: 2019-01-01, to: 2024-06-30}
                    roles:
                      - {role: admin, from: 2024-01-01}
                      - {role: release-manager, branch: 3.10, from: 2024-05-01}
                      - {role: expert, branch: "3.13", reason: wrote the parser}
                """))
                .containsExactly(new Person(
                        "ada",
                        "Ada Example",
                        List.of("A. Example", "Ada E."),
                        Optional.of("ada-x"),
                        List.of(days("2023-02-01", "")),
                        List.of(
                                new OwnedAddress(address("Ada@example.org"), Dated.ALWAYS),
                                new OwnedAddress(address("ada@old.example.net"), days("2019-01-01", "2024-06-30"))),
                        List.of(
                                new Role(Role.Kind.ADMIN, Optional.empty(), days("2024-01-01", ""), Optional.empty()),
                                new Role(
                                        Role.Kind.RELEASE_MANAGER,
                                        Optional.of("3.10"),
                                        days("2024-05-01", ""),
                                        Optional.empty()),
                                new Role(
                                        Role.Kind.EXPERT,
                                        Optional.of("3.13"),
                                        Dated.ALWAYS,
                                        Optional.of("wrote the parser")))));
    }

    @Test
    void whoWentAndCameBackHasTwoMemberships() {
        assertThat(people(ADA + """
                    memberships:
                      - {from: 2019-01-01, to: 2020-12-31}
                      - {from: 2023-05-01}
                """))
                .extracting(Person::memberships)
                .containsExactly(List.of(days("2019-01-01", "2020-12-31"), days("2023-05-01", "")));
    }

    @Test
    void othersAreKnownWithoutBeingMembers() {
        assertThat(people(ADA + """
                others:
                  - id: sue
                    name: Sue Council
                    roles: [{role: steering-council}]
                """))
                .extracting(Person::id, person -> person.memberships().size())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("ada", 1), org.assertj.core.groups.Tuple.tuple("sue", 0));
    }

    @Test
    void oneAddressMayPassFromOnePersonToAnother() {
        assertThat(people("""
                members:
                  - id: ada
                    name: Ada Example
                    addresses: [{address: desk@example.org, to: 2023-12-31}]
                  - id: bob
                    name: Bob Example
                    addresses: [{address: desk@example.org, from: 2024-01-01}]
                """)).hasSize(2);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("", "0 the file is empty: it begins with `members:`"),
                fault("members:\n", NOBODY),
                fault("members: []\nothers: []\n", NOBODY),
                fault("- ada", "1 the roster is a list of `key: value` pairs"),
                fault("members: ada", "1 \"members\" is a list: begin each entry with a dash"),
                fault("membres: []", "1 unknown key \"membres\" in the roster (did you mean \"members\"?)"),
                fault(
                        ADA + "    joind: 2023-02-01\n",
                        "4 unknown key \"joind\" in a member (did you mean \"joined\"?)"),
                fault(
                        ADA + "    aliases: [A\u202eda]\n",
                        "4 a hidden character (U+202E) stands in line 4, at character 16: remove it"),
                fault(
                        ADA + "    # said\u2066 so\n",
                        "4 a hidden character (U+2066) stands in line 4, at character 11: remove it"),
                fault(
                        ADA + "    aliases: [\"A\\u202eda\", \"A\\e[1mda\"]\n",
                        "4 \"A<U+202E>da\": a hidden character (U+202E) stands at character 2: remove it",
                        "4 \"A<U+001B>[1mda\": a hidden character (U+001B) stands at character 2: remove it"),
                fault(ADA + "    name: Ada\n", "4 the key \"name\" stands twice"),
                fault(
                        ADA + "    joined: 2026-02-30\n",
                        "4 \"joined\": 2026-02-30 is not a valid date: write YYYY-MM-DD, with a day that exists"),
                fault(
                        ADA + "    joined: 1.2.2026\n",
                        "4 \"joined\": 1.2.2026 is not a valid date: write YYYY-MM-DD, with a day that exists"),
                fault(
                        ADA + "    joined: 2026-02-01\n    left: 2026-01-31\n",
                        "5 \"left\" (2026-01-31) is before \"joined\" (2026-02-01)"),
                fault("members:\n  - name: Ada\n", "2 an entry has no \"id\": give it a short one that never changes"),
                fault("members:\n  - id: ada\n", "2 the entry of \"ada\" has no \"name\""),
                fault("members:\n  - id: a/b\n    name: Ada\n", "2 an id has letters, digits and . _ - only"),
                fault(ADA + "  - id: ADA\n    name: Other\n", "4 the id \"ADA\" is taken by the entry in line 2"),
                fault(
                        ADA + "    github: x\n  - id: bob\n    name: Bob\n    github: X\n",
                        "7 the GitHub account is another person's already, in line 4"),
                fault(ADA + "    addresses: [ada]\n", "4 \"ada\" is no mail address"),
                fault(
                        ADA + "    addresses: [a@example.org, A@EXAMPLE.org]\n",
                        "4 a@example.org stands twice for \"ada\" on the same days, first in line 4"),
                fault(
                        ADA
                                + "    addresses: [a@example.org]\n  - id: bob\n    name: Bob\n    addresses: [a@example.org]\n",
                        "7 a@example.org belongs to \"ada\" (line 4) and \"bob\" on the same days: give each its days with"
                                + " from and to"),
                fault(ADA + "    addresses: [{from: 2020-01-01}]\n", "4 this entry has no \"address\""),
                fault(
                        ADA + "    roles: [{role: king}]\n",
                        "4 \"king\" is no role: choose admin, release-manager, expert, steering-council"),
                fault(ADA + "    roles: [{role: expert, branch: main}]\n", "4 a branch is a version such as \"3.14\""),
                fault(
                        ADA + "    joined: 2020-01-01\n    memberships: [{from: 2020-01-01}]\n",
                        "5 write either \"memberships\" or \"joined\" and \"left\""),
                fault(
                        ADA + "    memberships: [{from: 2020-01-01, to: 2021-01-01}, {from: 2021-01-01}]\n",
                        "4 two memberships of one person overlap"),
                fault(
                        ADA + "    joined: x\n    left: y\n",
                        "4 \"joined\": x is not a valid date: write YYYY-MM-DD, with a day that exists",
                        "5 \"left\": y is not a valid date: write YYYY-MM-DD, with a day that exists"));
    }

    @ParameterizedTest
    @MethodSource
    void faults(String yaml, List<String> expected) {
        assertThat(RosterFile.parse(yaml))
                .isInstanceOfSatisfying(
                        RosterFile.Outcome.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .extracting(fault -> fault.line() + " " + fault.message())
                                .containsExactlyElementsOf(expected));
    }

    @ParameterizedTest
    @MethodSource
    void hostileYamlIsAFault(String yaml) {
        assertThat(RosterFile.parse(yaml)).isInstanceOf(RosterFile.Outcome.Faulty.class);
    }

    static Stream<String> hostileYamlIsAFault() {
        String laughs = Stream.iterate(1, i -> i + 1)
                .limit(9)
                .map(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));
        return Stream.of(
                "members: !!javax.script.ScriptEngineManager [x]",
                "members: [",
                "\tmembers: []",
                "members: &m [*m]",
                "members: " + "[".repeat(5_000),
                laughs);
    }

    @Test
    void aFileThatIsNotUtf8IsAFault(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("r.yaml"), "members: [é]".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(RosterFile.read(file))
                .isEqualTo(new RosterFile.Outcome.Faulty(
                        List.of(new Fault(0, "the file is not in UTF-8: save it as UTF-8"))));
    }

    @Test
    void aFileThatIsNotThereIsAFault(@TempDir Path folder) {
        assertThat(RosterFile.read(folder.resolve("none.yaml")))
                .isEqualTo(new RosterFile.Outcome.Faulty(
                        List.of(new Fault(0, "the file cannot be read: check the path and its permissions"))));
    }

    private static Arguments fault(String yaml, String... expected) {
        return Arguments.of(yaml, List.of(expected));
    }

    private static List<Person> people(String yaml) {
        return switch (RosterFile.parse(yaml)) {
            case RosterFile.Outcome.Loaded loaded -> loaded.people();
            case RosterFile.Outcome.Faulty faulty -> throw new AssertionError(faulty.toString());
        };
    }

    private static Dated days(String from, String to) {
        return new Dated(day(from), day(to));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
