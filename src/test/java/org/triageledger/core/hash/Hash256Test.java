package org.triageledger.core.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hash256Test {
    @Property(tries = 200)
    void itsDigitsAreThoseItWasMadeOf(@ForAll @Size(max = 4) byte[] bytes) {
        String digits = Sha256.hex(bytes);
        assertThat(Hash256.ofHex(digits)).hasToString(digits).isEqualTo(Hash256.ofHex(digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "000000000000000f000000000000000f000000000000000f000000000000000f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void noDigitIsLost(String digits) {
        assertThat(Hash256.ofHex(digits)).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0f",
                "000000000000000000000000000000000000000000000000000000000000000",
                "00000000000000000000000000000000000000000000000000000000000000000",
                "000000000000000000000000000000000000000000000000000000000000000g",
                "-00000000000000000000000000000000000000000000000000000000000000f"
            })
    void whatIsNoHashIsRefused(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash256.ofHex(digits));
    }
}
