package org.triageledger.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
