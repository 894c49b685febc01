package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** CVE records and the names in them, by the API and on the page of the queue. */
@QuarkusTest
class CveApiTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    CveRecords records;

    @TempDir
    Path folder;

    private String password = "";

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, github: ada-x, roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, github: bob-x}
                """));
        password = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        records.read(
                Files.writeString(folder.resolve("CVE-2026-4001.json"), """
                        {"cveMetadata": {"cveId": "CVE-2026-4001", "assignerOrgId": "28c92f92-d60d-412d-b760-e73465c3df22",
                          "state": "PUBLISHED", "datePublished": "2026-03-02T10:00:00Z"},
                         "containers": {"cna": {"providerMetadata": {}, "credits": [
                           {"type": "coordinator", "value": "Ada Example (https://github.com/ada-x)"},
                           {"type": "remediation developer", "value": "Bob Example"}]}}}
                        """).toString(), false);
    }

    @Test
    void recordsAreToldAndANameIsAnsweredOnce() {
        get("/api/v1/cve/records?as-of=2026-11-26")
                .statusCode(200)
                .body("records.cve", contains("CVE-2026-4001"))
                .body("records[0].credits.result", contains("credited", "asked"))
                .body("records[0].findings.rule", hasItem("no-archive-link"));
        get("/api/v1/cve/records?as-of=2026-03-01").body("records", empty());
        get("/api/v1/cve/records/cve-2026-4001").statusCode(200).body("record.state", equalTo("published"));
        get("/api/v1/cve/records/CVE-2026-4002").statusCode(404);
        get("/api/v1/cve/records/none").statusCode(404);
        get("/api/v1/cve/names").body("names.shown", contains("Bob Example"));
        get("/queue")
                .statusCode(200)
                .body(containsString("Names in CVE records"))
                .body(containsString("Bob Example"));

        post("{'name': 'Bob Example', 'who': 'mal'}").statusCode(400).body("detail", containsString("'mal'"));
        post("{'name': 'Mal Example', 'who': 'bob'}").statusCode(400);
        post("{'who': 'bob'}").statusCode(400);
        post("{'name': 'Bob Example', 'who': 'bob', 'apply': true}").statusCode(400);
        post("{'name': 'Bob Example', 'who': 'bob'}")
                .statusCode(200)
                .body("changes", hasItem("bob gains 1 report with credits"));
        get("/api/v1/cve/names").body("names.shown", contains("Bob Example"));
        post("{'name': 'Bob Example', 'who': 'bob', 'reason': 'I know them', 'apply': true}")
                .statusCode(200);
        get("/api/v1/cve/names").body("names", empty());
        get("/api/v1/members/bob/credits")
                .body("credits.source", contains("cve"))
                .body("credits.evidence", contains("CVE-2026-4001"))
                .body("credits.kind", contains("remediation-development"));
        get("/queue").body(not(containsString("Names in CVE records")));
        get("/audit-log").body(containsString("credit name"));
    }

    @Test
    void aRecordIsTakenAsItIsAndWhatIsNoneIsRefused() {
        String record = """
                {"cveMetadata": {"cveId": "CVE-2026-4100", "assignerOrgId": "28c92f92-d60d-412d-b760-e73465c3df22",
                  "state": "PUBLISHED", "datePublished": "2026-04-02T10:00:00Z"},
                 "containers": {"cna": {"providerMetadata": {}}}}
                """;
        post("/api/v1/cve/records?dry-run=true", record).statusCode(200).body("records", equalTo(1));
        get("/api/v1/cve/records/CVE-2026-4100").statusCode(404);
        post("/api/v1/cve/records", record).statusCode(200).body("records", equalTo(1));
        post("/api/v1/cve/records", record).statusCode(200).body("known", equalTo(1));
        get("/api/v1/cve/records/CVE-2026-4100").statusCode(200);
        post("/api/v1/cve/records", record.replace("28c92f92", "38c92f92").replace("4100", "4101"))
                .statusCode(200)
                .body("others", equalTo(1));
        post("/api/v1/cve/records", "{\"cveMetadata\": {\"secret\"")
                .statusCode(400)
                .body("detail", not(containsString("secret")));
        post("/api/v1/cve/records", "[]").statusCode(400);
    }

    @Test
    void advisoriesOfGitHubAreTakenByTheApiAndAPollNeedsARepository() {
        String advisory = """
                {"ghsa_id": "GHSA-23cf-45gh-67jm", "state": "triage", "summary": "a secret", "severity": "high",
                 "html_url": "https://github.com/example/parser/security/advisories/GHSA-23cf-45gh-67jm",
                 "created_at": "2026-04-01T10:00:00Z", "updated_at": "2026-04-02T10:00:00Z"}
                """;
        post("/api/v1/ghsa?dry-run=true", advisory).statusCode(200).body("advisories", equalTo(1));
        get("/api/v1/ghsa/GHSA-23cf-45gh-67jm").statusCode(404);
        post("/api/v1/ghsa", advisory).statusCode(200).body("stored", equalTo(1));
        post("/api/v1/ghsa", "[[" + advisory + "]]").statusCode(200).body("duplicates", equalTo(1));
        get("/api/v1/ghsa/GHSA-23cf-45gh-67jm").statusCode(200);
        post("/api/v1/ghsa", "<html>").statusCode(400).body("detail", not(containsString("html>")));
        post("/api/v1/ghsa?repository=parser", advisory)
                .statusCode(400)
                .body("detail", containsString("name the repository as OWNER/NAME"));
        post("/api/v1/ghsa?seen-at=today", advisory).statusCode(400).body("detail", containsString("seen-at"));
        post("/api/v1/ghsa/poll", "{}").statusCode(400).body("detail", containsString("ledger.ghsa.NAME"));
    }

    private ValidatableResponse get(String address) {
        return given().auth().preemptive().basic("ada", password).get(address).then();
    }

    private ValidatableResponse post(String json) {
        return post("/api/v1/cve/names", json.replace('\'', '"'));
    }

    private ValidatableResponse post(String address, String json) {
        return given().auth()
                .preemptive()
                .basic("ada", password)
                .contentType("application/json")
                .body(json)
                .post(address)
                .then();
    }
}
