package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.work.roster.RosterBook;
import picocli.CommandLine;

/** What all commands have in common. */
@QuarkusTest
class CommandHabitsTest {
    @Inject
    CommandLine.IFactory factory;

    @Inject
    RosterBook roster;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01}
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roster findings",
                "active",
                "evaluate",
                "credits",
                "threads",
                "messages",
                "quarantine",
                "coverage",
                "forecast",
                "nominations",
                "claims",
                "leaves",
                "advisories list",
                "advisories draft list --by ada",
                "announcements",
                "cve list",
                "queue",
                "queue list",
                "ghsa list",
                "cases list",
                "cases numbers",
                "decisions --all",
                "account list",
                "account invitations",
                "token list",
                "settings",
                "check",
                "review show",
                "reminders",
                "roster export-csv"
            })
    void aListIsThereForPeopleAndForPrograms(String line) throws IOException {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--format", "json"));
        String json = run(words).out();
        assertThatCode(() -> new ObjectMapper().readTree(json)).doesNotThrowAnyException();
        assertThat(json).startsWith("{");
        words.set(words.size() - 1, "csv");
        List<CSVRecord> rows =
                CSVFormat.RFC4180.parse(new StringReader(run(words).out())).getRecords();
        assertThat(rows).isNotEmpty();
        assertThat(rows.getFirst().size()).as(line).isGreaterThan(1);
        assertThat(rows).allMatch(row -> row.size() == rows.getFirst().size());
    }

    private InProcess.Result run(List<String> words) {
        InProcess.Result result = InProcess.run(factory, words.toArray(String[]::new));
        assertThat(result.exit()).as(words + result.err()).isIn(0, 3);
        return result;
    }

    /** Each command that takes --by, as its example is typed, for somebody whom the roster does not know. */
    @Test
    void nobodyActsWhomTheRosterDoesNotKnow() {
        List<String> let = new ArrayList<>();
        for (String example : HelpText.examples()) {
            if (!example.contains("--by ")) {
                continue;
            }
            List<String> words = new ArrayList<>();
            var matcher = java.util.regex.Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)")
                    .matcher(example.replaceFirst("\\s[<>]\\s\\S+$", ""));
            while (matcher.find()) {
                words.add(
                        matcher.group(1) != null
                                ? matcher.group(1)
                                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            }
            words.removeFirst();
            words.set(words.indexOf("--by") + 1, "ghost");
            InProcess.Result result = InProcess.run(factory, words.toArray(String[]::new));
            if (result.exit() == 0 || !result.err().contains("ghost")) {
                let.add(example + " -> " + result.exit() + " " + result.err().strip());
            }
        }
        assertThat(let).isEmpty();
    }
}
