package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenCharactersTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00,
                0x07,
                0x08,
                0x0b,
                0x0c,
                0x0d,
                0x1b,
                0x1f,
                0x7f,
                0x85,
                0x9b, // controls, also those that move a terminal
                0x202a,
                0x202b,
                0x202c,
                0x202d,
                0x202e,
                0x2066,
                0x2067,
                0x2068,
                0x2069,
                0x200e,
                0x200f,
                0x061c, // direction
                0x00ad,
                0x180e,
                0x200b,
                0x200c,
                0x200d,
                0x2060,
                0x2061,
                0x2064,
                0x2065,
                0xfeff,
                0x034f, // no width
                0x115f,
                0x1160,
                0x3164,
                0xffa0,
                0x2800,
                0x17b4, // blanks that are letters
                0xe0001,
                0xe0041,
                0xe007f, // tags
                0xfe00,
                0xfe0f,
                0xe0100,
                0xe01ef, // other shapes of a letter
                0x2028,
                0x2029,
                0xfff9,
                0xfffb // separators
            })
    void isRefusedWithItsPlaceAndShownByItsNumber(int c) {
        String text = "ab" + Character.toString(c) + "d";
        String number = String.format("U+%04X", c);
        assertThat(HiddenCharacters.inLine(text).map(HiddenCharacters.Found::complaint))
                .contains("a hidden character (" + number + ") stands at character 3: remove it");
        assertThat(HiddenCharacters.inText(text)).isEqualTo(HiddenCharacters.inLine(text));
        assertThat(HiddenCharacters.escaped(text)).isEqualTo("ab<" + number + ">d");
    }

    @Test
    void aTextOfSeveralLinesKeepsItsLinesAndTabs() {
        assertThat(HiddenCharacters.escapedInText("a\r\nb\tc\n\u202ed\re")).isEqualTo("a\r\nb\tc\n<U+202E>d<U+000D>e");
        assertThat(HiddenCharacters.escaped("a\nb")).isEqualTo("a<U+000A>b");
    }

    @Test
    void halfOfACharacterIsHidden() {
        assertThat(HiddenCharacters.escaped("a\ud83d")).isEqualTo("a<U+D83D>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada Example",
                "Zoë Müller-Łukasz",
                "محمد",
                "می\u200cخواهم", // Persian, with its non-joiner
                "ශ\u0dca\u200dරී", // Sinhala, with its joiner
                "李雷",
                "🙂 ❤\ufe0f",
                "a\u00a0b",
                "e\u0301"
            })
    void whatIsWrittenInTheWorldIsFine(String text) {
        assertThat(HiddenCharacters.inLine(text)).isEmpty();
        assertThat(HiddenCharacters.escaped(text)).isEqualTo(text);
    }

    @Test
    void aTextMayHaveLinesAndTabs() {
        String text = "one\r\ntwo\n\tthree";
        assertThat(HiddenCharacters.inText(text)).isEmpty();
        assertThat(HiddenCharacters.inLine(text)).contains(new HiddenCharacters.Found('\r', 1, 4));
        assertThat(HiddenCharacters.inText("one\r\ntwo\u202e").map(HiddenCharacters.Found::complaint))
                .contains("a hidden character (U+202E) stands in line 2, at character 4: remove it");
        assertThat(HiddenCharacters.inText("one\rtwo")).contains(new HiddenCharacters.Found('\r', 1, 4));
    }

    @Test
    void aLongTextTakesNoLongerThanItIs() {
        String text = "\u202e".repeat(200_000);
        assertThat(HiddenCharacters.escaped(text)).hasSize(200_000 * 8);
        assertThat(HiddenCharacters.inLine("a".repeat(1_000_000))).isEqualTo(Optional.empty());
        assertThat(IntStream.range(0, 0x110000)
                        .filter(c ->
                                HiddenCharacters.inLine(Character.toString(c)).isPresent())
                        .count())
                .isBetween(2_000L, 10_000L);
    }
}
