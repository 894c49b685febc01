package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** Nominations, claims and leaves, as programs act for people; and what of them is kept from whom. */
@QuarkusTest
class PeopleApiTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    private final Map<String, String> passwords = new HashMap<>();

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01}
                  - {id: cay, name: Cay Example, joined: 2019-02-01}
                  - {id: sam, name: Sam Example, joined: 2019-02-01, roles: [{role: steering-council}]}
                """));
        Map.of("ada", "admin", "bob", "member", "cay", "member", "sam", "council")
                .forEach((name, role) -> passwords.put(name, NewAccount.make(accounts, name, role, Optional.of(name))));
        passwords.put("root", NewAccount.make(accounts, "root", "admin", Optional.empty()));
    }

    @Test
    void aNominationIsVotedOnAndSettled() {
        post("bob", "nominations", "{'name': 'Dee Example', 'github': 'dee-x', 'reason': 'good patches'}")
                .statusCode(200)
                .body("nominations[0].state", equalTo("voting"));
        String id = get("bob", "nominations").extract().path("nominations[0].nomination");
        post("cay", "nominations/" + id + "/votes", "{'vote': 'for'}")
                .statusCode(200)
                .body("nominations[0].voters.member", contains("cay"));
        post("cay", "nominations/" + id + "/votes", "{'vote': 'perhaps'}")
                .statusCode(400)
                .body("detail", containsString("for or against"));
        post("root", "nominations/" + id + "/votes", "{'vote': 'for'}")
                .statusCode(400)
                .body("detail", containsString("is not linked to anybody in the roster"));
        get("bob", "nominations").body("nominations[0].favour", equalTo(1)).body("nominations[0].voters", empty());
        get("ada", "nominations").body("nominations[0].voters.member", contains("cay"));
        post("bob", "nominations/" + id + "/admission", "{}").statusCode(403);
        post("bob", "nominations/" + id + "/rulings", "{'ruling': 'accept', 'reason': 'x'}")
                .statusCode(400)
                .body("detail", containsString("one of the steering council"));
        post("sam", "nominations/" + id + "/rulings", "{'ruling': 'accept', 'reason': 'welcome'}")
                .statusCode(200)
                .body("nominations[0].state", equalTo("accepted"));
        post("ada", "nominations/" + id + "/admission", "{}")
                .statusCode(200)
                .body("nominations[0].state", equalTo("joined"));
    }

    @Test
    void whatIsClaimedIsReadByTheClaimantAndWhoeverDecides() {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        String claim = "{'kind': 'triage', 'day': '" + today + "', 'text': 'handled by phone'}";
        post("bob", "claims", claim).statusCode(200).body("claims[0].text", equalTo("handled by phone"));
        String id = get("bob", "claims").extract().path("claims[0].claim");
        get("cay", "claims").body("claims", empty());
        get("bob", "claims/" + id)
                .statusCode(200)
                .body("claim.byName", equalTo("Bob Example"))
                .body("mayDecide", equalTo(false));
        get("ada", "claims/" + id)
                .body("mayDecide", equalTo(true))
                .body("ifAccepted", hasItem("Bob Example gains 1 report with credits"));
        get("cay", "claims/" + id).statusCode(404);
        get("ada", "claims/c0").statusCode(404);
        post("cay", "claims/" + id + "/judgement", "{'verdict': 'accepted', 'reason': 'x'}")
                .statusCode(403);
        post("cay", "disputes", "{'member': 'bob', 'report': 'claim-" + id + "', 'text': 'no'}")
                .statusCode(403);
        post("ada", "claims/" + id + "/judgement", "{'verdict': 'accepted', 'reason': 'the reporter says so'}")
                .statusCode(200)
                .body("claims[0].state", equalTo("accepted"));
        get("bob", "members/bob/credits").body("credits.rule", contains("claimed"));
        post("bob", "claims", "{'kind': 'triage'}").statusCode(400).body("detail", equalTo("'day' is missing"));
    }

    @Test
    void aLeaveIsTheBusinessOfFewAndAResignationOnesOwn() {
        post("cay", "leaves", "{'from': '2026-01-01', 'reason': 'a private matter'}")
                .statusCode(200)
                .body("leaves", hasSize(1));
        get("bob", "leaves").body("leaves", empty());
        get("sam", "leaves").body("leaves[0].reason", nullValue());
        get("ada", "leaves").body("leaves[0].reason", equalTo("a private matter"));
        post("cay", "leaves", "{'member': 'bob', 'from': '2026-01-01'}").statusCode(400);
        int number = get("cay", "leaves").extract().path("leaves[0].decision");
        put("cay", "leaves/" + number, "{'from': '2026-01-02', 'to': '2026-01-09'}")
                .statusCode(200)
                .body("leaves[0].to", equalTo("2026-01-09"))
                .body("leaves[0].reason", equalTo("a private matter"));
        post("cay", "leaves", "{'from': '2026-01-09'}")
                .statusCode(400)
                .body("detail", startsWith("These days overlap another leave"));
        put("bob", "leaves/" + number, "{'from': '2026-01-02'}").statusCode(404);
        post("bob", "leaves/" + number + "/removal", "{}").statusCode(404);
        put("cay", "leaves/" + number, "{}").statusCode(400);
        post("cay", "leaves/" + number + "/removal", "{}").statusCode(200).body("leaves", empty());
        get("cay", "resignation").body("lastDay", notNullValue()).body("next", not(empty()));
        post("cay", "resignation", "{}").statusCode(200).body("member", equalTo("cay"));
        post("cay", "resignation", "{}").statusCode(400).body("detail", equalTo("Cay Example is no member."));
    }

    private ValidatableResponse get(String name, String path) {
        return given().auth()
                .preemptive()
                .basic(name, passwords.getOrDefault(name, ""))
                .get("/api/v1/" + path)
                .then();
    }

    private ValidatableResponse post(String name, String path, String json) {
        return json(name, json).post("/api/v1/" + path).then();
    }

    private ValidatableResponse put(String name, String path, String json) {
        return json(name, json).put("/api/v1/" + path).then();
    }

    private RequestSpecification json(String name, String json) {
        return given().auth()
                .preemptive()
                .basic(name, passwords.getOrDefault(name, ""))
                .contentType("application/json")
                .body(json.replace('\'', '"'));
    }
}
