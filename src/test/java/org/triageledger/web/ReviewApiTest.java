package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** A review from its plan to its last task, as a program goes through it for an admin. */
@QuarkusTest
class ReviewApiTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    private String ada = "";
    private String bob = "";
    private String root = "";

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: TODAY, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """.replace("TODAY", today())));
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(
                                LocalDate.parse(today()).minusYears(2),
                                LocalDate.parse(today()).plusDays(1)),
                        List.of(Files.writeString(
                                        folder.resolve("a.mbox"),
                                        "From x Mon Mar  2 10:00:00 2026\nFrom: f@example.net\nMessage-ID: <r@example.net>\n\nHole.\n\n")
                                .toString())),
                read -> {});
        ada = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        bob = NewAccount.make(accounts, "bob", "member", Optional.of("bob"));
        root = NewAccount.make(accounts, "root", "admin", Optional.empty());
    }

    @Test
    void whatWasReadIsListedAndADecisionIsTakenBack() {
        as("ada", ada)
                .get("/api/v1/messages")
                .then()
                .body("messages.messageId", equalTo(List.of("r@example.net")))
                .body(not(containsString("Hole")));
        String report = as("ada", ada)
                .get("/api/v1/threads")
                .then()
                .statusCode(200)
                .body("threads.messageIds", equalTo(List.of(List.of("r@example.net"))))
                .extract()
                .path("threads[0].report");
        as("bob", bob).get("/api/v1/messages").then().statusCode(403);
        as("bob", bob).get("/api/v1/threads").then().statusCode(403);
        problem(post("ada", ada, "threads/" + report + "/status", "{\"status\": \"spam\"}"), "'reason' is missing");
        post("bob", bob, "threads/" + report + "/status", "{\"status\": \"spam\", \"reason\": \"x\"}")
                .statusCode(403);
        post("ada", ada, "threads/" + report + "/status", "{\"status\": \"spam\", \"reason\": \"no text\"}")
                .statusCode(200);
        as("ada", ada).get("/api/v1/threads").then().body("threads[0].status", equalTo("spam"));
        int entry = as("ada", ada).get("/api/v1/audit-log").then().extract().path("entries[-1].id");
        as("ada", ada)
                .get("/api/v1/audit-log/" + entry)
                .then()
                .statusCode(200)
                .body("reason", equalTo("no text"))
                .body("by", equalTo("ada"));
        as("ada", ada).get("/api/v1/audit-log/999999").then().statusCode(404);
        post("bob", bob, "audit-log/" + entry + "/undo", "{\"reason\": \"x\"}").statusCode(403);
        problem(post("ada", ada, "audit-log/" + entry + "/undo", "{}"), "'reason' is missing");
        post("ada", ada, "audit-log/" + entry + "/undo", "{\"reason\": \"read again\"}")
                .statusCode(200);
        as("ada", ada).get("/api/v1/audit-log/" + entry).then().body("undone", equalTo(true));
        as("ada", ada).get("/api/v1/threads").then().body("threads[0].status", equalTo("unreviewed"));
        as("ada", ada).get("/api/v1/approvals").then().statusCode(200).body("entries", equalTo(List.of()));
        as("ada", ada)
                .get("/api/v1/audit-log/verification")
                .then()
                .statusCode(200)
                .body("damage", nullValue())
                .body("head.hash", matchesPattern("[0-9a-f]{64}"));
        problem(
                post("ada", ada, "reminders/reachable", "{\"address\": \"nobody@example.org\"}"),
                "'reason' is missing");
    }

    @Test
    void fromItsPlanToItsLastTask() {
        String id = post("ada", ada, "reviews", "{\"day\": \"" + today() + "\"}")
                .statusCode(200)
                .body("review.state", equalTo("planned"))
                .extract()
                .path("review.review");
        String later = LocalDate.parse(today()).plusDays(9).toString();
        post("ada", ada, "reviews/" + id + "/moving", "{\"day\": \"" + later + "\"}")
                .statusCode(200)
                .body("review.day", equalTo(later));
        problem(post("ada", ada, "reviews/" + id + "/moving", "{}"), "'day' is missing");
        post("ada", ada, "reviews/none/moving", "{\"day\": \"" + later + "\"}").statusCode(404);
        post("bob", bob, "reviews/" + id + "/moving", "{\"day\": \"" + later + "\"}")
                .statusCode(403);
        post("ada", ada, "reviews/" + id + "/moving", "{\"day\": \"" + today() + "\"}")
                .statusCode(200);
        as("ada", ada)
                .get("/api/v1/reviews/" + id + "/opening")
                .then()
                .statusCode(200)
                .body("inactive.name", equalTo(List.of("Bob Example")))
                .body("review.state", equalTo("planned"));
        problem(
                as("ada", ada)
                        .get("/api/v1/reviews/" + id + "/closing?lastDay=" + today())
                        .then(),
                "The review is planned for " + today() + " and not open yet.");
        as("bob", bob).get("/api/v1/reviews/" + id + "/opening").then().statusCode(403);
        post("ada", ada, "reviews/" + id + "/opening", "{}")
                .statusCode(200)
                .body("review.sha256", matchesPattern("[0-9a-f]{64}"))
                .body("members.member", equalTo(List.of("bob")))
                .body("members[0].removable", equalTo(true))
                .body("review.undecided", equalTo(1))
                .body("review.toDecide", equalTo(1));
        problem(
                post("ada", ada, "reviews/" + id + "/closing", "{\"lastDay\": \"" + today() + "\"}"),
                "1 member waits for a decision: Bob Example.");
        problem(
                post("ada", ada, "reviews/" + id + "/decisions", "{\"member\": \"bob\", \"decision\": \"remove\"}"),
                "'reason' is missing");
        post(
                        "ada",
                        ada,
                        "reviews/" + id + "/decisions",
                        "{\"member\": \"bob\", \"decision\": \"remove\", \"reason\": \"silent\"}")
                .statusCode(200)
                .body("members[0].decision", equalTo("remove"))
                .body("members[0].decidedBy", equalTo("ada"));
        as("bob", bob)
                .get("/api/v1/reviews/" + id)
                .then()
                .statusCode(200)
                .body("members.member", equalTo(List.of("bob")))
                .body("counts", equalTo(List.of()));
        as("ada", ada).get("/api/v1/reviews/" + id + "/verification").then().body("result", equalTo("same"));
        as("ada", ada)
                .get("/api/v1/reviews/" + id + "/report")
                .then()
                .statusCode(200)
                .body("review", equalTo(id))
                .body("inactive.member", equalTo(List.of("bob")));
        as("bob", bob).get("/api/v1/reviews/" + id + "/report").then().statusCode(403);
        as("ada", ada)
                .get("/api/v1/reviews/" + id + "/closing?lastDay=" + today())
                .then()
                .statusCode(200)
                .body("leave.name", equalTo(List.of("Bob Example")))
                .body("byHand", greaterThan(0));
        problem(as("ada", ada).get("/api/v1/reviews/" + id + "/closing").then(), "'lastDay' is missing");
        post("ada", ada, "reviews/" + id + "/closing", "{\"lastDay\": \"" + today() + "\"}")
                .statusCode(200)
                .body("byHand.venue", hasItems("github-team", "chat"));
        post("ada", ada, "reviews/" + id + "/ticks", "{\"member\": \"bob\", \"venue\": \"chat\"}")
                .statusCode(200)
                .body("byHand.findAll { it.done }.venue", equalTo(List.of("chat")));
        String report = as("ada", ada)
                .get("/review/" + id + "/report.md")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"review-" + id + ".md\"")
                .extract()
                .asString();
        assertThat(report).contains("Bob Example").doesNotContain("example.org", "silent");
        for (String where : List.of("/review/", "/api/v1/reviews/")) {
            assertThat(as("ada", ada).get(where + id + "/report.csv").asString())
                    .startsWith("\"verdict\",\"member\"")
                    .contains("Bob Example")
                    .isEqualTo(as("ada", ada)
                            .get(where + id + "/report.csv?table=members")
                            .asString());
            assertThat(as("ada", ada).get(where + id + "/report.zip").asByteArray())
                    .startsWith('P', 'K')
                    .isEqualTo(
                            as("ada", ada).get("/review/" + id + "/report.zip").asByteArray());
            as("bob", bob).get(where + id + "/report.zip").then().statusCode(403);
        }
    }

    @Test
    void aFindingIsSettledWithAReason() {
        String key = as("ada", ada)
                .get("/api/v1/findings")
                .then()
                .body("waiting.code", hasItem("few-admins"))
                .extract()
                .path("waiting.find { it.code == 'few-admins' }.key");
        post("ada", ada, "findings/" + key + "/settlement", "{\"reason\": \"a second one is being looked for\"}")
                .statusCode(200)
                .body("settled.key", equalTo(List.of(key)));
        problem(
                post("ada", ada, "findings/none/settlement", "{\"reason\": \"why\"}"),
                "there is no such finding today: see `ledger roster findings`");
    }

    @Test
    void aSecondReviewOfAYearHasToBeConfirmedAndAPlannedOneIsCancelled() {
        int year = LocalDate.now(clock).getYear() + 5;
        String id = post("ada", ada, "reviews", "{\"day\": \"" + year + "-03-01\"}")
                .statusCode(200)
                .extract()
                .path("review.review");
        problem(
                post("ada", ada, "reviews", "{\"day\": \"" + year + "-04-01\"}"),
                "There is a review in " + year + " already: " + year + ", on " + year
                        + "-03-01. Move or cancel it, or confirm that you want" + " another one.");
        post("ada", ada, "reviews", "{\"day\": \"" + year + "-04-01\", \"another\": true}")
                .statusCode(200)
                .body("review.review", equalTo(year + "-2"));
        problem(post("ada", ada, "reviews/" + id + "/cancellation", "{}"), "'reason' is missing");
        for (String text : List.of(id, year + "-2")) {
            post("ada", ada, "reviews/" + text + "/cancellation", "{\"reason\": \"a typing error\"}")
                    .statusCode(200)
                    .body("reviews.review", not(hasItem(text)));
        }
        post("ada", ada, "reviews/" + id + "/cancellation", "{\"reason\": \"again\"}")
                .statusCode(404);
        as("ada", ada).get("/api/v1/audit-log").then().body("entries.what", hasItem("Review " + year + " cancelled"));
        as("bob", bob).get("/api/v1/audit-log").then().statusCode(403);
        problem(post("ada", ada, "audit-log/1/approval", ""), "'reason' is missing");
        problem(post("ada", ada, "audit-log/1/refusal", "{}"), "'reason' is missing");
        problem(post("ada", ada, "queue/confirmations", "{}"), "'message' is missing");
        problem(post("ada", ada, "queue/rejections", "{\"message\": \"r@example.net\"}"), "'reason' is missing");
        problem(
                post("ada", ada, "queue/repository-confirmations", "{\"repository\": \"a/b\", \"reason\": \"x\"}"),
                "no GitHub notification of that repository waits: see `ledger queue`");
        post("bob", bob, "queue/repository-confirmations", "{}").statusCode(403);
    }

    @Test
    void whoIsNobodyOrMayNotDoesNothing() {
        problem(
                post("root", root, "reviews", "{\"day\": \"" + today() + "\"}"),
                "your account is not linked to anybody in the roster, so nobody would be known to have decided: ask an admin"
                        + " for an invitation for your id in the roster");
        post("bob", bob, "reviews", "{\"day\": \"" + today() + "\"}").statusCode(403);
        as("bob", bob).get("/api/v1/findings").then().statusCode(403);
        as("bob", bob).get("/api/v1/reminders").then().statusCode(403);
        post("ada", ada, "reviews/1999/opening", "{}").statusCode(404);
    }

    @Test
    void whatIsNoJsonAndNoFormWithItsTokenIsNotTaken() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            as("ada", ada)
                    .contentType(type)
                    .body("day=" + today())
                    .post("/api/v1/reviews")
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(400, 415));
            as("ada", ada)
                    .contentType(type)
                    .body("day=" + today())
                    .post("/review")
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(400, 415));
        }
        as("ada", ada)
                .get("/api/v1/reviews")
                .then()
                .body("reviews.findAll { it.state == 'planned' }", equalTo(List.of()));
    }

    @Test
    void policiesAndReadingsSideBySide() {
        as("ada", ada)
                .get("/api/v1/differences?one=seed-2024&other=seed-2024%2Bno-newcomer-grace")
                .then()
                .statusCode(200)
                .body("members.member", equalTo(List.of("ada")))
                .body("members[0].one", equalTo("newcomer"))
                .body("members[0].other", equalTo("inactive"));
        problem(
                as("ada", ada).get("/api/v1/differences?one=else").then(),
                "unknown policy 'one'. Valid: seed-2024, pep811-2025, with + and a reading behind it or without");
        as("bob", bob).get("/api/v1/forecast").then().statusCode(200).body("members.member", equalTo(List.of("bob")));
    }

    private static RequestSpecification as(String name, String password) {
        return given().urlEncodingEnabled(false).auth().preemptive().basic(name, password);
    }

    private static ValidatableResponse post(String name, String password, String path, String json) {
        return as(name, password)
                .contentType("application/json")
                .body(json)
                .post("/api/v1/" + path)
                .then();
    }

    private static void problem(ValidatableResponse response, String detail) {
        response.statusCode(400).body("detail", equalTo(detail));
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    }
}
