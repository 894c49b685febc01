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

/** Joining, claiming and leaving from the command line, with answers for programs and for people. */
@QuarkusTest
class PeopleCommandsTest {
    static final String ROSTER = """
            members:
              - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin, from: 2024-01-01}]}
              - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
              - id: eve
                name: Eve Example
                joined: 2019-02-01
                roles: [{role: steering-council, from: 2020-12-13}, {role: admin, from: 2024-01-01}]
            """;

    @Inject
    CommandLine.IFactory factory;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    @Test
    void fromANominationToAClaimAndAResignation() throws IOException {
        load();
        JsonNode begun =
                json("nominate", "Dee Example", "--github", "dee-x", "--by", "ada", "--reason", "good patches");
        String nomination = begun.get("nomination").asText();
        assertThat(begun.get("state").asText()).isEqualTo("voting");
        JsonNode voted = json("vote", nomination, "for", "--by", "bob");
        assertThat(voted.get("favour").asInt()).isEqualTo(1);
        assertThat(json("vote", nomination, "against", "--by", "bob")
                        .get("against")
                        .asInt())
                .isEqualTo(1);
        assertThat(json("vote", nomination, "for", "--by", "bob").get("favour").asInt())
                .isEqualTo(1);
        fails(1, "council", "rule", nomination, "accept", "--by", "bob", "--reason", "I say so");
        assertThat(json("rule", nomination, "accept", "--by", "eve", "--reason", "welcome")
                        .get("state")
                        .asText())
                .isEqualTo("accepted");
        JsonNode joined = json("admit", nomination, "--by", "ada", "--id", "dee");
        assertThat(joined.get("state").asText()).isEqualTo("joined");
        assertThat(joined.get("joined").asText()).isEqualTo(today().toString());
        assertThat(verdict("dee")).isEqualTo("newcomer");

        JsonNode claim =
                json("claim", "triage", "--day", today().toString(), "--by", "bob", "--reason", "handled by phone");
        assertThat(claim.get("state").asText()).isEqualTo("open");
        String id = claim.get("claim").asText();
        fails(1, "as an admin", "claims", "accept", id, "--by", "bob", "--reason", "sure");
        assertThat(json("claims", "show", id).get("ifAccepted").toString()).contains("Bob Example gains 1 report");
        assertThat(json("claims", "accept", id, "--by", "ada", "--reason", "I was there")
                        .get("decidedBy")
                        .asText())
                .isEqualTo("ada");
        assertThat(verdict("bob")).isEqualTo("active");
        assertThat(json("credits", "--member", "bob").get("credits").toString()).contains("\"claimed\"");

        JsonNode leave = json("leave", "bob", "--from", today().toString(), "--by", "bob");
        assertThat(leave.get("member").asText()).isEqualTo("bob");
        String number = leave.get("decision").asText();
        fails(1, "overlap another leave", "leave", "bob", "--from", today().toString(), "--by", "bob");
        assertThat(json(
                                "leaves",
                                "change",
                                number,
                                "--from",
                                today().toString(),
                                "--to",
                                today().toString(),
                                "--by",
                                "bob")
                        .get("to")
                        .asText())
                .isEqualTo(today().toString());
        json("leaves", "remove", number, "--by", "bob");
        assertThat(json("leaves").get("leaves")).isEmpty();
        assertThat(json("resign", "bob", "--by", "bob").get("next")).hasSizeGreaterThan(3);
        JsonNode gone = json("resign", "bob", "--by", "bob", "--apply");
        assertThat(gone.get("lastDay").asText()).isLessThanOrEqualTo(today().toString());
        fails(1, "resign for themselves", "resign", "dee", "--by", "ada");
        assertThat(InProcess.run(factory, "nominations", "--all").out()).contains("Dee Example", "joined");
    }

    private void load() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.yaml"), ROSTER);
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

    private String verdict(String member) throws IOException {
        for (JsonNode line : json("active").get("members")) {
            if (line.get("member").asText().equals(member)) {
                return line.get("verdict").asText();
            }
        }
        return "nobody";
    }

    private void fails(int exit, String part, String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.err()).as(String.join(" ", args)).contains(part);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.exit()).isEqualTo(exit);
    }
}
