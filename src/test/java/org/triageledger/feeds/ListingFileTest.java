package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;
import org.triageledger.core.member.Listing.Kind;
import org.triageledger.feeds.ListingFile.Outcome;

class ListingFileTest {
    private static final String MEMBERS = """
            Ada Example,Ada-X,
            Bob B. Example,bob,Admin
            Éve Example,,Release Manager
            Łucja Example,lux,"Admin, Release Manager"
            "Example, Cy",cy-1,
            """;

    private static final String CORE_TEAM = """
            Ada Example,Ada-X,2019-02-01,,
            Dee d'Example,,2004-02-29,2017-02-10,"Left on 2005-04-07,
                    but came back; ""for good""\"
            Bob Example,bob,1994-07-25,,
            """.replace("\n", "\r\n");

    @Test
    void membersHaveANameAnAccountAndNotes() {
        assertThat(listing(MEMBERS, Kind.MEMBERS).entries())
                .containsExactly(
                        listed(1, "Ada Example", "Ada-X", ""),
                        listed(2, "Bob B. Example", "bob", "Admin"),
                        listed(3, "Éve Example", "", "Release Manager"),
                        listed(4, "Łucja Example", "lux", "Admin, Release Manager"),
                        listed(5, "Example, Cy", "cy-1", ""));
    }

    @Test
    void theCoreTeamHasDatesAndNotesOfSeveralLines() {
        assertThat(listing(CORE_TEAM, Kind.CORE_TEAM).entries())
                .containsExactly(
                        new Listed(
                                1,
                                "Ada Example",
                                Optional.of("Ada-X"),
                                Optional.of(LocalDate.of(2019, 2, 1)),
                                Optional.empty(),
                                ""),
                        new Listed(
                                2,
                                "Dee d'Example",
                                Optional.empty(),
                                Optional.of(LocalDate.of(2004, 2, 29)),
                                Optional.of(LocalDate.of(2017, 2, 10)),
                                "Left on 2005-04-07,\r\n        but came back; \"for good\""),
                        new Listed(
                                4,
                                "Bob Example",
                                Optional.of("bob"),
                                Optional.of(LocalDate.of(1994, 7, 25)),
                                Optional.empty(),
                                ""));
    }

    @Test
    void whatIsReadIsWrittenByteForByte() {
        assertThat(ListingFile.write(listing(MEMBERS, Kind.MEMBERS))).isEqualTo(MEMBERS);
        assertThat(ListingFile.write(listing(MEMBERS, Kind.EMERITI))).isEqualTo(MEMBERS);
        assertThat(ListingFile.write(listing(CORE_TEAM, Kind.CORE_TEAM))).isEqualTo(CORE_TEAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada Example,ada,\r\n",
                "Ada Example,ada,",
                "\uFEFFAda Example,ada,\n",
                "\"Ada Example\",ada,\n",
                "Ada Example, ada ,\n"
            })
    void aListInAnotherHandIsReadAndSaidToBeSo(String text) {
        assertThat(ListingFile.parse(text, Kind.MEMBERS))
                .isEqualTo(new Outcome.Loaded(
                        new Listing(Kind.MEMBERS, List.of(listed(1, "Ada Example", "ada", ""))), false));
    }

    static Stream<Arguments> faults() {
        String three = "are expected (name, GitHub account, notes)";
        String quotes =
                "the quotes are wrong: put them around a whole cell and double each inside it (RFC 4180), and close them";
        return Stream.of(
                fault("", "0 the file is empty: a line for each person is expected"),
                fault("Ada,ada\n", "1 2 columns where 3 " + three),
                fault("Ada,ada,\nBob\n", "2 1 column where 3 " + three),
                fault("Ada,ada,,x\nBob,bob,\nCy,cy,,x\n", "1 4 columns where 3 " + three + ", and so in 1 other line"),
                fault("Ada,ada,,2026-01-01\n", "1 4 columns where 3 " + three),
                fault("Name,GitHub,Notes\n", "1 this is a header, which the published list has not: take it out"),
                fault("Ada,ada,\n\nBob,bob,\n", "2 the line is empty: take it out"),
                fault(",ada,\n", "1 the name is missing"),
                fault("=1+1,ada,\n", "1 the name begins like a formula of a spreadsheet: =1+1"),
                fault("Ada,ada,@SUM(A1)\n", "1 the notes begin like a formula of a spreadsheet: @SUM(A1)"),
                fault("Ada,ada,\"Ad\nmin\"\n", "1 the notes are no single line"),
                fault("\"A\nda\",ada,\n", "1 the name is no line of at most 300 letters"),
                fault("A\u202eda,ada,\n", "1 \"name\": a hidden character (U+202E) stands at character 2: remove it"),
                fault("Ada\u200b,ada,\n", "1 \"name\": a hidden character (U+200B) stands at character 4: remove it"),
                fault(
                        "Ada,ada,Adm\u001b[2Jin\n",
                        "1 \"notes\": a hidden character (U+001B) stands at character 4: remove it"),
                fault(
                        "Ada,ad\u200da,\n",
                        "1 \"ad<U+200D>a\" is no GitHub account: letters, digits and hyphens are expected"),
                fault("Ada,@ada,\n", "1 \"@ada\" is no GitHub account: letters, digits and hyphens are expected"),
                fault("Ada,a b,\n", "1 \"a b\" is no GitHub account: letters, digits and hyphens are expected"),
                fault("Ada,ada,\nA. Da,ADA,\n", "2 the GitHub account ADA stands already in line 1"),
                fault("Ada,,\nBob,,\nÁda,,\n", "3 Áda stands already in line 1: tell them apart by accounts"),
                fault("Ada,ada," + "x".repeat(1001) + "\n", "1 the notes are longer than 1000 letters"),
                fault("Ada,ada,\nBob,bob,\"Admin\n", "2 " + quotes),
                fault("Ada,ada,\nBob,bob,\"Admin\" x\n", "2 " + quotes),
                fault("Ada,ada,\nBob \"Bee\" Example,bob,\nCy,cy,\n", "2 " + quotes),
                fault("\"Ada,ada,\n", "1 " + quotes),
                fault(
                        "Ada,a b,\nBob\n",
                        "1 \"a b\" is no GitHub account: letters, digits and hyphens are expected",
                        "2 1 column where 3 " + three));
    }

