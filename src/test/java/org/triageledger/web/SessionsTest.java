package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.SignIns;
import org.triageledger.work.people.TokenScope;
import org.triageledger.work.people.Tokens;

/** Somebody copied the cookie of a session: it is worth nothing once the session has ended. */
@QuarkusTest
class SessionsTest {
    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    SignIns signIns;

    @Inject
    Decisions decisions;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    private String password = "";

    @BeforeEach
    void account() {
        password = NewAccount.make(accounts, "sam", "admin", Optional.empty());
    }

    @Test
    void aSignOutEndsEverySessionOfTheAccount() {
        String stolen = signIn("sam", password);
        String own = signIn("sam", password);
        assertThat(opens(stolen)).isTrue();

        Response page = given().cookie("ledger-session", own).get("/queue");
        given().cookie("ledger-session", own)
                .cookies(page.cookies())
                .formParam("csrf", csrf(page))
                .redirects()
                .follow(false)
                .post("/sign-out")
                .then()
                .statusCode(303);

        assertThat(opens(own)).isFalse();
        assertThat(opens(stolen)).isFalse();
        assertThat(opens(signIn("sam", password))).isTrue();
    }

    /** With cookies off the right password leads back to the sign-in, which must not look as if nothing had happened. */
    @Test
    void theSignInSaysWhereABrowserKeepsNoCookies() {
        String said = "Your browser keeps no cookies of this site";
        assertThat(signInPage(home + "sign-in", "")).contains(said);
        assertThat(signInPage("https://ledger.example.org/sign-in?failed=true", ""))
                .contains(said);

        assertThat(signInPage(home + "sign-in", "ledger-csrf=abc")).doesNotContain(said);
        assertThat(signInPage(home + "members", "")).doesNotContain(said);
        assertThat(signInPage("https://elsewhere.example.net/", "")).doesNotContain(said);
        assertThat(given().get("/sign-in").asString()).doesNotContain(said);
    }

    private static String signInPage(String from, String cookies) {
        return given().header("Referer", from)
                .header("Cookie", cookies)
                .get("/sign-in")
                .asString();
    }

    /** Whatever somebody signs in with. */
    @Test
    void theAuditLogSaysFromWhereAProgramWithATokenCame() {
        NewAccount.make(accounts, "robot", "auditor", Optional.empty());
        String token =
                tokens.create("robot", "weekly report", TokenScope.READ, 30).token();
        given().header("X-Forwarded-For", "192.0.2.77")
                .auth()
                .oauth2(token)
                .get("/api/v1/members")
                .then()
                .statusCode(200);
        signIns.write();
        assertThat(decisions.all())
                .filteredOn(line -> line.what().startsWith("Account robot signed in"))
                .singleElement()
                .satisfies(line -> assertThat(line.address()).isEqualTo("192.0.2.0/24"));
    }

    @Test
    void aNewPasswordEndsThem() {
        String stolen = signIn("sam", password);
        accounts.reset("sam");
        assertThat(opens(stolen)).isFalse();
    }

    @Test
    void anAccountOfTheSameNameIsAnother() {
        String stolen = signIn("sam", password);
        accounts.remove("sam");
        assertThat(opens(stolen)).isFalse();
        accounts.create("sam", "admin", Optional.empty());
        assertThat(opens(stolen)).isFalse();
    }

    @Test
    void whoComesWithASessionThatHasEndedCanSignInAgain() {
        String ended = signIn("sam", password);
        accounts.signOut("sam");
        given().cookie("ledger-session", ended)
                .get("/sign-in")
                .then()
                .statusCode(200)
                .body(containsString("Sign in"));
        given().cookie("ledger-session", ended).get("/members").then().statusCode(200);
        Response again = given().cookie("ledger-session", ended)
                .formParam("j_username", "sam")
                .formParam("j_password", password)
                .redirects()
                .follow(false)
                .post("/j_security_check");
        assertThat(opens(again.cookie("ledger-session"))).isTrue();
        given().cookie("ledger-session", ended).get("/api/v1/members").then().statusCode(401);
    }

