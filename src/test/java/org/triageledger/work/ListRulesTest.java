package org.triageledger.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.work.roster.ClaimList;
import org.triageledger.work.roster.PeopleViews.ClaimLine;

class ListRulesTest {
    private static final List<ClaimLine> CLAIMS = List.of(
            claim("c1", "work", "bob", "Bob Example", null, "open", "2026-03-01T10:00:00Z"),
            claim("c2", "dispute", "ada", "Ada Example", "r7", "accepted", "2026-03-02T10:00:00Z"),
            claim("c3", "work", "ada", "Ada Example", null, "rejected", "2026-03-03T10:00:00Z"));

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                       |          |              | c3 c2 c1
                       |          | oldest-first | c1 c2 c3
                       |          | name         | c3 c2 c1
            EXAMPLE    |          |              | c3 c2 c1
            ada        |          |              | c3 c2
            ' ada '    | rejected |              | c3
            r7         |          |              | c2
            c1         | open     |              | c1
            said       |          |              | ''
                       | work     | oldest-first | c1 c3
                       | dispute  |              | c2
            """)
    void aListIsSearchedFilteredAndSorted(
            @Nullable String text, @Nullable String filter, @Nullable String sort, String found) {
        assertThat(String.join(
                        " ",
                        ClaimList.RULES.of(CLAIMS, ClaimList.RULES.query(text, filter, sort)).stream()
                                .map(ClaimLine::claim)
                                .toList()))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            closed |       | 'filter' has no such choice: choose open, accepted, rejected, work, dispute
                   | wrong | 'sort' has no such choice: choose newest-first, oldest-first, name
            """)
    void aWordThatIsNoneIsAnsweredWithThoseThereAre(@Nullable String filter, @Nullable String sort, String why) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ClaimList.RULES.query("", filter, sort))
                .withMessage(why.strip());
    }

    @ParameterizedTest
    @CsvSource("what was said")
    void whatIsSealedIsNotInTheTable(String said) {
        assertThat(ClaimList.RULES.table(CLAIMS))
                .hasSize(4)
                .allSatisfy(row ->
                        assertThat(row).hasSize(ClaimList.RULES.heads().size()).noneMatch(cell -> cell.contains(said)));
    }

    private static ClaimLine claim(
            String id, String what, String member, String name, @Nullable String report, String state, String at) {
        return new ClaimLine(
                id,
                what,
                member,
                name,
                "triage",
                what.equals("work") ? LocalDate.of(2026, 2, 1) : null,
                report,
                state,
                member,
                name,
                Instant.parse(at),
                "what was said",
                null,
                null,
                null,
                null);
    }
}
