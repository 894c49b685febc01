package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.member.FirstListed;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** When members were first listed: from the file to the days of memberships. */
class HistoryFileTest {
    private static final String HISTORY = """
            name,github,notes_now,first_listed
            Ada Example,ada-x,Admin,2026-02-06
            Bob Example,BOB-X,,2026-03-24
            Cyd Example,,,2026-03-24
            "Dee ""D"" Example",dee-x,"Admin, Release Manager",2026-05-01
            Eve Example,eve-x,,2026-05-01
            """;

    @Test
    void whoCameAfterTheFirstListJoinedThen() {
        Roster roster = new Roster(
                List.of(
                        People.named("ada", "Ada Example").github("ada-x").person(),
                        People.named("bob", "Robert Example").github("bob-x").person(),
                        People.named("cyd", "Cyd Example").person(),
                        People.named("dee", "Dee Example")
                                .github("dee-x")
                                .joined("2026-04-30")
                                .person(),
                        People.named("eve", "Eve Example")
                                .github("eve-x")
                                .left("2026-06-30")
                                .person(),
                        People.named("fay", "Fay Example").person()),
                List.of());
        FirstListed.Result result = FirstListed.apply(roster, loaded(HISTORY));
        assertThat(result.people().stream().map(HistoryFileTest::days))
                .containsExactly(
                        "ada: ?..?",
                        "bob: 2026-03-24..?",
                        "cyd: 2026-03-24..?",
                        "dee: 2026-04-30..?",
                        "eve: 2026-05-01..2026-06-30",
                        "fay: ?..?");
        assertThat(result.changed()).isEqualTo(3);
    }

    @Test
    void aNameThatTwoBearAndAnotherAccountDateNobody() {
        Roster roster = new Roster(
                List.of(
                        People.named("bob", "Bob Example").github("other").person(),
                        People.named("cyd", "Cyd Example").person(),
                        People.named("cyd2", "Cyd Example").person()),
                List.of());
        assertThat(FirstListed.apply(roster, loaded(HISTORY)).changed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Ada,a,,2026-02-30       | 2: "first_listed": 2026-02-30 is not a valid date: write YYYY-MM-DD
            Ada,a,2026-02-03        | 2: 3 columns where 4 are expected (name, github, notes_now, first_listed)
            ,a,,2026-02-03          | 2: the name is missing
            "Ada,a,,2026-02-03      | 0: the quotes are wrong: put them around a whole cell (RFC 4180), and close them
            """)
    void whatIsWrongIsSaidWithItsLine(String line, String fault) {
        assertThat(
                        HistoryFile.parse("name,github,notes_now,first_listed\n" + line + "\n")
                                        instanceof HistoryFile.Outcome.Faulty faulty
                                ? faulty.faults().getFirst().line() + ": "
                                        + faulty.faults().getFirst().message()
                                : "none")
                .isEqualTo(fault);
    }

    private static List<FirstListed> loaded(String text) {
        return HistoryFile.parse(text) instanceof HistoryFile.Outcome.Loaded loaded ? loaded.history() : List.of();
    }

    private static String days(Person person) {
        return person.id() + ": "
                + person.memberships().getFirst().from().map(Object::toString).orElse("?") + ".."
                + person.memberships().getFirst().to().map(Object::toString).orElse("?");
    }
}
