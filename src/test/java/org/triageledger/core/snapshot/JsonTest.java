package org.triageledger.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void membersAreSortedAndNothingIsEscapedWithoutNeed() {
        assertThat(Json.members(Map.of(
                                "b", new Json.Whole(-3),
                                "a", Json.texts(List.of("é/<", "\"\\\n\u0001\u2028")),
                                "c", new Json.Nothing(),
                                "Z", new Json.Truth(true),
                                "", Json.members(Map.of())))
                        .written())
                .isEqualTo("{\"\":{},\"Z\":true,\"a\":[\"é/<\",\"\\\"\\\\\\n\\u0001\u2028\"],\"b\":-3,\"c\":null}");
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0000000000000000 | 0
        8000000000000000 | 0
        0000000000000001 | 5e-324
        8000000000000001 | -5e-324
        7fefffffffffffff | 1.7976931348623157e+308
        ffefffffffffffff | -1.7976931348623157e+308
        4340000000000000 | 9007199254740992
        c340000000000000 | -9007199254740992
        4430000000000000 | 295147905179352830000
        44b52d02c7e14af5 | 9.999999999999997e+22
        44b52d02c7e14af6 | 1e+23
        44b52d02c7e14af7 | 1.0000000000000001e+23
        444b1ae4d6e2ef4e | 999999999999999700000
        444b1ae4d6e2ef4f | 999999999999999900000
        444b1ae4d6e2ef50 | 1e+21
        3eb0c6f7a0b5ed8c | 9.999999999999997e-7
        3eb0c6f7a0b5ed8d | 0.000001
        41b3de4355555553 | 333333333.3333332
        41b3de4355555554 | 333333333.33333325
        41b3de4355555555 | 333333333.3333333
        41b3de4355555556 | 333333333.3333334
        41b3de4355555557 | 333333333.33333343
        becbf647612f3696 | -0.0000033333333333333333
        43143ff3c1cb0959 | 1424953923781206.2
        """)
    void numbersAreWrittenAsTheRfcHasThem(String bits, String written) {
        assertThat(new Json.Number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))).written())
                .isEqualTo(written);
    }

    /** RFC 8785, appendix B: these end with an error. */
    @ParameterizedTest
    @ValueSource(strings = {"7fffffffffffffff", "7ff0000000000000", "fff0000000000000"})
    void whatIsNoNumberCannotBeWritten(String bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Json.Number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
    }

    @Property(tries = 2_000)
    void numbersAreReadBackAsTheSame(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            String written = new Json.Number(value).written();
            assertThat(Double.parseDouble(written)).isEqualTo(value == 0 ? 0.0 : value);
            assertThat(written.replaceAll("[^0-9]|e.*", "").length())
                    .as("17 digits, after a nought and at most five behind the point; or 21 before it")
                    .isLessThanOrEqualTo(23);
        }
    }

    /** RFC 8785 §3.2.2, the example: what its JSON says, and how it is written. */
    @Test
    void theExampleOfTheRfc() {
        assertThat(Json.members(Map.of(
                                "numbers",
                                        Json.items(
                                                List.of(
                                                        333333333.33333329,
                                                        1E30,
                                                        4.50,
                                                        2e-3,
                                                        0.000000000000000000000000001),
                                                Json.Number::new),
                                "string", Json.text("\u20ac$\u000f\nA'B\"\\\\\"/"),
                                "literals",
                                        new Json.Items(List.of(
                                                new Json.Nothing(), new Json.Truth(true), new Json.Truth(false)))))
                        .written())
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785 §3.2.3, the example: by UTF-16 code units, so that a character of two stands before one of a greater single unit. */
    @Test
    void membersAreSortedAsTheRfcHasThem() {
        Map<String, Json> members = new HashMap<>();
        members.put("\u20ac", Json.text("Euro Sign"));
        members.put("\r", Json.text("Carriage Return"));
        members.put("\ufb33", Json.text("Hebrew Letter Dalet With Dagesh"));
        members.put("1", Json.text("One"));
        members.put("\ud83d\ude00", Json.text("Emoji: Grinning Face"));
        members.put("\u0080", Json.text("Control"));
        members.put("\u00f6", Json.text("Latin Small Letter O With Diaeresis"));
        assertThat(Json.members(members).written())
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** RFC 8785 §3.2.2.2: every character that has a short escape or none at all. */
    @Test
    void charactersAreEscapedAsTheRfcHasThem() {
        StringBuilder all = new StringBuilder();
        StringBuilder written = new StringBuilder("\"");
        for (char c = 0; c <= ' '; c++) {
            all.append(c);
            written.append(
                    switch (c) {
                        case '\b' -> "\\b";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\f' -> "\\f";
                        case '\r' -> "\\r";
                        case ' ' -> " ";
                        default -> String.format("\\u%04x", (int) c);
                    });
        }
        assertThat(Json.text(all + "\u007f\u2028\ud83d\ude00/").written())
                .isEqualTo(written + "\u007f\u2028\ud83d\ude00/\"");
    }

    @Test
    void halfACharacterSurvives() {
        Json half = Json.text("a\ud83d");
        assertThat(new String(half.bytes(), StandardCharsets.UTF_8)).isEqualTo("\"a\\ud83d\"");
        assertThat(JsonReader.read(half.bytes())).contains(half);
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("values") Json value) {
        assertThat(JsonReader.read(value.bytes())).contains(value);
    }

    @Property(tries = 300)
    void anyTextIsReadOrIsNot(@ForAll String text) {
        assertThat(JsonReader.read(text.getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "\"a",
                "\"\\",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\x\"",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "1.5",
                "1e3",
                "--1",
                "99999999999999999999",
                "nul",
                "truefalse",
                "{\"a\":1,\"a\":2}",
                "\"a\nb\"",
                "1 1"
            })
    void whatIsNoJsonIsEmpty(String text) {
        assertThat(JsonReader.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void whatIsTooDeepIsEmpty() {
        assertThat(JsonReader.read("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(JsonReader.read((" [".repeat(20) + "] ".repeat(20)).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    @Provide
    Arbitrary<Json> values() {
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                Arbitraries.strings().map(Json.Text::new),
                Arbitraries.longs().map(Json.Whole::new),
                Arbitraries.of(new Json.Truth(true), new Json.Nothing()));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(Json.Items::new),
                        Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), inner)
                                .ofMaxSize(3)
                                .map(Json::members)),
                0,
                3);
    }
}
