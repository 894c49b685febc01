package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSiteTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                    ''                     | ''                                                | false | a program
                    same-origin            | ''                                                | false | our own form
                    same-origin            | null                                              | false | our own form without a referrer
                    same-origin            | https://elsewhere.example                         | false | a proxy changed the host
                    none                   | ''                                                | false | the person themselves
                    cross-site             | ''                                                | true  | another site
                    cross-site             | https://ledger.example.org                        | true  | another site, whatever it says
                    same-site              | ''                                                | true  | a neighbour, as blog.example.org
                    same-origin,cross-site | ''                                                | true  | said twice
                    Same-Origin            | ''                                                | true  | no browser writes it so
                    ''                     | https://ledger.example.org                        | false | behind a proxy
                    ''                     | https://LEDGER.example.org:443                    | false | spelled out
                    ''                     | https://ledger.example.org:8443                   | true  | another port
                    ''                     | https://ledger.example.org.evil.example           | true  | a longer name
                    ''                     | https://evil.example                              | true  | another site
                    ''                     | https://evil.example/https://ledger.example.org   | true  | another site
                    ''                     | https://ledger.example.org@evil.example           | true  | another site
                    ''                     | null                                              | true  | a sandboxed frame
                    ''                     | https://                                          | true  | nothing
                    ''                     | https://ledger.example.org,https://evil.example   | true  | said twice
                    ''                     | https://pages.example.org                         | false | the configured address
                    ''                     | http://pages.example.org                          | true  | not by https
                    """)
    void aRequestIsForeignWhereABrowserSaysSo(String sites, String origins, boolean foreign, String why) {
        assertThat(SameSite.isForeign(
                        list(sites),
                        list(origins),
                        "http",
                        "ledger.example.org",
                        Optional.of("https://pages.example.org/ledger")))
                .as(why)
                .isEqualTo(foreign);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080,  http,  127.0.0.1:8080, false",
        "http://[::1]:8080,      http,  [::1]:8080,     false",
        "http://localhost:8080,  http,  127.0.0.1:8080, true",
        "http://ledger.example,  https, ledger.example, true",
        "https://ledger.example, https, ledger.example, false",
        "https://ledger.example, https, '',             true",
        "https://ledger.example, http,  'a b',          true"
    })
    void theHostThatWasAskedIsOwn(String origin, String scheme, String authority, boolean foreign) {
        assertThat(SameSite.isForeign(List.of(), List.of(origin), scheme, authority, Optional.empty()))
                .isEqualTo(foreign);
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }
}
