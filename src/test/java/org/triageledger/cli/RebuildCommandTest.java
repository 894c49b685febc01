package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What was kept as mail came in and people decided is what follows from all of it at once. */
@QuarkusTest
class RebuildCommandTest {
    @Inject
    CommandLine.IFactory factory;

    @TempDir
    Path folder;

    @Test
    void whatIsDerivedAgainIsWhatWasKept() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """);
        done("roster", "load", roster.toString());
        done("import", "--source", "one", "--trust", "archive", box("one", mail("report", "finder@example.net", "")));
        done("active");
        done(
                "import",
                "--source",
                "two",
                "--trust",
                "archive",
                box(
                        "two",
                        mail("first", "ada@example.org", "In-Reply-To: <report@example.net>\n"),
                        mail("second", "bob@home.example", "In-Reply-To: <first@example.net>\n"),
                        mail("other", "finder@example.net", "")));
        done("active", "--as-of", "2026-03-01");
        done("address", "link", "bob", "bob@home.example", "--by", "ada", "--reason", "he said so", "--apply");

        String expected = """
                what,kept,anew,result
                messages,4,4,same
                announcements,0,0,same
                threads,2,2,same
                credits,4,4,same
                credits that need review,0,0,same
                unknown authors,0,0,same
                questions about threads,0,0,same
                cases,2,2,same
                """;
        assertThat(done("rebuild", "--format", "csv")).isEqualToNormalizingNewlines(expected);
        assertThat(done("rebuild", "--format", "csv")).isEqualToNormalizingNewlines(expected);
    }

    private String done(String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.exit())
                .as(String.join(" ", args) + ": " + result.err())
                .isIn(0, 3);
        return result.out();
    }

    private String box(String name, String... mails) throws IOException {
        return Files.writeString(folder.resolve(name + ".mbox"), String.join("", mails))
                .toString();
    }

    private static String mail(String id, String from, String more) {
        return "From " + from + " Mon Mar  2 10:00:00 2026\nFrom: " + from + "\n"
                + "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <" + id + "@example.net>\n" + more
                + "Subject: overflow in the " + id + "\n\nThere is a hole.\n\n";
    }
}