    @ParameterizedTest
    @MethodSource
    void faults(String text, List<String> expected) {
        assertThat(said(ListingFile.parse(text, Kind.MEMBERS))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-02-30 |            | 3 "joined": 2026-02-30 is not a valid date: write YYYY-MM-DD, with a day that exists
                    1.2.2026   |            | 3 "joined": 1.2.2026 is not a valid date: write YYYY-MM-DD, with a day that exists
                    2020-01-02 | 2020-01-01 | 3 left (2020-01-01) is before joined (2020-01-02)
                    """)
    void aFaultBehindNotesOfSeveralLinesHasItsOwnLine(String joined, String left, String expected) {
        String text = "Ada,ada,,,\"two\r\nlines\"\r\nBob,bob," + joined + "," + (left == null ? "" : left) + ",\r\n";
        assertThat(said(ListingFile.parse(text, Kind.CORE_TEAM))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "psrt.csv,           'Ada,ada,',    MEMBERS",
        "psrt-emeritus.csv,  'Ada,ada,',    EMERITI",
        "core-team.csv,      'Ada,ada,,,',  CORE_TEAM",
    })
    void whatAFileIsShowsFromItsNameAndColumns(String name, String text, Kind kind, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve(name), text + "\n");
        assertThat(ListingFile.read(file, Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Loaded.class,
                        loaded -> assertThat(loaded.listing().kind()).isEqualTo(kind));
    }

    @Test
    void aFileThatCannotBeReadIsAFault(@TempDir Path folder) throws Exception {
        Path latin = Files.write(folder.resolve("p.csv"), "Éve,,\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(said(ListingFile.read(latin, Optional.empty())))
                .containsExactly("0 the file is not in UTF-8: save it as UTF-8");
        assertThat(said(ListingFile.read(folder.resolve("no.csv"), Optional.empty())))
                .containsExactly("0 the file cannot be read: check the path and its permissions");
        Path large = Files.writeString(folder.resolve("large.csv"), "Ada,,\n".repeat(200_000));
        assertThat(said(ListingFile.read(large, Optional.empty())))
                .containsExactly("0 the file is larger than 1 MB: that is no list of people");
    }

    @Test
    void aNameThatASpreadsheetWouldCalculateIsNotPublished() {
        Listing listing = new Listing(Kind.MEMBERS, List.of(listed(1, "Ada", "ada", ""), listed(2, "-Bob", "bob", "")));
        assertThat(ListingFile.unsafe(listing)).contains("-Bob");
        assertThat(ListingFile.unsafe(listing(MEMBERS, Kind.MEMBERS))).isEmpty();
    }

    private static Arguments fault(String text, String... expected) {
        return Arguments.of(text, List.of(expected));
    }

    private static List<String> said(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Loaded loaded -> List.of();
            case Outcome.Faulty faulty ->
                faulty.faults().stream()
                        .map(fault -> fault.line() + " " + fault.message())
                        .toList();
        };
    }

    private static Listing listing(String text, Kind kind) {
        Outcome outcome = ListingFile.parse(text, kind);
        assertThat(said(outcome)).isEmpty();
        Outcome.Loaded loaded = (Outcome.Loaded) outcome;
        assertThat(loaded.asPublished()).isTrue();
        return loaded.listing();
    }

    private static Listed listed(int line, String name, String github, String notes) {
        return new Listed(
                line,
                name,
                Optional.of(github).filter(login -> !login.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                notes);
    }
}
