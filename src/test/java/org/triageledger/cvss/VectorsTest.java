package org.triageledger.cvss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.advisory.draft.Scored;
import org.triageledger.core.advisory.draft.VectorReading;

class VectorsTest {
    private static final String BASE = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N               | 6.9 MEDIUM
        CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VI:H/VC:N/VA:N/SC:N/SI:N/SA:N               | 6.9 MEDIUM
        CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N/E:P           | 5.5 MEDIUM
        CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H               | 10.0 CRITICAL
        CVSS:4.0/AV:L/AC:L/AT:P/PR:N/UI:A/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N               | 7.0 HIGH
        CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N               | 1.0 LOW
        """)
    void aVectorHasAScoreAndASeverity(String vector, String score) {
        assertThat(Vectors.read("  " + vector + "\n"))
                .isInstanceOfSatisfying(
                        Scored.class,
                        read -> assertThat(read.score() + " " + read.severity()).isEqualTo(score));
    }

    @Test
    void metricsAreWrittenInTheOrderOfTheSpecification() {
        assertThat(Vectors.read("CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:A/VI:H/VC:N/VA:N/SA:N/SC:N/SI:N"))
                .isInstanceOfSatisfying(
                        Scored.class, read -> assertThat(read.vector()).isEqualTo(BASE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                              | there is no CVSS vector: give one of version 4.0
        '  '                                            | there is no CVSS vector: give one of version 4.0
        CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H    | the CVSS vector is one of version 3: score the vulnerability by version 4.0
        cvss:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H    | the CVSS vector is one of version 3: score the vulnerability by version 4.0
        AV:N/AC:L/Au:N/C:P/I:P/A:P                      | the CVSS vector is none of version 4.0
        high                                            | the CVSS vector is none of version 4.0
        CVSS:4.0/                                       | the CVSS vector is none of version 4.0
        CVSS:4.0/AV:N                                   | the CVSS vector is none of version 4.0
        CVSS:4.0/AV:N/AV:L/AC:L/AT:N/PR:N/UI:A/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N | the CVSS vector is none of version 4.0
        CVSS:4.0/AV:X/AC:L/AT:N/PR:N/UI:A/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N      | the CVSS vector has a value that version 4.0 does not know
        CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N/XX:Y | the CVSS vector has a value that version 4.0 does not know
        CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N      | the CVSS vector has the score 0.0
        """)
    void whatIsNoVectorIsToldWithWhatToDo(String text, String why) {
        assertThat(Vectors.read(text))
                .isInstanceOfSatisfying(
                        VectorReading.NoVector.class,
                        none -> assertThat(none.why())
                                .startsWith(why)
                                .contains(": ")
                                .doesNotContain("\n")
                                .hasSizeLessThan(300));
    }

    @Test
    void aHugeTextIsRefusedAtOnce() {
        assertThat(Vectors.read(BASE + "/E:P".repeat(2_000_000))).isInstanceOf(VectorReading.NoVector.class);
    }

    /** Extra: the vectors of real records, where they are at hand. */
    @Test
    void realVectorsHaveTheScoresOfTheirRecords() throws IOException {
        Path records = Path.of("../shared/data/cve");
        Assumptions.assumeTrue(Files.isDirectory(records), "no real records at hand");
        List<String> checked = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records, "CVE-*.json")) {
            for (Path file : files) {
                for (JsonNode metric :
                        new ObjectMapper().readTree(file.toFile()).at("/containers/cna/metrics")) {
                    JsonNode score = metric.path("cvssV4_0");
                    if (score.path("vectorString").asText().startsWith("CVSS:4.0")) {
                        String vector = score.path("vectorString").asText();
                        assertThat(Vectors.read(vector))
                                .isInstanceOfSatisfying(
                                        Scored.class,
                                        read -> assertThat(read.score() + " " + read.severity())
                                                .as(vector)
                                                .isEqualTo(
                                                        score.path("baseScore").asDouble() + " "
                                                                + score.path("baseSeverity")
                                                                        .asText()));
                        checked.add(vector);
                    }
                }
            }
        }
        assertThat(checked).hasSizeGreaterThan(8);
    }
}
