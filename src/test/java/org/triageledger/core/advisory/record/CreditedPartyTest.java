package org.triageledger.core.advisory.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditedPartyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada Example | Ada Example | ''",
                "Ada Example (https://github.com/Ada-X) | Ada Example | ada-x",
                "Ada Example (https://www.github.com/ada-x/) | Ada Example | ada-x",
                "Ada Example (http://GitHub.com/ada-x?tab=repositories) | Ada Example | ada-x",
                "Ada Example (github.com/ada-x) | Ada Example | ada-x",
                "Ada Example <https://github.com/ada-x> | Ada Example | ada-x",
                "Ada Example, https://github.com/ada-x | Ada Example | ada-x",
                "github.com/ada-x | '' | ada-x",
                "https://github.com/ada-x | '' | ada-x",
                "Ada Example (Example Unit 515) | Ada Example | ''",
                "Ada Example (https://github.com/ada-x/tool) | Ada Example | ''",
                "Ada Example (https://github.com/ada-x/tool/pull/1) | Ada Example | ''",
                "Ada Example (https://github.com.evil.example/ada-x) | Ada Example | ''",
                "Ada Example (https://evilgithub.com/ada-x) | Ada Example | ''",
                "Ada Example (https://gist.github.com/ada-x) | Ada Example | ''",
                "Ada Example (https://evil.example/github.com/ada-x) | Ada Example | ''",
                "Ada Example (mal@github.com/ada-x) | Ada Example | ''",
                "Ada Example (https://gitlab.com/ada-x) | Ada Example | ''",
                "'   ' | '' | ''",
                "'()' | '' | ''",
            })
    void readsNameAndAccount(String value, String name, String logins) {
        CreditedParty party = CreditedParty.of(value);
        assertThat(party.name()).isEqualTo(name);
        assertThat(String.join(" ", party.logins())).isEqualTo(logins);
        assertThat(party.bot()).isFalse();
    }

    @Test
    void keepsEveryAccountOfSeveral() {
        assertThat(CreditedParty.of("Ada (https://github.com/ada-x) and Bob (https://github.com/bob-x)")
                        .logins())
                .containsExactly("ada-x", "bob-x");
    }

    @ParameterizedTest
    @CsvSource({
        "dependabot[bot]",
        "Dependabot (https://github.com/apps/dependabot)",
        "dependabot (https://github.com/dependabot%5Bbot%5D)",
        "Example (https://github.com/example-bot)",
        "miss-example-bot"
    })
    void tellsPrograms(String value) {
        assertThat(CreditedParty.of(value).bot()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADA  example | ada example",
                "Áda Example | ada example",
                "Ada Example (Example Inc.) | ada example",
                "Ada Example (https://github.com/Ada-X) | ada example (github.com/ada-x)",
                "github.com/Ada-X | (github.com/ada-x)",
            })
    void asksOnceForAllSpellingsOfAName(String value, String key) {
        assertThat(CreditedParty.of(value).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Gregory P. Smith, Greg Smith, true",
        "G. Smith, Gregory Smith, true",
        "Seth Michael Larson, Seth Larson, true",
        "Larson Seth, Seth Larson, true",
        "Jane Smith, Gregory Smith, false",
        "Smith, Gregory Smith, false",
        "Ethan Furman, Ethan Example, false"
    })
    void knowsWhichNamesMayBeOnePersons(String one, String other, boolean may) {
        assertThat(CreditedParty.mayBeOne(one, other)).isEqualTo(may);
    }

    @Test
    void hostileTextCostsNothing() {
        String text = "(".repeat(100_000) + "https://github.com/".repeat(100_000);
        assertThat(CreditedParty.of(text).logins()).isEmpty();
    }
}
