package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.roster.RosterBook;

/** Drafts on their pages and by the API. */
@QuarkusTest
class DraftPagesTest {
    private static final String VECTOR = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N";

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    Decisions decisions;

    @Inject
    EvidenceAnswers evidence;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private final Map<String, String> passwords = new HashMap<>();

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Esempio, joined: 2019-02-01, addresses: [cia@example.org]}
                """));
        passwords.put("ada", NewAccount.make(accounts, "ada", "admin", Optional.of("ada")));
        passwords.put("bob", NewAccount.make(accounts, "bob", "member", Optional.of("bob")));
        passwords.put("cia", NewAccount.make(accounts, "cia", "member", Optional.of("cia")));
        passwords.put("eye", NewAccount.make(accounts, "eye", "auditor", Optional.empty()));
    }

    @Test
    void fromAReportToItsAnnouncement() throws IOException {
        report("journey");
        Page page = signedIn("ada");
        page.navigate(home + "advisories");
        page.getByText("Drafts of announcements").click();
        page.locator("[name=coordinator]").fill("bob");
        page.locator("[name=cve]").fill("CVE-2026-30001");
        page.locator("[name=title]").fill("Endless <loop> & more");
        page.locator("[name=vector]").fill("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H");
        page.locator("[name=description]").fill("The parser loops for ever.\n\nRefuse files above 1 MB.");
        page.locator("[name=links]").fill("https://github.com/python/cpython/commit/0123456789abcdef");
        page.locator("[name=credits]").fill("coordinator: Bob Voorbeeld (https://github.com/bob-v)");
        press(page, "Check draft");
        assertThat(main(page)).contains("one of version 3: score the vulnerability by version 4.0");
        assertThat(page.locator("[name=title]").inputValue()).isEqualTo("Endless <loop> & more");
        assertThat(page.locator("[name=description]").inputValue())
                .isEqualTo("The parser loops for ever.\n\nRefuse files above 1 MB.");
        Look.everywhere(page, "draft-refused");

        page.locator("[name=vector]").fill(VECTOR);
        press(page, "Check draft");
        assertThat(main(page))
                .contains("Nothing was saved yet", "There is a HIGH severity vulnerability affecting CPython.")
                .contains("commit-link", "\"coordinator\"");
        Look.everywhere(page, "draft-checked");
        press(page, "Save draft");
        page.getByLabel("Why it is accepted").fill("there was no pull request");
        Look.everywhere(page, "draft-finding");
        press(page, "Accept finding");
        // she saved it herself: another admin has to approve
        assertThat(main(page)).contains("commit-link").doesNotContain("Accepted findings");
        page.locator("[name=links]").fill("https://github.com/python/cpython/pull/1001");
        press(page, "Save draft");
        assertThat(page.url()).matches(".*/drafts/d\\d+");
        assertThat(main(page)).contains("No findings.", "Download the mail (.eml)", "Endless <loop> & more");
        Look.everywhere(page, "draft");
        String address = page.url();
        page.navigate(home + "drafts");
        assertThat(main(page)).contains("All drafts", "CVE-2026-30001", "bob");
        Look.everywhere(page, "drafts");

        Page coordinator = signedIn("bob");
        coordinator.navigate(address);
        assertThat(main(coordinator)).contains("Endless <loop> & more");
        Page other = signedIn("cia");
        other.navigate(address);
        assertThat(main(other)).doesNotContain("Endless").contains("nothing at this address");
        other.navigate(home + "drafts");
        assertThat(main(other)).contains("No report to announce").doesNotContain("30001");
        Look.everywhere(other, "drafts-none");

        announce();
        page.navigate(home + "advisories");
        assertThat(main(page)).contains("CVE-2026-30001", "HIGH");
        page.navigate(address);
        assertThat(main(page)).contains("The advisory is public", "vendor-advisory");
        page.getByLabel("Reason (no vulnerability details)").fill("it is announced");
        press(page, "Delete draft");
        assertThat(page.url()).endsWith("/drafts");
        assertThat(main(page)).contains("deleted").doesNotContain("Endless");
    }

    @Test
    void programsBeginReadChangeAndDeleteDrafts() throws IOException {
        String report = report("api");
        String filled = """
                {"report": "%s", "coordinator": "bob", "cve": "CVE-2026-30002", "title": "A title",
                 "vector": "%s", "description": "It loops.", "links": ["https://github.com/python/cpython/pull/1"],
                 "credits": ["reporter: Rosa"], "dryRun": %s}
                """;
        post("ada", "/api/v1/drafts", filled.formatted(report, VECTOR, true))
                .statusCode(200)
                .body("draft", equalTo(null))
                .body("severity", equalTo("HIGH"))
                .body("findings", empty());
        post("cia", "/api/v1/drafts", filled.formatted(report, VECTOR, true)).statusCode(400);
        post("eye", "/api/v1/drafts", filled.formatted(report, VECTOR, true)).statusCode(403);
        post("ada", "/api/v1/drafts", filled.formatted(report, "", false))
                .statusCode(400)
                .body("detail", containsString("there is no CVSS vector"));
        post("ada", "/api/v1/drafts", filled.formatted(report, "CVSS:3.1/AV:N", false))
                .statusCode(400)
                .body("detail", containsString("version 3"));
        post("ada", "/api/v1/drafts", filled.formatted(report, VECTOR, false).replace("It loops", "It \u202e loops"))
                .statusCode(400)
                .body("detail", containsString("U+202E"));
        post("ada", "/api/v1/drafts", filled.formatted(report, VECTOR, false).replace("It loops", "x".repeat(30_000)))
                .statusCode(400)
                .body("detail", containsString("longer than 20000"));
        post("ada", "/api/v1/drafts", "{\"report\": ").statusCode(400);
        post("ada", "/api/v1/drafts", "").statusCode(400);

        String id = post("ada", "/api/v1/drafts", filled.formatted(report, VECTOR, false))
                .statusCode(200)
                .extract()
                .path("draft");
        as("bob").get("/api/v1/drafts").then().body("drafts.draft", hasItem(id));
        as("cia").get("/api/v1/drafts").then().body("drafts", empty());
        as("cia").get("/api/v1/drafts/" + id).then().statusCode(404);
        as("cia").get("/api/v1/drafts/" + id + "/announcement.eml").then().statusCode(404);
        as("bob")
                .get("/api/v1/drafts/" + id + "/announcement.eml")
                .then()
                .statusCode(200)
                .contentType("message/rfc822")
                .body(containsString("Subject: [CVE-2026-30002] A title"));
        as("bob")
                .body(filled.formatted("", VECTOR, false).replace("A title", "Another title"))
                .put("/api/v1/drafts/" + id)
                .then()
                .statusCode(200)
                .body("subject", equalTo("[CVE-2026-30002] Another title"))
                .body("record.references.url", contains("https://github.com/python/cpython/pull/1"))
                .body("savedBy", equalTo("bob"));
        as("bob")
                .body(filled.formatted("", VECTOR, false).replace("/pull/1", "/commit/0123456789abcdef"))
                .put("/api/v1/drafts/" + id)
                .then()
                .statusCode(200)
                .body("findings.rule", contains("commit-link"));
        String acceptance = "{\"rule\": \"commit-link\", \"reason\": \"no request\", \"dryRun\": %s}";
        post("cia", "/api/v1/drafts/" + id + "/accepted", acceptance.formatted(false))
                .statusCode(400);
        post("bob", "/api/v1/drafts/" + id + "/accepted", acceptance.formatted(true))
                .statusCode(200)
                .body("waits", equalTo(true));
        post("ada", "/api/v1/drafts/" + id + "/accepted", acceptance.formatted(true))
                .statusCode(200)
                .body("decision", equalTo(0));
        as("bob").get("/api/v1/drafts/" + id).then().body("findings.rule", contains("commit-link"));
        post("ada", "/api/v1/drafts/" + id + "/accepted", acceptance.formatted(false))
                .statusCode(200)
                .body("waits", equalTo(false));
        as("bob").get("/api/v1/drafts/" + id).then().body("findings", empty()).body("accepted.by", contains("ada"));
        post("bob", "/api/v1/drafts/" + id + "/deletion", "{}").statusCode(400);
        post("cia", "/api/v1/drafts/" + id + "/deletion", "{\"reason\": \"x\"}").statusCode(400);
        post("bob", "/api/v1/drafts/" + id + "/deletion", "{\"reason\": \"not needed\"}")
                .statusCode(200)
                .body("draft", equalTo(id));
        as("bob").get("/api/v1/drafts/" + id).then().statusCode(404);
    }

    private RequestSpecification as(String name) {
        return given().auth()
                .preemptive()
                .basic(name, passwords.getOrDefault(name, ""))
                .accept("*/*")
                .contentType("application/json; charset=UTF-8");
    }

    private ValidatableResponse post(String name, String address, String json) {
        return as(name).body(json).post(address).then();
    }

    private Page signedIn(String name) {
        BrowserContext context = browser.newContext();
        Page page = context.newPage();
        page.setDefaultTimeout(8_000);
        page.navigate(home + "sign-in");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(passwords.getOrDefault(name, ""));
        page.locator("main button").click();
        page.waitForURL(home.toString());
        return page;
    }

    private static String main(Page page) {
        return page.locator("main").innerText();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    /** One that was decided to be a vulnerability. */
    private String report(String name) throws IOException {
        String id = name + "@reporter.example";
        load("team", SourceKind.MAIL, "security.lists.example.net", id, "A report", "It loops.\n");
        String report = evidence.threads().threads().stream()
                .filter(line -> line.messageIds().contains(id))
                .findFirst()
                .orElseThrow()
                .report();
        decisions.decide(new Proposal.Status(report, "vulnerability"), new Signed("ada", "reproduced"));
        return report;
    }

    private void announce() throws IOException {
        load(
                "announced",
                SourceKind.ANNOUNCEMENTS,
                "security-announce.lists.example.net",
                "announced@example.org",
                "[CVE-2026-30001] Endless loop",
                "There is a HIGH severity vulnerability affecting CPython.\n");
    }

    private void load(String source, SourceKind kind, String list, String id, String subject, String text)
            throws IOException {
        Path mbox = Files.writeString(
                folder.resolve(id + ".mbox"),
                "From x@example.org Mon Jun  1 12:00:00 2026\nMessage-ID: <" + id
                        + ">\nDate: Mon, 1 Jun 2026 12:00:00 +0000\nFrom: Ada <ada@example.org>\nList-Id: <" + list
                        + ">\nSubject: " + subject + "\n\n" + text + "\n");
        importer.run(
                new Importer.Order(
                        source,
                        kind,
                        new SourceRules("archive", List.of(list), List.of()),
                        null,
                        List.of(mbox.toString())),
                read -> {});
    }
}
