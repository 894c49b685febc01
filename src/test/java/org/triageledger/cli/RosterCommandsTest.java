package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.EmptyLedger;
import picocli.CommandLine;

/** Published lists on the command line, and what people of the roster say of a report. */
@QuarkusTest
class RosterCommandsTest {
    @TempDir
    Path folder;

    @Inject
    CommandLine.IFactory factory;

    @BeforeEach
    void start() {
        EmptyLedger.begin();
    }

    @Test
    void publishedListsComeInGoOutUnchangedAndAreCompared() throws IOException {
        String members = """
                Zoe Example,zoe,Admin
                Ada Example,Ada-X,"Admin, Release Manager"
                Łucja Example,lux,
                """;
        Path psrt = write("psrt.csv", members);
        Path emeriti = write("psrt-emeritus.csv", "Old Example,,Release Manager\n");
        Path faulty = write("bad.csv", "Eve Example,eve,\nFay Example,f y,\n");
        failsWith(1, "bad.csv:2: \"f y\" is no GitHub account", "roster", "import-csv", "" + emeriti, "" + faulty);
        failsWith(1, "import one first", "roster", "export-csv");
        failsWith(2, "members, emeriti, core-team", "roster", "export-csv", "--list", "staff");
        failsWith(2, "FILE", "roster", "drift");

        InProcess.Result imported = InProcess.run(factory, "roster", "import-csv", "" + emeriti, "" + psrt);
        assertThat(imported.out()).isEqualTo("""
                3 lines of members taken from psrt.csv: 3 people added, 0 changed
                1 line of emeriti taken from psrt-emeritus.csv: 1 person added, 0 changed
                """);
        assertThat(imported.exit()).isZero();
        assertThat(InProcess.run(factory, "roster", "export-csv").out()).isEqualTo(members);
        assertThat(InProcess.run(factory, "roster", "export-csv", "--list", "emeriti")
                        .out())
                .isEqualTo("Old Example,,Release Manager\n");
        InProcess.Result none = InProcess.run(factory, "roster", "drift", "" + psrt, "" + emeriti);
        assertThat(none.out()).startsWith("No drift on ");
        assertThat(none.exit()).isZero();

        Path newer = write("newer.csv", "Ada Example,ada-x,Admin\nLucja Example,lux,\nEve Example,eve,\n");
        InProcess.Result drift = InProcess.run(factory, "roster", "drift", "--format", "json", "" + newer);
        assertThat(drift.exit()).isEqualTo(3);
        List<String> found = new ArrayList<>();
        drift.json()
                .get("drift")
                .forEach(node -> found.add(node.get("line").asText() + " "
                        + node.get("code").asText() + " " + node.get("member").asText()));
        assertThat(found).containsExactly("1 notes-differ ada-x", "3 not-in-roster null", "null not-in-file zoe");
    }

    @Test
    void whatAPersonSaysOfAReportHolds() throws IOException {
        InProcess.run(
                factory, "roster", "load", write("roster.yaml", LedgerIT.ROSTER).toString());
        InProcess.run(
                factory,
                "import",
                "--source",
                "list",
                write("list.mbox", LedgerIT.MAIL).toString());
        String report = InProcess.run(factory, "threads", "--format", "json")
                .json()
                .get("threads")
                .get(0)
                .get("report")
                .asText();
        assertThat(InProcess.run(
                                factory,
                                "report",
                                "mark",
                                report,
                                "internal",
                                "--by",
                                "ada",
                                "--reason",
                                "a test of ours")
                        .exit())
                .isZero();
        assertThat(InProcess.run(factory, "credits", "--format", "json").json().get("credits"))
                .isEmpty();
        failsWith(
                1,
                "nobody in the roster has the id 'mal'",
                "report",
                "mark",
                report,
                "spam",
                "--by",
                "mal",
                "--reason",
                "x");
        // her own work is in it: a second person has to agree
        assertThat(InProcess.run(
                                factory,
                                "report",
                                "mark",
                                report,
                                "vulnerability",
                                "--by",
                                "ada",
                                "--reason",
                                "it was one")
                        .out())
                .startsWith("Awaiting approval: this would count for ada");
        assertThat(InProcess.run(factory, "credits", "--format", "json").json().get("credits"))
                .isEmpty();
        InProcess.run(factory, "report", "mark", report, "vulnerability", "--by", "bob", "--reason", "it was one");
        assertThat(InProcess.run(factory, "decisions", "verify").out()).startsWith("Every entry is as it was made.");
        assertThat(InProcess.run(factory, "decisions", "--all").out()).contains("Loaded: roster; changed: ada, bob");
        assertThat(InProcess.run(factory, "credits", "--format", "json").json().get("credits"))
                .hasSize(2);
    }

    private void failsWith(int exit, String part, String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.err()).as(String.join(" ", args)).contains(part);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(exit);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
