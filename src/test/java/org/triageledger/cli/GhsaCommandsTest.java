package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.EmptyLedger;
import picocli.CommandLine;

/** Advisories on GitHub on the command line: what is printed, and the exit codes. */
@QuarkusTest
class GhsaCommandsTest {
    private static final String ADVISORIES = """
            [[{"ghsa_id": "GHSA-23fg-45hj-67km", "cve_id": null, "summary": "[COMPLETED] a secret", "description": "a secret",
               "html_url": "https://github.com/example/parser/security/advisories/GHSA-23fg-45hj-67km",
               "author": {"login": "finder"}, "state": "closed", "submission": {"accepted": true}, "comments": 1,
               "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-09T10:00:00Z", "closed_at": "2026-03-09T09:00:00Z",
               "credits_detailed": [{"user": {"login": "Ada-X"}, "type": "coordinator", "state": "accepted"}]}]]""";

    private static final String COMMENTS = """
            [[{"id": 7, "user": {"login": "ada-x", "type": "User"}, "created_at": "2026-03-02T10:00:00Z", "body": "a secret"}]]""";

    @TempDir
    Path folder;

    @Inject
    CommandLine.IFactory factory;

    @BeforeEach
    void start() throws IOException {
        EmptyLedger.begin();
        Path roster = Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, github: Ada-X, joined: 2019-02-01}
                """);
        assertThat(InProcess.run(factory, "roster", "load", roster.toString()).exit())
                .isZero();
    }

    @Test
    void fromWhatGhPrintsToCredits() {
        InProcess.Result first = InProcess.feed(factory, bytes(ADVISORIES), "ghsa", "import", "-", "--format", "json");
        assertThat(first.json().path("stored").asInt()).isEqualTo(1);
        assertThat(InProcess.feed(factory, bytes(COMMENTS), "ghsa", "import", "--advisory", "GHSA-23fg-45hj-67km", "-")
                        .out())
                .isEqualToIgnoringNewLines("read 0 advisories and 1 comments: 1 stored, 0 known already");
        assertThat(InProcess.feed(factory, bytes(ADVISORIES), "ghsa", "import", "-")
                        .out())
                .isEqualToIgnoringNewLines("read 1 advisories and 0 comments: 0 stored, 1 known already");

        JsonNode line = InProcess.run(factory, "ghsa", "list", "--format", "json")
                .json()
                .path("advisories")
                .path(0);
        assertThat(line.path("state").asText()).isEqualTo("closed");
        assertThat(line.path("since").path("from").asText()).isEqualTo("2026-03-09T09:00:00Z");
        assertThat(line.path("decided").asText()).isEqualTo("completed");
        assertThat(InProcess.run(factory, "ghsa", "list", "--as-of", "2026-02-28", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(1);
        InProcess.Result shown = InProcess.run(factory, "ghsa", "show", "GHSA-23FG-45HJ-67KM");
        assertThat(shown.out())
                .contains(
                        "closed: 2026-03-09T09:00:00Z",
                        "credit of ada-x = ada as coordinator",
                        "known until: cannot tell")
                .doesNotContain("secret");
        assertThat(InProcess.run(factory, "ghsa", "show", "--summary", "GHSA-23fg-45hj-67km")
                        .out())
                .contains("summary: [COMPLETED] a secret");

        JsonNode credits =
                InProcess.run(factory, "credits", "--format", "json").json().path("credits");
        assertThat(credits).hasSize(3).allSatisfy(credit -> {
            assertThat(credit.path("source").asText()).isEqualTo("ghsa");
            assertThat(credit.path("evidence").asText()).isEqualTo("GHSA-23fg-45hj-67km");
        });
    }

    @Test
    void whatCannotBeDoneIsOneLine() throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), "<html>a secret</html>");
        InProcess.Result html = InProcess.run(factory, "ghsa", "import", page.toString());
        assertThat(html.exit()).isEqualTo(1);
        assertThat(html.err().lines())
                .containsExactly(
                        "ledger: " + page
                                + ": this is no JSON, or it ends too early (line 1): nothing of it is taken; get it from GitHub again");
        InProcess.Result unset = InProcess.run(factory, "ghsa", "poll");
        assertThat(unset.exit()).isEqualTo(1);
        assertThat(unset.err().lines())
                .containsExactly("ledger: no repository is configured: set ledger.ghsa.NAME.repositories and"
                        + " ledger.ghsa.NAME.token-file");
        assertThat(InProcess.run(factory, "ghsa", "show", "GHSA-none").exit()).isEqualTo(1);
        assertThat(InProcess.run(factory, "ghsa").exit()).isEqualTo(2);
        Path good = Files.writeString(folder.resolve("good.json"), ADVISORIES);
        assertThat(InProcess.run(factory, "ghsa", "import", page.toString(), good.toString())
                        .exit())
                .isEqualTo(3);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
