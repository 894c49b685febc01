package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.store.AccountStore;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** Who may see what. Everything is denied to strangers but the public list of members. */
@QuarkusTest
class AccessTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    AccountStore store;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - id: ada
                    name: Ada Example
                    github: ada-x
                    joined: 2019-02-01
                    addresses: [ada@example.org]
                    roles: [{role: admin}]
                  - id: mallory
                    name: "<script>alert(1)</script>"
                    joined: 2019-02-01
                    addresses: [mallory@example.org]
                """));
        NewAccount.make(accounts, "ada", "member", java.util.Optional.of("ada"));
    }

    @Test
    void aStrangerIsSentToSignIn() {
        for (Routes.Route route : Routes.written()) {
            int status = status(route);
            if (route.isOpen()) {
                assertThat(status).as(route.toString()).isNotIn(302, 401, 403);
            } else if (route.path().startsWith("/api/")) {
                assertThat(status).as(route.toString()).isEqualTo(401);
            } else {
                assertThat(status).as(route.toString()).isIn(302, 303, 401);
            }
        }
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void whatIsNotForAdminsIsClosedToThem() {
        closedTo("admin");
    }

    @Test
    @TestSecurity(user = "eye", roles = "auditor")
    void whatIsNotForAuditorsIsClosedToThem() {
        closedTo("auditor");
    }

    @Test
    @TestSecurity(user = "council", roles = "council")
    void whatIsNotForTheCouncilIsClosedToThem() {
        closedTo("council");
    }

    @Test
    @TestSecurity(user = "ada", roles = "member")
    void whatIsNotForMembersIsClosedToThem() {
        closedTo("member");
    }

    @Test
    @TestSecurity(user = "ada", roles = "former")
    void whatIsNotForSomebodyWhoLeftIsClosedToThem() {
        closedTo("former");
    }

    @Test
    @TestSecurity(user = "odd", roles = "reader")
    void aRoleThatIsUnknownSeesNothing() {
        closedTo("reader");
    }

    private static void closedTo(String role) {
        for (Routes.Route route : Routes.written()) {
            if (!route.isOpen() && !route.roles().contains(role)) {
                assertThat(status(route)).as(route.toString()).isEqualTo(403);
            }
        }
    }

    private static int status(Routes.Route route) {
        return status(given(), route);
    }

    static int status(RequestSpecification asked, Routes.Route route) {
        RequestSpecification request = asked.redirects().follow(false);
        if (route.method().equals("GET")) {
            request = request.accept(
                    route.path().startsWith("/api/") && !route.path().matches(".*\\.(?:eml|html|csv|zip)")
                            ? "application/json"
                            : "*/*");
        } else if (route.path().startsWith("/api/")) {
            request = request.contentType("application/json").body("{}");
        } else {
            request = request.contentType("application/x-www-form-urlencoded");
        }
        return request.request(route.method(), route.address()).statusCode();
    }

    @Test
    void theListOfMembersIsPublicAndHoldsNamesOnly() {
        given().get("/members")
                .then()
                .statusCode(200)
                .body(containsString("Ada Example"))
                .body(containsString("ada-x"))
                .body(containsString("admin"))
                .body(not(containsString("ada@example.org")))
                .body(not(containsString("<script>alert")))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void anAdminSeesEverybody() {
        given().get("/").then().statusCode(200).body(containsString("What needs you"));
        given().get("/active")
                .then()
                .statusCode(200)
                .body(containsString("Ada Example"))
                .body(not(containsString("<script>alert")));
        given().get("/members/ada").then().statusCode(200).body(containsString("Criteria"));
        given().get("/sources").then().statusCode(200);
        given().get("/api/v1/members?as-of=2026-11-01")
                .then()
                .statusCode(200)
                .body("policy", equalTo("seed-2024"))
                .body("asOf", equalTo("2026-11-01"))
                .body("members.find { it.member == 'ada' }.verdict", equalTo("unknown"));
    }

    @Test
    @TestSecurity(user = "eye", roles = "auditor")
    void anAuditorSeesTheQueueAndDecidesNothing() {
        given().get("/queue").then().statusCode(200).body(containsString("Review queue"));
        given().formParam("answer", "reject")
                .post("/queue/0123456789abcdef")
                .then()
                .statusCode(oneOf(400, 403));
    }

    @Test
    @TestSecurity(user = "ada", roles = "member")
    void aMemberDoesNotSeeTheQueue() {
        given().get("/queue").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "ada", roles = "member")
    void aMemberSeesTheirOwnEvidenceAndNobodyElses() {
        given().get("/members/ada").then().statusCode(200);
        given().get("/members/mallory").then().statusCode(403);
        given().get("/api/v1/members/ada/credits").then().statusCode(200);
        given().get("/api/v1/members/mallory/credits").then().statusCode(403);
        given().get("/api/v1/members").then().body("members.size()", equalTo(1));
        given().get("/sources").then().statusCode(403);
        given().get("/api/v1/quarantine").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "council", roles = "council")
    void theCouncilSeesVerdictsWithoutEvidence() {
        given().get("/members/ada").then().statusCode(200).body(not(containsString("<h2>Credits")));
        given().get("/api/v1/members/ada/credits").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void whatIsAskedWronglyIsSaidInALine() {
        given().get("/api/v1/members?as-of=2026-02-30")
                .then()
                .statusCode(400)
                .body("detail", containsString("YYYY-MM-DD"));
        given().get("/api/v1/members?policy=none").then().statusCode(400).body("detail", containsString("seed-2024"));
        given().get("/api/v1/members/nobody/credits").then().statusCode(404);
        given().accept("text/html")
                .get("/active?as-of=yesterday")
                .then()
                .statusCode(400)
                .body(containsString("is not a valid date: write YYYY-MM-DD"));
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void aFormWithoutItsTokenIsRefused() {
        given().contentType("application/x-www-form-urlencoded")
                .redirects()
                .follow(false)
                .post("/sign-out")
                .then()
                .statusCode(400);
    }

    @Test
    void aPasswordSignsInAndAWrongOneDoesNot() {
        String password = NewAccount.make(accounts, "council", "council", java.util.Optional.empty());
        given().auth()
                .preemptive()
                .basic("council", password)
                .get("/api/v1/members")
                .then()
                .statusCode(200);
        given().auth()
                .preemptive()
                .basic("council", password + "x")
                .get("/api/v1/members")
                .then()
                .statusCode(401);
    }

    @Test
    void theApiDescribesItselfAndHealthNamesNobody() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/members"));
        given().get("/q/health/ready")
                .then()
                .body(not(containsString("Ada")))
                .body(containsString("no mailbox configured"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("ledger_messages"))
                .body(not(containsString("Ada")));
    }
}
