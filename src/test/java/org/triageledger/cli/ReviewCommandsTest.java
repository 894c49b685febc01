package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A review from the command line, with answers for programs and for people. */
@QuarkusTest
class ReviewCommandsTest {
    @Inject
    CommandLine.IFactory factory;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    @Test
    void aReviewFromItsPlanToItsEnd() throws IOException {
        load();
        String day = today().toString();
        JsonNode planned = json("review", "plan", day, "--by", "ada");
        String id = planned.get("review").get("review").asText();
        assertThat(planned.get("review").get("state").asText()).isEqualTo("planned");
        fails(1, "has passed", "review", "plan", "2020-01-01", "--by", "ada");

        assertThat(json("review", "open", id, "--by", "ada").get("members").asInt())
                .isEqualTo(3);
        JsonNode opened = json("review", "open", id, "--by", "ada", "--apply");
        assertThat(opened.get("review").get("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(opened.get("members").findValuesAsText("verdict")).containsOnly("unknown");
        fails(1, "Nobody can tell", "review", "decide", id, "bob", "remove", "--reason", "no mail", "--by", "ada");
        fails(1, "wait for a decision", "review", "close", id, "--last-day", day, "--by", "ada");
        for (JsonNode member : opened.get("members")) {
            String who = member.get("member").asText();
            String decides = who.equals("ada") ? "eve" : "ada";
            json("review", "decide", id, who, "keep", "--reason", "mail is missing", "--by", decides);
        }
        assertThat(json("review", "show", id).get("review").get("undecided").asInt())
                .isZero();
        assertThat(json("review", "verify", id).get("result").asText()).isEqualTo("same");
        assertThat(json("report", "--review", id).get("counts").get("unknown").asInt())
                .isEqualTo(opened.get("members").size());
        assertThat(InProcess.run(factory, "report", "--review", id, "--format", "md")
                        .out())
                .startsWith("#");
        assertThat(json("review", "close", id, "--last-day", day, "--by", "ada", "--apply")
                        .get("review")
                        .get("state")
                        .asText())
                .isEqualTo("closed");
        assertThat(json("review", "show").get("reviews")).hasSize(1);
        assertThat(json("roster", "export-csv").get("entries").findValuesAsText("name"))
                .containsExactly("Ada Example", "Bob Example", "Eve Example");
        fails(1, "ledger.smtp.host", "reminders", "--send");
    }

    private void load() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.yaml"), PeopleCommandsTest.ROSTER);
        assertThat(json("roster", "load", roster.toString()).get("summary").asText())
                .contains("3 people");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private JsonNode json(String... args) throws IOException {
        InProcess.Result result = InProcess.run(
                factory,
                Stream.concat(Stream.of(args), Stream.of("--format", "json")).toArray(String[]::new));
        assertThat(result.err()).as(String.join(" ", args)).isEmpty();
        assertThat(result.exit()).isZero();
        return new ObjectMapper().readTree(result.out());
    }

    private void fails(int exit, String part, String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.err()).as(String.join(" ", args)).contains(part);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.exit()).isEqualTo(exit);
    }
}
