package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandHintsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            there is no claim 'x': see `ledger claims --all`                         | there is no claim 'x'
            no message has that Message-ID: see `ledger queue` and `ledger messages` | no message has that Message-ID
            decided (x): decide that first, as with `ledger report mark`             | decided (x): decide that first
            change the text of 3 first (`ledger advisories draft`)                   | change the text of 3 first
            The leave ends before it begins: give the earlier day first              | The leave ends before it begins: give the earlier day first
            """)
    void aPageNamesNoCommand(String message, String shown) {
        assertThat(CommandHints.without(message)).isEqualTo(shown);
    }
}
