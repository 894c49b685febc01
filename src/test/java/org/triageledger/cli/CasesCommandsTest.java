package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.EmptyLedger;
import picocli.CommandLine;

/** A report on its way to its announcement and its CVE record, on the command line: what is printed, and the exit codes. */
@QuarkusTest
class CasesCommandsTest {
    private static final String CVE = "CVE-2026-40001";
    private static final String RECORD = """
            {"cveMetadata": {"cveId": "CVE-2026-40001", "assignerOrgId": "28c92f92-d60d-412d-b760-e73465c3df22", "state": "PUBLISHED",
              "dateReserved": "2026-06-03T10:00:00Z", "datePublished": "2026-06-20T11:00:00Z"},
             "containers": {"cna": {"affected": [{"product": "CPython", "versions": [
              {"version": "0", "lessThan": "3.13.6", "status": "affected"}]}],
              "references": [{"url": "https://github.com/python/cpython/pull/1", "tags": ["patch"]}],
              "credits": [{"type": "coordinator", "value": "Ada Example (https://github.com/ada-x)"}]}}}
            """;

    @TempDir
    Path folder;

    @Inject
    CommandLine.IFactory factory;

    @BeforeEach
    void start() throws IOException {
        EmptyLedger.begin();
        ok("roster", "load", write("roster.yaml", """
                members:
                  - {id: ada, name: Ada Example, github: ada-x, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org], roles: [{role: admin}]}
                """));
        ok("import", "--source", "team", "--covers", "2026-05-01..2026-06-30", write("team.mbox", """
                From mal@evil.example Mon Jun  1 10:00:00 2026
                Message-ID: <r1@evil.example>
                From: Mal <mal@evil.example>
                Date: Mon, 1 Jun 2026 10:00:00 +0000
                Subject: Secret flaw

                It crashes.

                From ada@example.org Mon Jun  1 12:00:00 2026
                Message-ID: <r2@example.org>
                In-Reply-To: <r1@evil.example>
                From: Ada Example <ada@example.org>
                Date: Mon, 1 Jun 2026 12:00:00 +0000
                Subject: Re: Secret flaw

                Thank you, I look at it. The id is CVE-2026-40001.

                """));
    }

    @Test
    void fromAReportToItsRecord() throws IOException {
        InProcess.Result late =
                InProcess.run(factory, "cases", "list", "--open", "--format", "json", "--as-of", "2026-06-10");
        assertThat(late.exit()).isEqualTo(3);
        JsonNode first = late.json().path("cases").path(0);
        String report = first.path("id").asText();
        assertThat(first.path("findings").findValuesAsText("rule")).contains("no-coordinator");

        String[] set = {"cases", "set", report, "coordinator", "--about", "ada", "--at", "2026-06-02", "--by", "bob"};
        InProcess.Result tried = InProcess.run(factory, with(set, "--reason", "said so"));
        assertThat(tried.exit()).isZero();
        assertThat(tried.out())
                .contains("step coordinator ada: 2026-06-02T00:00:00Z", "nothing was changed: add --apply");
        assertThat(show(report).path("overview").path("coordinator").isNull()).isTrue();
        assertThat(ok(with(set, "--reason", "said so", "--apply"))).contains("set coordinator of case " + report);
        assertThat(show(report).path("overview").path("coordinator").asText()).isEqualTo("ada");

        ok("report", "mark", report, "vulnerability", "--by", "bob", "--reason", "it is one");
        draft(report);

        String record = write(CVE + ".json", RECORD);
        assertThat(ok("cve", "import", record, "--dry-run"))
                .contains("1 new records", "nothing says up to when", "nothing was stored");
        assertThat(InProcess.run(factory, "cve", "show", CVE).exit()).isEqualTo(1);
        assertThat(InProcess.run(factory, "cve", "import", record, "--seen-at", "2026-06-21")
                        .exit())
                .isEqualTo(2);
        assertThat(InProcess.run(factory, "cve", "import", record, "--seen-at", "2026-06-21T10:00:00Z")
                        .exit())
                .isEqualTo(1);
        ok("cve", "import", record);
        JsonNode whole = show(CVE);
        assertThat(whole.path("overview").path("id").asText()).isEqualTo(report);
        assertThat(whole.path("steps").findValuesAsText("step"))
                .containsExactly(
                        "received",
                        "first-reply",
                        "coordinator",
                        "reserved",
                        "fix-linked",
                        "record-published",
                        "closed",
                        "decided");
    }

    private void draft(String report) throws IOException {
        String[] draft = {
            "advisories",
            "draft",
            "new",
            report,
            "--by",
            "ada",
            "--cve",
            CVE,
            "--title",
            "A title",
            "--vector",
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N",
            "--description",
            write("text.txt", "The parser loops for ever."),
            "--link",
            "https://github.com/python/cpython/commit/0123456789abcdef0123456789abcdef01234567"
        };
        InProcess.Result checked = InProcess.run(factory, draft);
        assertThat(checked.exit()).isEqualTo(3);
        assertThat(checked.out()).contains("severity HIGH (8.7", "commit-link:", "nothing was saved: add --apply");
        assertThat(InProcess.run(factory, with(draft, "--apply")).out()).contains("saved as d");
        JsonNode drafts = InProcess.run(factory, "advisories", "draft", "list", "--by", "ada", "--format", "json")
                .json()
                .path("drafts");
        String id = drafts.path(0).path("draft").asText();
        String[] accept = {"advisories", "draft", "accept", id, "commit-link", "--by", "bob", "--reason", "no request"};
        assertThat(ok(accept)).contains("nothing was changed: add --apply");
        assertThat(ok(with(accept, "--apply"))).contains("commit-link is accepted");
        assertThat(ok("advisories", "draft", "show", id, "--by", "ada"))
                .contains("Subject: [" + CVE + "] A title", "commit-link: accepted by bob: no request");
        assertThat(ok("advisories", "draft", "show", id, "--by", "ada", "--format", "eml"))
                .contains("X-Unsent: 1");
        assertThat(ok("decisions")).doesNotContain(CVE);
    }

    @Test
    void whatIsNoRecordIsOneLineAndTheOthersGoOn() throws IOException {
        Path records = Files.createDirectories(folder.resolve("records"));
        Files.writeString(records.resolve("a.json"), RECORD);
        Files.writeString(records.resolve("b.json"), "{\"cveMetadata\": {\"secret\": ");
        Files.writeString(records.resolve("c.json"), "<html>secret</html>");
        InProcess.Result done = InProcess.run(factory, "cve", "import", records.toString());
        assertThat(done.exit()).isEqualTo(3);
        assertThat(done.out())
                .contains("1 new records", "b.json: it is no JSON", "c.json: it is no JSON", "a file could not be read")
                .doesNotContain("secret");
    }

    private JsonNode show(String id) {
        return InProcess.run(factory, "cases", "show", id, "--format", "json").json();
    }

    private String ok(String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    private static String[] with(String[] args, String... more) {
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
