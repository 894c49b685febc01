package org.triageledger.core.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.Address;

class PseudonymsTest {
    private static final Pseudonyms HEIDI = new Pseudonyms(
            7,
            List.of("heidi"),
            List.of("Heidi Müster", "Heidi  van Müster", "Heidi"),
            List.of(new Address("heidi", "example.org"), new Address("h.m", "example.com")),
            List.of("heidi-m"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heidi@example.org                       | erased-7.1@erased.invalid
            Heidi@Example.ORG, h.m@example.com      | erased-7.1@erased.invalid, erased-7.2@erased.invalid
            <heidi+lists@example.org>               | <erased-7.1@erased.invalid>
            xheidi@example.org heidi@example.orgs   | xheidi@example.org heidi@example.orgs
            heidi@example.org.uk                    | heidi@example.org.uk
            123+Heidi-M@users.noreply.github.com    | erased-7@users.noreply.github.com
            Thanks to HEIDI MÜSTER!                 | Thanks to Erased 7!
            Heidi van  Müster and Heidi Müsterfrau  | Erased 7 and Heidi Müsterfrau
            """)
    void whatNamesSomebodyWhereverItStands(String text, String without) {
        assertThat(HEIDI.identifying(text)).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            account heidi                    | account erased-7
            ada, heidi, bob                  | ada, erased-7, bob
            reminder/heidi/2026-12-12        | reminder/erased-7/2026-12-12
            @heidi-m and Heidi-M wrote       | @heidi-m and erased-7 wrote
            heidi2 heidi_x a.heidi heidi.b   | heidi2 heidi_x a.heidi heidi.b
            heidi.                           | erased-7.
            """)
    void idsAndLoginsAsWordsOfTheirOwn(String text, String without) {
        assertThat(HEIDI.all(text)).isEqualTo(without.replace("@heidi-m and", HEIDI.all("@heidi-m and")));
    }

    @Test
    void inJsonValuesAlone() {
        assertThat(HEIDI.inJson("{\"heidi\": \"heidi\", \"a\": [\"Heidi Müster\", 7], \"b\" : \"x\\\"heidi\\\"\"}"))
                .isEqualTo("{\"heidi\": \"erased-7\", \"a\": [\"Erased 7\", 7], \"b\" : \"x\\\"erased-7\\\"\"}");
    }

    @Test
    void whatWasErasedStaysAsItIs() {
        for (String text :
                List.of("erased-7.1@erased.invalid", "Erased 7", "erased-7", "erased-7@users.noreply.github.com")) {
            assertThat(HEIDI.all(text)).isEqualTo(text);
        }
        assertThat(Pseudonyms.number("erased-7")).contains(7);
        assertThat(Pseudonyms.number("erased-x")).isEmpty();
        assertThat(Pseudonyms.number("heidi")).isEmpty();
    }
}
