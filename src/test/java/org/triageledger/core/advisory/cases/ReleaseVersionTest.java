package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseVersionTest {
    @ParameterizedTest
    @CsvSource({
        "3.12.4, 3.12.4, 3.12",
        "3.13.0rc2, 3.13.0rc2, 3.13",
        "3.13.0 candidate 2, 3.13.0rc2, 3.13",
        "3.15.0 alpha 1, 3.15.0a1, 3.15",
        "3.15.0b3, 3.15.0b3, 3.15",
        "3.14.0 final, 3.14.0, 3.14",
        "3.14, 3.14.0, 3.14",
        "v3.14.1, 3.14.1, 3.14",
        "0, 0, ''",
        "26.2, 26.2.0, 26.2",
    })
    void versionsAreRead(String text, String written, String branch) {
        ReleaseVersion version = ReleaseVersion.parse(text).orElseThrow();
        assertThat(version.text()).isEqualTo(written);
        assertThat(version.branch().orElse("")).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "3.", "3.12.4.post1", "99999999999.1", "3.12-4", "*"})
    void whatIsNone(String text) {
        assertThat(ReleaseVersion.parse(text)).isEmpty();
    }

    @Test
    void inOrder() {
        List<String> ordered = List.of(
                "0",
                "3.9.20",
                "3.13.0a1",
                "3.13.0a10",
                "3.13.0b1",
                "3.13.0rc1",
                "3.13.0",
                "3.13.1",
                "3.13.10",
                "3.14.0a1");
        assertThat(Stream.of(
                                "3.13.10",
                                "3.13.0",
                                "0",
                                "3.13.0b1",
                                "3.14.0a1",
                                "3.13.0a10",
                                "3.13.0rc1",
                                "3.9.20",
                                "3.13.1",
                                "3.13.0a1")
                        .map(text -> ReleaseVersion.parse(text).orElseThrow())
                        .sorted()
                        .map(ReleaseVersion::text))
                .containsExactlyElementsOf(ordered);
    }
}
