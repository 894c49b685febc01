package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.OtherSettings;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** Cases by the API and on pages: for admins, for members who work on them, and what everybody may see. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class CaseApiTest {
    private static final String PUBLISHED = "CVE-2026-41001";
    private static final String OPEN = "CVE-2026-41002";

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    CveRecords records;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    private String ada = "";
    private String bob = "";
    private String cia = "";

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, github: ada-x, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, github: bob-x, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org]}
                """));
        ada = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        bob = NewAccount.make(accounts, "bob", "member", Optional.of("bob"));
        cia = NewAccount.make(accounts, "cia", "member", Optional.of("cia"));
        records.read(
                Files.writeString(folder.resolve(PUBLISHED + ".json"), """
                        {"cveMetadata": {"cveId": "%s", "assignerOrgId": "28c92f92-d60d-412d-b760-e73465c3df22",
                          "state": "PUBLISHED", "dateReserved": "2026-02-20T10:00:00Z", "datePublished": "2026-03-02T10:00:00Z"},
                         "containers": {"cna": {"providerMetadata": {}, "credits": [
                           {"type": "finder", "value": "Mal <b>Example</b>"},
                           {"type": "coordinator", "value": "Ada Example (https://github.com/ada-x)"}]}}}
                        """.formatted(PUBLISHED))
                        .toString(),
                false);
        importer.run(
                new Importer.Order(
                        "team",
                        new SourceRules("archive", List.of(), List.of()),
                        new Importer.DayRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
                        List.of(Files.writeString(folder.resolve("team.mbox"), """
                                From mal@evil.example Mon Jun  1 10:00:00 2026
                                Message-ID: <r1@evil.example>
                                From: Mal <mal@evil.example>
                                Date: Mon, 1 Jun 2026 10:00:00 +0000
                                Subject: Secret flaw

                                It crashes.

                                From bob@example.org Mon Jun  1 12:00:00 2026
                                Message-ID: <r2@example.org>
                                In-Reply-To: <r1@evil.example>
                                From: Bob Example <bob@example.org>
                                Date: Mon, 1 Jun 2026 12:00:00 +0000
                                Subject: Re: Secret flaw

                                Thank you. It is %s.

                                """.formatted(OPEN))
                                .toString())),
                read -> {});
    }

    @Test
    void casesAreListedShownAndActedOn() {
        as("ada", ada, "/api/v1/cases?as-of=2026-06-02")
                .statusCode(200)
                .body("cases", hasSize(2))
                .body("cases[0].outcome", equalTo("undecided"))
                .body("cases[1].cve", contains(PUBLISHED))
                .body("cases[1].id", not(containsString("CVE")));
        String id = as("ada", ada, "/api/v1/cases?as-of=2026-06-02").extract().path("cases[0].id");
        as("ada", ada, "/api/v1/cases?as-of=2026-01-01").body("cases", empty());
        as("ada", ada, "/api/v1/cases?as-of=yesterday").statusCode(400);
        as("ada", ada, "/api/v1/cases/" + id)
                .statusCode(200)
                .body("overview.id", equalTo(id))
                .body("steps.step", hasItem("first-reply"));
        as("ada", ada, "/api/v1/cases/r0").statusCode(404);
        as("ada", ada, "/cases").statusCode(200).body(containsString(id)).body(not(containsString("Secret")));
        as("ada", ada, "/cases/" + id)
                .statusCode(200)
                .body(containsString("A member wrote in the report."))
                .body(containsString("Set step"))
                .body(not(containsString("Secret")));

        post("/api/v1/cases/" + id + "/steps", "{'step': 'coordinator', 'about': 'bob', 'reason': 'Bob said so'}")
                .statusCode(200);
        post("/api/v1/cases/" + id + "/steps", "{'step': 'coordinator', 'about': 'zoe', 'reason': 'x'}")
                .statusCode(400);
        post("/api/v1/cases/" + id + "/steps", "{'step': 'coordinator'}").statusCode(400);
        as("ada", ada, "/api/v1/cases/" + id).body("overview.coordinator", equalTo("bob"));
        post("/api/v1/cases/" + id + "/accepted", "{'finding': 'nothing', 'reason': 'x'}")
                .statusCode(400);
        as("ada", ada, "/api/v1/audit-log").body(not(containsString(OPEN)));

        as("bob", bob, "/api/v1/cases").body("cases.id", contains(id));
        as("bob", bob, "/api/v1/cases/" + id).statusCode(200);
        as("bob", bob, "/cases/" + id).statusCode(200).body(not(containsString("Set step")));
        as("bob", bob, "/api/v1/cases/" + PUBLISHED).statusCode(404);
        as("cia", cia, "/api/v1/cases").body("cases", empty());
        as("cia", cia, "/api/v1/cases/" + id).statusCode(404);
        as("cia", cia, "/cases/" + id).statusCode(404);
    }

    @Test
    void numbersAreDrawnAndDownloaded() {
        as("ada", ada, "/cases/numbers?as-of=2026-06-30")
                .statusCode(200)
                .body(containsString("<svg class=\"years\""))
                .body(containsString("Unfinished cases by age"));
        as("ada", ada, "/cases/numbers.csv?as-of=2026-06-30")
                .statusCode(200)
                .body(containsString("\"2026-06-30\",\"2026\",\"reports\",\"\",\"1\""))
                .body(containsString("\"2026-06-30\",\"2026\",\"advisories\",\"\",\"1\""));
        as("ada", ada, "/api/v1/cases/numbers?as-of=2026-06-30").body("years[0].reports", equalTo(1));
        as("bob", bob, "/cases/numbers").statusCode(403);
    }

    @Test
    void theFiguresSayWhatCameInHowLongItTookAndOnWhomItRests() {
        as("ada", ada, "/api/v1/cases/insight?as-of=2026-06-30")
                .statusCode(200)
                .body("months", hasSize(24))
                .body("months[23].month", equalTo("2026-06"))
                .body("months[23].reports", equalTo(1))
                .body("months[23].ends[0].name", equalTo("undecided"))
                .body("months[22].reports", equalTo(0))
                .body("quarters", hasSize(8))
                .body("quarters[7].quarter", equalTo("2026-Q2"))
                .body("quarters[7].reply.cases", equalTo(1))
                .body("quarters[7].reply.median", equalTo(2))
                .body("quarters[7].decision.cases", equalTo(0))
                .body("load.reports", equalTo(2))
                .body("load.alone", equalTo(2))
                .body("load.half", equalTo(1))
                .body("load.members.member", containsInAnyOrder("ada", "bob"))
                .body("kinds.find { it.kind == 'triage' }.credits", equalTo(1));
        as("ada", ada, "/insight?as-of=2026-06-30")
                .statusCode(200)
                .body(containsString("How much hangs on one person?"))
                .body(containsString("2026-06: 1 undecided"));
        as("ada", ada, "/insight.csv?table=times&as-of=2026-06-30")
                .statusCode(200)
                .body(containsString("\"2026-Q2\",\"1\",\"first-reply\",\"1\",\"2\",\"2\""));
        as("ada", ada, "/insight.csv?table=load&as-of=2026-06-30")
                .body(containsString("\"bob\",\"Bob Example\",\"1\",\"1\",\"50\""));
        as("ada", ada, "/insight.csv?table=months&as-of=2026-06-30")
                .body(containsString("\"2026-06\",\"undecided\",\"1\""));
        as("ada", ada, "/insight.csv?table=kinds&as-of=2026-06-30").body(containsString("\"triage\",\"1\",\"0\""));
        as("ada", ada, "/insight.csv?table=none").statusCode(400).body(containsString("months, times, load, kinds"));
        as("bob", bob, "/insight").statusCode(403);
        as("bob", bob, "/api/v1/cases/insight").statusCode(403);
    }

    @Test
    void everybodySeesWhatIsPublishedAndNothingElse() {
        given().get("/published")
                .then()
                .statusCode(200)
                .body(containsString(PUBLISHED))
                .body(not(containsString(OPEN)));
        given().get("/published/" + PUBLISHED)
                .then()
                .statusCode(200)
                .body(containsString("Record published"))
                .body(containsString("Mal &lt;b&gt;Example"))
                .body(not(containsString("ada@example.org")));
        given().get("/published/list.csv?sort=id")
                .then()
                .statusCode(200)
                .body(containsString(PUBLISHED))
                .body(not(containsString(OPEN)));
        given().get("/published?q=nothing-of-that-name")
                .then()
                .statusCode(200)
                .body(containsString("No advisory matches."));
        given().get("/published?sort=x").then().statusCode(400);
        given().get("/published/" + OPEN).then().statusCode(404);
        given().get("/published/none").then().statusCode(404);
    }

    private static ValidatableResponse as(String name, String password, String address) {
        return given().auth().preemptive().basic(name, password).get(address).then();
    }

    private ValidatableResponse post(String address, String json) {
        return given().auth()
                .preemptive()
                .basic("ada", ada)
                .contentType("application/json")
                .body(json.replace('\'', '"'))
                .post(address)
                .then();
    }
}
