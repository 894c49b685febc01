package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real announcements and the real records of their ids, which lie beside the project: none was a day late, whichever was first. */
class RealPairsTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void noneOfThemIsLate() throws IOException {
        Assumptions.assumeTrue(Files.exists(DATA.resolve("announce-posts.jsonl")));
        StringBuilder lines = new StringBuilder();
        int pairs = 0;
        for (String line : Files.readAllLines(DATA.resolve("announce-posts.jsonl"))) {
            JsonNode post = JSON.readTree(line);
            Path record = DATA.resolve("cve").resolve(post.path("cve").asText() + ".json");
            if (Files.exists(record)) {
                pairs++;
                String published = JSON.readTree(Files.readString(record))
                        .at("/cveMetadata/datePublished")
                        .asText();
                lines.append("announce %1$s %2$s ada\nrecord %1$s published=%3$s\n"
                        .formatted(
                                post.path("cve").asText(),
                                ZonedDateTime.parse(post.path("date").asText(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                        .toInstant(),
                                OffsetDateTime.parse(published).toInstant()));
            }
        }
        Story story = Story.of(lines.toString());
        assertThat(pairs).isGreaterThanOrEqualTo(15);
        assertThat(List.of(story.chains().stream()
                        .filter(chain -> chain.all(Step.ANNOUNCED).size() == 1
                                && chain.all(Step.RECORD_PUBLISHED).size() == 1)
                        .count()))
                .containsExactly((long) pairs);
        assertThat(story.rules()).isEmpty();
    }
}