    @Test
    void aSignInHoldsWhateverOtherServicesOfTheHostLeftInTheBrowser() {
        for (String[] back : new String[][] {
            {home.resolve("/active").toString(), "/active"},
            {"http://" + home.getHost() + ":1/active", "/"},
            {"https://evil.example/", "/"},
            {"//evil.example/", "/"},
            {"%", "/"}
        }) {
            Response answer = given().urlEncodingEnabled(false)
                    .header("Cookie", "other=1; quarkus-redirect-location=" + back[0])
                    .contentType("application/x-www-form-urlencoded")
                    .body("j_username=sam&j_password=" + password)
                    .redirects()
                    .follow(false)
                    .post("/j_security_check");
            assertThat(answer.statusCode()).as(back[0]).isEqualTo(302);
            assertThat(answer.header("Location")).as(back[0]).isEqualTo(back[1]);
            assertThat(opens(answer.cookie("ledger-session"))).as(back[0]).isTrue();
        }
    }

    @Test
    void whatAnotherSiteHadABrowserSendIsRefusedWithWhateverCredentials() {
        given().header("Origin", "https://evil.example")
                .formParam("j_username", "sam")
                .formParam("j_password", password)
                .post("/j_security_check")
                .then()
                .statusCode(403)
                .body(containsString("another site"));
        for (String[] header : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"}
        }) {
            given().auth()
                    .preemptive()
                    .basic("sam", password)
                    .header(header[0], header[1])
                    .contentType("application/json")
                    .body("{}")
                    .post("/api/v1/resignation")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", containsString("another site"));
        }
        given().auth()
                .preemptive()
                .basic("sam", password)
                .header("Sec-Fetch-Site", "cross-site")
                .get("/api/v1/members")
                .then()
                .statusCode(200);
    }

    @Test
    void aPageTakesFormsAlone() {
        given().cookie("ledger-session", signIn("sam", password))
                .contentType("application/json")
                .body("{}")
                .post("/me/leave")
                .then()
                .statusCode(415)
                .body(containsString("Send a form"));
    }

    @Test
    void theApiTakesJsonAlone() throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString(("sam:" + password).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String type : new String[] {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/json",
                "application/jsonp"
            }) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(home.resolve("/api/v1/resignation"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"x\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(type).isEqualTo(415);
                assertThat(answer.headers().firstValue("Content-Type")).as(type).hasValue("application/problem+json");
                assertThat(answer.body()).as(type).contains("application/json");
            }
        }
        given().auth()
                .preemptive()
                .basic("sam", password)
                .post("/api/v1/resignation")
                .then()
                .statusCode(415);
        given().auth()
                .preemptive()
                .basic("sam", password)
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .body("{}")
                .post("/api/v1/resignation")
                .then()
                .statusCode(400)
                .body("detail", containsString("is not linked to anybody"));
    }

    @Test
    void hiddenCharactersAreRefusedWhereverTheyAreSent() {
        given().auth()
                .preemptive()
                .basic("sam", password)
                .contentType("application/json")
                .body("{\"name\": \"Dee\\u202e Example\", \"reason\": \"x\"}")
                .post("/api/v1/nominations")
                .then()
                .statusCode(400)
                .body("detail", equalTo("in 'name' a hidden character (U+202E) stands at character 4: remove it"));
        given().auth()
                .preemptive()
                .basic("sam", password)
                .queryParam("policy", "seed\u200b-2024")
                .get("/api/v1/members")
                .then()
                .statusCode(400)
                .body("detail", containsString("(U+200B)"));
        String cookie = signIn("sam", password);
        Response page = given().cookie("ledger-session", cookie).get("/nominations");
        given().cookie("ledger-session", cookie)
                .cookies(page.cookies())
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("csrf", csrf(page))
                .formParam("name", "Dee\u202e Example")
                .formParam("reason", "x")
                .post("/nominations")
                .then()
                .statusCode(400)
                .body(containsString("(U+202E)"));
    }

    private static boolean opens(String cookie) {
        int page = given().cookie("ledger-session", cookie)
                .redirects()
                .follow(false)
                .get("/queue")
                .statusCode();
        int api =
                given().cookie("ledger-session", cookie).get("/api/v1/sources").statusCode();
        assertThat(page == 200).as(page + " " + api).isEqualTo(api == 200);
        return page == 200;
    }

    private static String signIn(String name, String password) {
        return given().formParam("j_username", name)
                .formParam("j_password", password)
                .redirects()
                .follow(false)
                .post("/j_security_check")
                .then()
                .statusCode(302)
                .extract()
                .cookie("ledger-session");
    }

    static String csrf(Response page) {
        return page.htmlPath().getString("**.find { it.@name == 'csrf' }.@value");
    }
}
